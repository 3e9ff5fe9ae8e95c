import { describe, expect, it } from 'vitest';
import { rejectionMessages } from '../../source/protocol/rejections.ts';
import { fieldsOf, problemFrom, requestFrom } from '../../source/web/screens/join-form.ts';

const form = { isMoving: false, code: '482913', name: 'Ada', team: '' };
import { ROOM } from '../helpers/games.ts';

/** What the host tells of a game. */
function info(names: 'own' | 'generated' = 'own', teams: readonly string[] = []) {
  const program = { name: 'termquiz', version: '0.1.0', protocol: 1 } as const;
  const common = { ...program, room: ROOM, phase: 'lobby', title: 'HTTP' } as const;
  return { game: { ...common, names, teams: [...teams] } };
}

describe('the form for joining', () => {
  it('asks for a name unless the host gives the names', () => {
    expect(fieldsOf(form, info())).toEqual({ name: true, team: false });
    expect(fieldsOf(form, info('generated'))).toEqual({ name: false, team: false });
  });

  it('asks for a team only in games with teams', () => {
    expect(fieldsOf(form, info('own', ['red', 'blue']))).toEqual({ name: true, team: true });
  });

  it('asks for the code alone when a seat moves here', () => {
    expect(fieldsOf({ isMoving: true, code: '' }, info())).toEqual({ name: false, team: false });
    expect(fieldsOf({ isMoving: false, code: 'k7qx 2m9p' }, info())).toEqual({ name: false, team: false });
  });

  it('asks for a name before it knows the game', () => {
    expect(fieldsOf(form, { game: null })).toEqual({ name: true, team: false });
  });
});

describe('what is typed to join', () => {
  it('is a request with a PIN of digits from 0 to 9, in one piece', () => {
    expect(requestFrom({ ...form, code: ' ٤٨٢ 913 ', name: ' Ada ' }, info())).toEqual({
      code: '482913',
      name: 'Ada',
    });
  });

  it('names the team if one was chosen', () => {
    const teams = info('own', ['red', 'blue']);
    expect(requestFrom({ ...form, team: 'blue' }, teams)).toMatchObject({ team: 'blue' });
    expect(requestFrom(form, teams)).not.toHaveProperty('team');
    expect(requestFrom({ ...form, team: 'blue' }, info())).not.toHaveProperty('team');
  });

  it('has no name if the host gives the names or the seat moves', () => {
    expect(requestFrom(form, info('generated'))).toMatchObject({ name: '' });
    expect(requestFrom({ ...form, isMoving: true, code: 'K7QX-2M9P' }, info())).toEqual({
      code: 'K7QX-2M9P',
      name: '',
    });
  });

  it.each([
    [{ code: ' ' }, 'code'],
    [{ name: ' ' }, 'name'],
    [{ isMoving: true, code: '482913' }, 'code'],
  ])('is incomplete with %o', (change, field) => {
    expect(requestFrom({ ...form, ...change }, info())).toMatchObject({ field });
  });
});

describe('a rejected join', () => {
  it.each([
    ['wrong-pin', 'code'],
    ['wrong-code', 'code'],
    ['name-taken', 'name'],
    ['bad-name', 'name'],
    ['locked', null],
    ['full', null],
    ['rate-limited', null],
  ] as const)('with %s concerns the field %s', (code, field) => {
    const rejection = { type: 'rejected', code, message: rejectionMessages[code] } as const;
    expect(problemFrom({ connection: 'idle', rejection })).toEqual({
      field,
      message: rejectionMessages[code],
    });
    expect(problemFrom({ connection: 'connecting', rejection })).toBeNull();
  });
});
