import { describe, expect, it } from 'vitest';
import { type SettingOptions, parseTeams, settingsOf } from '../../../source/commands/host/settings.ts';
import { usualSettings } from '../../helpers/games.ts';
import { choiceQuestion, quizOf } from '../../helpers/questions.ts';

const quiz = quizOf([choiceQuestion()]);

describe('the settings of a game', () => {
  it('are the usual ones where nobody says anything', () => {
    expect(settingsOf(quiz, {}, 100)).toEqual({ ...usualSettings, maxPlayers: 100 });
  });

  const said = { scoring: 'off', streaks: false, shuffle: 'both', time: 0, teams: ['a', 'b'] } as const;
  const other: SettingOptions = { scoring: 'accuracy', shuffle: 'answers', time: 60, teams: ['c', 'd', 'e'] };

  it('are those of the quiz file where the command line says nothing', () => {
    const file = { ...quiz, ...said, teams: [...said.teams] };
    expect(settingsOf(file, {}, 100)).toMatchObject(said);
    // What a flag that was not given looks like.
    expect(settingsOf(file, { streaks: true, lateJoin: true }, 100)).toMatchObject(said);
  });

  it('are those of the command line, whatever the quiz file says', () => {
    const file = { ...quiz, ...said, streaks: true, teams: [...said.teams] };
    expect(settingsOf(file, { ...other, streaks: false }, 100)).toMatchObject({ ...other, streaks: false });
  });

  it('are for the command line alone: late joining, names, the start', () => {
    const options = { lateJoin: false, names: 'generated', startAt: 10 } as const;
    expect(settingsOf(quiz, options, 7)).toMatchObject({ ...options, maxPlayers: 7 });
  });

  it.each([
    [{ auto: true }, 5],
    [{ auto: true, autoAfter: 30 }, 30],
    [{ auto: false }, null],
  ])('with %j go on by themselves after %s seconds', (options, autoAfter) => {
    expect(settingsOf(quiz, options, 100).autoAfter).toBe(autoAfter);
  });

  it('make names of a number of teams in the quiz file', () => {
    expect(settingsOf({ ...quiz, teams: 3 }, {}, 100).teams).toEqual(['Red', 'Blue', 'Green']);
    expect(new Set(settingsOf({ ...quiz, teams: 8 }, {}, 100).teams).size).toBe(8);
  });
});

describe('the teams of the command line', () => {
  it.each([
    ['2', ['Red', 'Blue']],
    ['4', ['Red', 'Blue', 'Green', 'Yellow']],
    ['red,blue', ['red', 'blue']],
    [' red , blue ,green', ['red', 'blue', 'green']],
    ['Ops & Dev,日本', ['Ops & Dev', '日本']],
    ['1,2', ['1', '2']],
    ['a,b,c,d,e,f,g,h', ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']],
    ['red\u001B[31m,b\u200Blue', ['red', 'blue']],
  ])('%j are %j', (text, teams) => {
    expect(parseTeams(text)).toEqual(teams);
  });

  it.each([
    '',
    '0',
    '1',
    '9',
    '99999999999999999999',
    '-2',
    '2.5',
    'red',
    'red,',
    ',',
    'red,,blue',
    'red, ',
    'red,red',
    'Red,RED',
    'red,rеd',
    'red,r\u200Bed',
    'a,b,c,d,e,f,g,h,i',
    `red,${'x'.repeat(25)}`,
    `red,${'日'.repeat(13)}`,
  ])('%j are none', (text) => {
    expect(parseTeams(text)).toBeUndefined();
  });
});
