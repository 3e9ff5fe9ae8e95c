import { mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  findJournal,
  findSavedGame,
  listSavedGames,
  newestPlayedGame,
  searchSavedGames,
} from '../../source/journal/catalogue.ts';
import { journalFolder } from '../../source/journal/journal.ts';
import { lockJournal } from '../../source/journal/lock.ts';
import { gameOf } from '../helpers/games.ts';
import { journalText } from '../helpers/journals.ts';
import { stateFolderWith } from '../helpers/state-folder.ts';

const empty = journalText(gameOf());
const joined = journalText(gameOf({ players: ['Ada'] }));
const asked = journalText(gameOf({ players: ['Ada'] }).open(0));
const played = journalText(gameOf({ players: ['Ada'] }).play(0, { Ada: 1 }));
const later = played.replace('"format":1', '"format":2');
const damaged = joined.replace('"player-joined"', '"player-j');

describe('newestPlayedGame', () => {
  it.each([
    [
      'returns a game with a closed question, not a newer one left in its lobby',
      [played, played, joined, empty],
      1,
    ],
    ['returns a game with a closed question, not one whose question is still open', [played, asked], 0],
    ['returns a game that someone joined if no question was closed', [joined, asked, empty], 1],
    ['returns the newest game if nobody joined any', [empty, empty], 1],
    ['ignores files without a game', [played, '', 'a text\n', '\0'.repeat(4096)], 0],
    ['ignores files without a game even if nobody joined any game', [empty, ''], 0],
    ['returns a damaged game rather than an older one', [played, damaged], 1],
    ['returns a game of a later version rather than an older one', [played, later], 1],
  ])('%s', async (_what, contents, index) => {
    const { stateDir, files } = stateFolderWith(contents);
    expect(await newestPlayedGame(stateDir)).toBe(files[index]);
  });

  it('ignores a folder that is named like a journal', async () => {
    const { stateDir, files } = stateFolderWith([played]);
    mkdirSync(join(journalFolder(stateDir), '20261123-161200-git-abcdef.jsonl'));
    expect(await newestPlayedGame(stateDir)).toBe(files[0]);
  });

  it('returns nothing if no game was saved', async () => {
    expect(await newestPlayedGame(stateFolderWith([]).stateDir)).toBeUndefined();
  });
});

describe('listSavedGames', () => {
  it.each([
    ['an empty file', '', ':1: this file is empty.'],
    ['another file', 'a text\n', ':1: this is not the journal of a termquiz game.'],
    ['a damaged journal', damaged, ':3: this line is damaged.'],
    [
      "a later version's journal",
      later,
      ':1: written by a later version of termquiz. Update termquiz to read it.',
    ],
  ])('says what is wrong with %s', async (_what, content, why) => {
    const { stateDir, files } = stateFolderWith([content]);
    const [file = ''] = files;
    const problem = basename(file) + why;
    expect(await listSavedGames(stateDir)).toMatchObject([{ file, state: 'damaged', problem, title: null }]);
  });

  it('lists a journal that a host has as running, even if a full disk left it empty', async () => {
    const { stateDir, files } = stateFolderWith(['']);
    lockJournal(files[0] ?? '');
    expect(await listSavedGames(stateDir)).toMatchObject([{ state: 'running' }]);
  });
});

describe('a saved game', () => {
  const titled = (title: string) => journalText(gameOf({ title }));
  const titles = ['Friday Quiz', 'Git', 'GitHub & CI on Friday', '日本 クイズ'];
  const saved = () => stateFolderWith(titles.map(titled));
  const search = async (text: string) =>
    (await searchSavedGames(text, saved().stateDir)).map(({ title }) => title);

  it('is found by its file name, with or without the ending, and by its id', async () => {
    const { stateDir, files } = saved();
    const name = basename(files[1] ?? '');
    for (const each of [name, basename(name, '.jsonl')]) {
      expect(await findSavedGame(each, stateDir)).toBe(files[1]);
    }
    expect(await findSavedGame('abcdef', stateDir)).toBe(files.at(-1));
    expect(await findSavedGame('Git', stateDir)).toBeUndefined();
  });

  it('is found by its path', async () => {
    const { stateDir, files } = saved();
    const [file = ''] = files;
    expect(await findSavedGame(file, stateDir)).toBeUndefined();
    expect(await findJournal(file, stateDir)).toBe(file);
    expect(await findJournal(`${file}x`, stateDir)).toBeUndefined();
  });

  it('is found by a word of its title, in any case, newest first', async () => {
    expect(await search('friday')).toEqual(['GitHub & CI on Friday', 'Friday Quiz']);
    expect(await search('GIT')).toEqual(['Git']);
    expect(await search('クイズ')).toEqual(['日本 クイズ']);
  });

  it('is found by several words of its title in a row', async () => {
    expect(await search('friday quiz')).toEqual(['Friday Quiz']);
    expect(await search('GitHub & CI')).toEqual(['GitHub & CI on Friday']);
    expect(await search('quiz friday')).toEqual([]);
  });

  it('is not found by a part of a word, or by no word at all', async () => {
    for (const text of ['frid', 'hub', '&', ' ', '']) expect(await search(text)).toEqual([]);
  });

  it('is found by the beginning of its file name before any title', async () => {
    expect(await search('20261122-161201')).toEqual(['Git']);
    expect(await search('20261122-1612')).toEqual(titles.toReversed());
  });
});
