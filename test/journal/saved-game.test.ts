import { execFileSync } from 'node:child_process';
import { appendFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Journal, encodeEvent } from '../../source/journal/journal.ts';
import { resumableGame } from '../../source/journal/resume.ts';
import { type SavedGame, TRUNCATED_NOTICE, openSavedGame } from '../../source/journal/saved-game.ts';
import { wrap } from '../../source/text/width.ts';
import { dataOf, gameOf, replay } from '../helpers/games.ts';
import { journalText } from '../helpers/journals.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

/** A game in the middle of its second question, whose last lines hold more than ASCII. */
const interrupted = gameOf({ players: ['Ada', 'Bob'] });
interrupted.play(0, { Ada: 1, Bob: 0 }, 700).open(1);
for (const name of ['Zoë', '日本', '👩‍💻']) interrupted.join(name);
interrupted.answer('日本', true);
const bytes = Buffer.from(journalText(interrupted));

function fileWith(content: string | Buffer): string {
  const file = join(temporaryFolder(), 'game.jsonl');
  writeFileSync(file, content);
  return file;
}

async function opened(file: string): Promise<SavedGame> {
  const game = await openSavedGame(file);
  if (typeof game === 'string') throw new Error(game);
  return game;
}

/** Resumes a game, as a host does, and writes one line. */
function resume(game: SavedGame, at: number): void {
  const failures: string[] = [];
  const journal = new Journal(game, { onFailure: (warning) => failures.push(warning) });
  journal.append(encodeEvent({ type: 'host-returned', at, downSince: game.lastAt, restarted: true }));
  journal.close();
  expect(failures).toEqual([]);
}

describe('a journal that ends anywhere in its last lines', () => {
  const lastLines = bytes.toString().split('\n').slice(-6).join('\n');
  const firstCut = bytes.length - Buffer.byteLength(lastLines);
  const cuts = Array.from({ length: bytes.length - firstCut + 1 }, (_, index) => firstCut + index);
  // Each of them reads and locks files a few times, which takes long on a busy machine.
  const portions = Array.from({ length: 10 }, (_, portion) => portion + 1);

  it.each(portions)(
    'is read up to its last complete line, and can be resumed (part %i of 10)',
    async (portion) => {
      const file = fileWith('');
      for (const cut of cuts.filter((_, index) => index % portions.length === portion - 1)) {
        const written = bytes.subarray(0, cut);
        writeFileSync(file, written);
        const completeLines = written.toString('latin1').split('\n').length - 1;
        const events = interrupted.events.slice(0, completeLines - 2);
        const game = await opened(file);
        expect(game.isTruncated).toBe(written.at(-1) !== '\n'.charCodeAt(0));
        expect(dataOf(replay(game.created, game.events))).toEqual(
          dataOf(replay(interrupted.created, events)),
        );
        const at = interrupted.now + 5000;
        resume(game, at);
        const again = await opened(file);
        expect(again.isTruncated).toBe(false);
        expect(again.events).toEqual([
          ...events,
          { type: 'host-returned', at, downSince: game.lastAt, restarted: true },
        ]);
      }
    },
  );

  it('has a notice that fits into the two lines of a warning on the smallest screen', () => {
    expect(wrap(TRUNCATED_NOTICE, 38, 2, '…').join(' ')).toBe(TRUNCATED_NOTICE);
  });

  it('is tested with more than 500 ends, some of them in the middle of a character', () => {
    expect(cuts.length).toBeGreaterThan(500);
    const continued = cuts.filter((cut) => ((bytes[cut] ?? 0) & 0xc0) === 0x80);
    expect(continued.length).toBeGreaterThan(10);
  });
});

describe('openSavedGame', () => {
  it('rejects a damaged journal with the line, even if its bytes are not text', async () => {
    const file = fileWith(bytes);
    const damaged = Buffer.from(bytes);
    // One byte of a name. Decoded as text it would be another name, with another length.
    damaged[damaged.indexOf('日')] = 0xff;
    const line = damaged.subarray(0, damaged.indexOf(0xff)).toString('latin1').split('\n').length;
    writeFileSync(file, damaged);
    const problem = `${file}:${line}: this line is damaged. To save what comes before it, copy the file and delete everything from this line on.`;
    expect(await openSavedGame(file)).toBe(problem);
    expect(await resumableGame(file)).toBe(problem);
    writeFileSync(file, damaged.subarray(0, damaged.lastIndexOf('\n', damaged.indexOf(0xff)) + 1));
    expect(await resumableGame(file)).toMatchObject({ file });
  });

  it('gives no advice if there is no game before the damage', async () => {
    const file = fileWith(bytes.toString().replace('"game-created"', '"game-c'));
    expect(await openSavedGame(file)).toBe(`${file}:2: this line is damaged.`);
  });

  it('says that a file does not exist', async () => {
    const file = join(temporaryFolder(), 'nowhere.jsonl');
    expect(await openSavedGame(file)).toMatch(/^\S+nowhere\.jsonl: /u);
  });

  it.skipIf(process.platform === 'win32')(
    'refuses devices, pipes and folders without opening them',
    async () => {
      const folder = temporaryFolder();
      const pipe = join(folder, 'pipe.jsonl');
      execFileSync('mkfifo', [pipe]);
      for (const file of ['/dev/zero', pipe]) {
        expect(await openSavedGame(file)).toBe(
          `${file}: this is a device or a pipe, not a file. Pass the path of a journal.`,
        );
      }
      expect(await openSavedGame(folder)).toMatch(/folder/u);
    },
  );

  it('finishes reading a file that keeps growing', async () => {
    const file = fileWith(bytes);
    const growth = setInterval(() => appendFileSync(file, 'x'.repeat(1000)), 0);
    const { events, totalBytes } = await opened(file).finally(() => clearInterval(growth));
    expect(events).toEqual(interrupted.events);
    expect(totalBytes).toBeLessThanOrEqual(statSync(file).size);
  });
});
