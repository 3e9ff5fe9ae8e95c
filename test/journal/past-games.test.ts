import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { journalFolder } from '../../source/journal/journal.ts';
import { listedGames, newestPlayed } from '../../source/journal/past-games.ts';
import { gameOf } from '../helpers/games.ts';
import { journalText } from '../helpers/journals.ts';
import { stateFolderWith } from '../helpers/state-folder.ts';

const empty = journalText(gameOf());
const joined = journalText(gameOf({ players: ['Ada'] }));
const asked = journalText(gameOf({ players: ['Ada'] }).open(0));
const played = journalText(gameOf({ players: ['Ada'] }).play(0, { Ada: 1 }));

describe('the newest game that was played', () => {
  it.each([
    ['has a question that was closed, not one whose lobby was left', [played, played, joined, empty], 1],
    ['has a question that was closed, not one that is still open', [played, asked], 0],
    ['is one that somebody was in where no question was closed', [joined, asked, empty], 1],
    ['is the newest of all where nobody was in any', [empty, empty], 1],
    ['is none of files in which no game was begun', [played, '', 'a text\n', '\0'.repeat(4096)], 0],
    ['is none of files in which no game was begun, also where nobody was in any', [empty, ''], 0],
    ['is not looked for behind a damaged one', [played, joined.replace('"player-joined"', '"player-j')], 1],
    [
      'is not looked for behind one of a later version',
      [played, played.replace('"format":1', '"format":2')],
      1,
    ],
  ])('%s', async (_what, contents, index) => {
    const { stateDir, files } = stateFolderWith(contents);
    expect(await newestPlayed(stateDir)).toBe(files[index]);
  });

  it('is not looked for in a folder that is named as a journal', async () => {
    const { stateDir, files } = stateFolderWith([played]);
    mkdirSync(join(journalFolder(stateDir), '20261123-161200-git-abcdef.jsonl'));
    expect(await newestPlayed(stateDir)).toBe(files[0]);
  });

  it('is none where no game was kept', async () => {
    expect(await newestPlayed(stateFolderWith([]).stateDir)).toBeUndefined();
  });
});

describe('a listed game that cannot be read', () => {
  it.each([
    ['', ':1: this file is empty.'],
    ['a text\n', ':1: this is not the journal of a termquiz game.'],
    [joined.replace('"player-joined"', '"player-j'), ':3: this line is damaged.'],
    [
      played.replace('"format":1', '"format":2'),
      ':1: a later version of termquiz has written this journal: update termquiz.',
    ],
  ])('says why', async (content, why) => {
    const { stateDir, files } = stateFolderWith([content]);
    const [file = ''] = files;
    const problem = basename(file) + why;
    expect(await listedGames(stateDir)).toMatchObject([{ file, state: 'damaged', problem, title: null }]);
  });

  it('is running where a host has it, whose disk is full', async () => {
    const { stateDir, files } = stateFolderWith(['']);
    writeFileSync(`${files[0]}.lock-${process.pid}-x`, '');
    expect(await listedGames(stateDir)).toMatchObject([{ state: 'running' }]);
  });
});
