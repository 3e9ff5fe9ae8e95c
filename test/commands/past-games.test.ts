import { describe, expect, it } from 'vitest';
import { newestPlayed } from '../../source/commands/past-games.ts';
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
  ])('%s', async (_what, contents, index) => {
    const { stateDir, files } = stateFolderWith(contents);
    expect(await newestPlayed(stateDir)).toBe(files[index]);
  });

  it('is none where no game was kept', async () => {
    expect(await newestPlayed(stateFolderWith([]).stateDir)).toBeUndefined();
  });
});
