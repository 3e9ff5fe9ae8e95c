import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { reportFolder, writeReports } from '../../source/report/report-files.ts';
import { type TestGame, gameOf } from '../helpers/games.ts';
import { journalText } from '../helpers/journals.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

const NAME = '20261121-100000-a-quiz-aaaaaa';

/** A game on its podium. */
function finishedGame(player: string): TestGame {
  const game = gameOf({ players: [player] }).play(0, { [player]: 1 });
  game.host('end');
  return game;
}

/** Saves games in folders of their own and writes their reports, all for the same state folder. */
function reportWriter() {
  const stateDir = temporaryFolder();
  const folder = reportFolder(stateDir);
  const own = join(stateDir, 'games');
  mkdirSync(own);
  const write = async (journals: string, game: TestGame) => {
    const journal = join(journals, `${NAME}.jsonl`);
    writeFileSync(journal, journalText(game));
    const { file, warning } = await writeReports({ journal, folder, stateDir });
    expect(warning).toBeNull();
    return file ?? '';
  };
  return { own, write, files: () => readdirSync(folder) };
}

describe('writeReports', () => {
  it('names reports after their journal, and replaces those of the same game', async () => {
    const { own, write, files } = reportWriter();
    const first = await write(own, finishedGame('Ada'));
    expect(await write(own, finishedGame('Ada'))).toBe(first);
    expect(files()).toEqual(['csv', 'json', 'md'].map((ending) => `${NAME}.${ending}`));
  });

  it('replaces no report of another game if a journal from elsewhere has the same name', async () => {
    const { own, write, files } = reportWriter();
    const mine = await write(own, finishedGame('Ada'));
    const downloads = temporaryFolder();
    const theirs = await write(downloads, finishedGame('Mallory'));
    expect(theirs).not.toBe(mine);
    expect(readFileSync(mine, 'utf8')).toContain('Ada');
    expect(readFileSync(theirs, 'utf8')).toContain('Mallory');
    expect(await write(downloads, finishedGame('Mallory'))).toBe(theirs);
    expect(await write(temporaryFolder(), finishedGame('Trudy'))).not.toBe(theirs);
    expect(files()).toHaveLength(9);
  });
});
