import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Journal } from '../../source/journal/journal.ts';
import { newestUnfinishedGame, unfinishedGame } from '../../source/journal/resume.ts';
import { type KeptGame, TORN_NOTICE, keptGame } from '../../source/journal/saved-games.ts';
import { wrap } from '../../source/text/width.ts';
import { dataOf, gameOf, replay } from '../helpers/games.ts';
import { journalText } from '../helpers/journals.ts';
import { stateFolderWith } from '../helpers/state-folder.ts';
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

async function readable(file: string): Promise<KeptGame> {
  const game = await keptGame(file);
  if (typeof game === 'string') throw new Error(game);
  return game;
}

/** Goes on with a journal, as a host does, and writes one line. */
function goOn({ file, size, past }: KeptGame, at: number): void {
  const failures: string[] = [];
  const journal = new Journal(
    { file, size, length: past.length },
    { onFailure: (message) => failures.push(message) },
  );
  journal.append({ type: 'host-returned', at, downSince: past.lastAt });
  journal.close();
  expect(failures).toEqual([]);
}

describe('a journal that was cut off anywhere in its last lines', () => {
  const lastLines = bytes.toString().split('\n').slice(-6).join('\n');
  const firstCut = bytes.length - Buffer.byteLength(lastLines);
  const cuts = Array.from({ length: bytes.length - firstCut + 1 }, (_, index) => firstCut + index);

  it('is read as far as it is whole, and can be gone on with', async () => {
    const file = fileWith('');
    for (const cut of cuts) {
      const kept = bytes.subarray(0, cut);
      writeFileSync(file, kept);
      const wholeLines = kept.toString('latin1').split('\n').length - 1;
      const events = interrupted.events.slice(0, wholeLines - 2);
      const game = await readable(file);
      expect(game.past.isTorn).toBe(kept.at(-1) !== '\n'.charCodeAt(0));
      expect(dataOf(replay(game.past.created, game.past.events))).toEqual(
        dataOf(replay(interrupted.created, events)),
      );
      const at = interrupted.now + 5000;
      goOn(game, at);
      const again = await readable(file);
      expect(again.past.isTorn).toBe(false);
      expect(again.past.events).toEqual([
        ...events,
        { type: 'host-returned', at, downSince: game.past.lastAt },
      ]);
    }
  });

  it('is said to be, in words that fit into the two lines of a warning on the smallest screen', () => {
    expect(wrap(TORN_NOTICE, 38, 2, '…').join(' ')).toBe(TORN_NOTICE);
  });

  it('is tried at more than 500 places, some of them in the middle of a character', () => {
    expect(cuts.length).toBeGreaterThan(500);
    const continued = cuts.filter((cut) => ((bytes[cut] ?? 0) & 0xc0) === 0x80);
    expect(continued.length).toBeGreaterThan(10);
  });
});

describe('a damaged journal', () => {
  it('is refused with the line, also where its bytes are no text', async () => {
    const file = fileWith(bytes);
    const damaged = Buffer.from(bytes);
    // One byte of a name: as a text it would be read as another name, and be of another length.
    damaged[damaged.indexOf('日')] = 0xff;
    const line = damaged.subarray(0, damaged.indexOf(0xff)).toString('latin1').split('\n').length;
    writeFileSync(file, damaged);
    const refusal = `${file}:${line}: this line is damaged. A copy of the file that ends before this line can be gone on with and reported.`;
    expect(await keptGame(file)).toBe(refusal);
    expect(await unfinishedGame(file)).toBe(refusal);
    writeFileSync(file, damaged.subarray(0, damaged.lastIndexOf('\n', damaged.indexOf(0xff)) + 1));
    expect(await unfinishedGame(file)).toMatchObject({ file });
  });

  it('is not there: says so', async () => {
    const file = join(temporaryFolder(), 'nowhere.jsonl');
    expect(await keptGame(file)).toMatch(/nowhere\.jsonl: there is no such file\.$/u);
  });
});

describe('the newest unfinished game', () => {
  const ended = Buffer.concat([bytes, Buffer.from('{"type":"game-ended","at":1}\n')]);
  const damaged = bytes.toString().replace('"question-closed"', '"question-clo');

  it('is the newest that has not ended', async () => {
    const { stateDir, files } = stateFolderWith([bytes, bytes, ended]);
    expect(await newestUnfinishedGame(stateDir, Date.now())).toMatchObject({
      file: files[1],
      size: bytes.length,
    });
    expect(await newestUnfinishedGame(stateFolderWith([ended]).stateDir, Date.now())).toBeUndefined();
    expect(await newestUnfinishedGame(temporaryFolder(), Date.now())).toBeUndefined();
  });

  it('is not looked for behind one that is damaged: the players wait for that one', async () => {
    const { stateDir, files } = stateFolderWith([bytes, damaged, ended]);
    expect(await newestUnfinishedGame(stateDir, Date.now())).toMatch(
      new RegExp(`^${files[1]}:\\d+: this line is damaged\\. A copy .+\\. Another game .+--list.+\\.$`, 'u'),
    );
  });

  it('is not looked for behind one of a later version', async () => {
    const later = bytes.toString().replace('"format":1', '"format":2');
    const { stateDir, files } = stateFolderWith([bytes, later]);
    expect(await newestUnfinishedGame(stateDir, Date.now())).toBe(
      `${files[1]}:1: a later version of termquiz has written this journal: update termquiz. Another game is gone on with by its name: "termquiz report --list" shows them.`,
    );
  });

  it('is no file in which no game was ever begun', async () => {
    const { stateDir, files } = stateFolderWith([bytes, bytes.subarray(0, 100), '', '\0'.repeat(100)]);
    expect(await newestUnfinishedGame(stateDir, Date.now())).toMatchObject({ file: files[0] });
  });
});
