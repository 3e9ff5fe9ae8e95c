import { describe, expect, it } from 'vitest';
import { type SettingOptions, parseTeams, settingsOf } from '../../../source/commands/host/settings.ts';
import { usualSettings } from '../../helpers/games.ts';
import { choiceQuestion, quizOf } from '../../helpers/questions.ts';

const quiz = quizOf([choiceQuestion()]);

describe('settingsOf', () => {
  it('returns the defaults if neither the command line nor the quiz file sets anything', () => {
    expect(settingsOf(quiz, {}, 100)).toEqual({ ...usualSettings, maxPlayers: 100 });
  });

  const inFile = { scoring: 'off', streaks: false, shuffle: 'both', time: 0, teams: ['a', 'b'] } as const;
  const passed: SettingOptions = {
    scoring: 'accuracy',
    shuffle: 'answers',
    time: 60,
    teams: ['c', 'd', 'e'],
  };

  it('returns the settings of the quiz file if the command line sets none', () => {
    const file = { ...quiz, ...inFile, teams: [...inFile.teams] };
    expect(settingsOf(file, {}, 100)).toMatchObject(inFile);
    // As with flags that were not passed.
    expect(settingsOf(file, { streaks: true, lateJoin: true }, 100)).toMatchObject(inFile);
  });

  it('prefers the settings of the command line to those of the quiz file', () => {
    const file = { ...quiz, ...inFile, streaks: true, teams: [...inFile.teams] };
    expect(settingsOf(file, { ...passed, streaks: false }, 100)).toMatchObject({ ...passed, streaks: false });
  });

  it('takes timing, late joining, names and the automatic start from the command line alone', () => {
    const options = { timing: 'strict', lateJoin: false, names: 'generated', startAt: 10 } as const;
    expect(settingsOf(quiz, options, 7)).toMatchObject({ ...options, maxPlayers: 7 });
  });

  it.each([
    [{}, 1],
    [{ timeFactor: 1.5 }, 1.5],
    [{ timeLimit: true }, 1],
    [{ timeLimit: false }, 0],
  ])('with %j multiplies time limits by %s', (options, timeFactor) => {
    expect(settingsOf(quiz, options, 100).timeFactor).toBe(timeFactor);
  });

  it.each([
    [{ auto: true }, 5],
    [{ auto: true, autoAfter: 30 }, 30],
    [{ auto: false }, null],
  ])('with %j continues automatically after %s seconds', (options, autoAfter) => {
    expect(settingsOf(quiz, options, 100).autoAfter).toBe(autoAfter);
  });

  it('names the teams if the quiz file gives only their number', () => {
    expect(settingsOf({ ...quiz, teams: 3 }, {}, 100).teams).toEqual(['Red', 'Blue', 'Green']);
    expect(new Set(settingsOf({ ...quiz, teams: 8 }, {}, 100).teams).size).toBe(8);
  });
});

describe('parseTeams', () => {
  it.each([
    ['2', ['Red', 'Blue']],
    ['4', ['Red', 'Blue', 'Green', 'Yellow']],
    ['red,blue', ['red', 'blue']],
    [' red , blue ,green', ['red', 'blue', 'green']],
    ['Ops & Dev,日本', ['Ops & Dev', '日本']],
    ['1,2', ['1', '2']],
    ['a,b,c,d,e,f,g,h', ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']],
    ['red\u001B[31m,b\u200Blue', ['red', 'blue']],
  ])('parses %j as %j', (text, teams) => {
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
  ])('rejects %j', (text) => {
    expect(parseTeams(text)).toBeUndefined();
  });
});
