import { describe, expect, it } from 'vitest';
import { generatedName } from '../../source/game/names/generated-name.ts';
import { type TestGame, gameOf, idOf, rejectionOf, tokenOf } from '../helpers/games.ts';
import { choiceQuestion } from '../helpers/questions.ts';

const questions = [choiceQuestion(), choiceQuestion()];

describe('joining', () => {
  it('creates a player with the cleaned name', () => {
    const test = gameOf();
    expect(test.join('  Ada\u200B  ', 'a token')).toEqual({
      ok: true,
      events: [
        {
          type: 'player-joined',
          at: test.now,
          player: idOf('  Ada\u200B  '),
          name: 'Ada',
          team: null,
          tokenHash: 'a token',
        },
      ],
    });
    expect(test.game).toMatchObject({ playerCount: 1, connectedCount: 1 });
  });

  it('is possible in every phase until the game has ended', () => {
    const test = gameOf({ questions, players: ['Ada'] });
    const late = ['Bob', 'Cleo', 'Dan', 'Eve', 'Finn', 'Gus', 'Hal', 'Ian'];
    for (const name of late) {
      expect([test.game.phase, test.join(name).ok]).toEqual([test.game.phase, true]);
      test.host(test.game.phase === 'lobby' ? 'start' : test.game.phase === 'question' ? 'close' : 'next');
    }
    expect(test.game.phase).toBe('podium');
    test.host('next');
    expect(rejectionOf(test.join('Joy'))).toBe('locked');
  });

  it('late lets a player answer the open question', () => {
    const test = gameOf({ players: ['Ada'] }).open();
    test.join('Bob');
    expect(test.answer('Bob', 1).ok).toBe(true);
  });

  it('with a token that has a seat reconnects that player, whatever the name', () => {
    const test = gameOf({ players: ['Ada'] });
    expect(test.join('Ada')).toEqual({ ok: true, events: [] });
    test.disconnect('Ada');
    expect(test.join('Zoe', tokenOf('Ada'))).toEqual({
      ok: true,
      events: [{ type: 'player-connected', at: test.now, player: idOf('Ada') }],
    });
    expect(test.game).toMatchObject({ playerCount: 1, connectedCount: 1 });
    expect(test.player('Ada').name).toBe('Ada');
  });

  it('with only the name of another player does not give access to that seat', () => {
    const test = gameOf({ players: ['Ada'] });
    test.disconnect('Ada');
    expect(rejectionOf(test.join('Ada', 'another token'))).toBe('name-taken');
  });

  it('is rejected with bad-name for a name that is invisible or too wide', () => {
    const test = gameOf();
    for (const name of ['', '  ', '\u200B', '\u3164', '\u001B[31m', 'x'.repeat(25)]) {
      expect(rejectionOf(test.join(name))).toBe('bad-name');
    }
  });

  it('is rejected with full once the maximum is reached, except for returning players', () => {
    const test = gameOf({ settings: { maxPlayers: 2 }, players: ['Ada', 'Bob'] });
    expect(rejectionOf(test.join('Cleo'))).toBe('full');
    test.disconnect('Ada');
    expect(test.join('Ada').ok).toBe(true);
    test.leave('Bob');
    expect(test.join('Cleo').ok).toBe(true);
  });

  it('takes the seat of the player who has been away for longest, but only if the lobby is full', () => {
    const test = gameOf({ settings: { maxPlayers: 4 }, players: ['Ada', 'Bob', 'Cleo'] });
    for (const name of ['Ada', 'Bob']) {
      test.advance(1000);
      test.disconnect(name);
    }
    test.advance(1000);
    test.reconnect('Ada');
    test.disconnect('Ada');
    test.join('Dan');
    expect(test.game.playerCount).toBe(4);
    expect(test.join('Eve')).toMatchObject({
      events: [
        { type: 'player-left', player: idOf('Bob') },
        { type: 'player-joined', name: 'Eve' },
      ],
    });
    test.join('Finn');
    expect([...test.game.players.values()].map(({ name }) => name)).toEqual(['Cleo', 'Dan', 'Eve', 'Finn']);
    expect(rejectionOf(test.join('Gus'))).toBe('full');
    expect(rejectionOf(test.reconnect('Ada'))).toBe('unknown-token');
  });

  it('takes no seat for a name that is taken, in a locked lobby or after the lobby', () => {
    const test = gameOf({ settings: { maxPlayers: 2 }, players: ['Ada', 'Bob'] });
    test.disconnect('Ada');
    expect(rejectionOf(test.join('Bob', 'another token'))).toBe('name-taken');
    test.host('lock');
    expect(rejectionOf(test.join('Cleo'))).toBe('locked');
    test.host('unlock', 'start');
    expect(rejectionOf(test.join('Cleo'))).toBe('full');
    expect(test.reconnect('Ada').ok).toBe(true);
  });

  it('never fails while somebody is away, however many ghosts have joined and dropped', () => {
    const test = gameOf({ settings: { maxPlayers: 10 }, players: ['Ada'] });
    for (let index = 0; index < 100; index++) {
      expect(test.advance(10).join(`Ghost ${index}`).ok).toBe(true);
      test.disconnect(`Ghost ${index}`);
    }
    for (const name of ['Bob', 'Cleo', 'Dan']) expect(test.join(name).ok).toBe(true);
    expect(test.game).toMatchObject({ playerCount: 10, connectedCount: 4 });
    expect(test.player('Ada').presence).toBe('connected');
  });

  it('lets a newcomer take the place of a kicked player', () => {
    const test = gameOf({ settings: { maxPlayers: 1 }, players: ['Ada'] });
    test.kick('Ada');
    expect(test.join('Bob').ok).toBe(true);
  });
});

describe('joining late', () => {
  it('is rejected with locked from the first question on if it is off, while players can still return', () => {
    const test = gameOf({ settings: { lateJoin: false }, players: ['Ada', 'Bob'] });
    expect(test.join('Cleo').ok).toBe(true);
    test.host('start');
    for (const type of ['next', 'close', 'next', 'end'] as const) {
      expect([test.game.phase, rejectionOf(test.join('Dan'))]).toEqual([test.game.phase, 'locked']);
      test.disconnect('Ada');
      expect(test.join('Ada').ok).toBe(true);
      test.leave('Bob');
      expect(test.reconnect('Bob').ok).toBe(true);
      test.host(type);
    }
  });

  it('is rejected for the name before it is rejected for being late', () => {
    const test = gameOf({ settings: { lateJoin: false }, players: ['Ada', 'Bob'] });
    test.kick('Bob');
    test.host('start');
    expect(rejectionOf(test.join('ada', 'another token'))).toBe('name-taken');
    expect(rejectionOf(test.join('bob', 'another token'))).toBe('kicked');
  });
});

describe('a game with generated names', () => {
  function namesOf(test: TestGame): string[] {
    return [...test.game.players.values()].map(({ name }) => name);
  }

  it('gives each player a different one, whatever name they send', () => {
    const players = Array.from({ length: 100 }, (_, index) => `Player ${index}`);
    const names = namesOf(gameOf({ settings: { names: 'generated' }, players }));
    expect(new Set(names).size).toBe(100);
    for (const name of names) expect(name).toMatch(/^[A-Z][a-z]+ [A-Z][a-z]+$/u);
  });

  it('ignores the name that a player sends, even an invalid one', () => {
    const test = gameOf({ settings: { names: 'generated' } });
    for (const [index, name] of [undefined, '', '\u200B', 'x'.repeat(200)].entries()) {
      const join = {
        type: 'join',
        player: `p${index}`,
        tokenHash: `t${index}`,
        name,
        team: undefined,
      } as const;
      expect(test.run(join).ok).toBe(true);
    }
    expect(test.game.playerCount).toBe(4);
  });

  it('generates the same names for the same seed, and different ones for another', () => {
    const names = (seed: string) =>
      namesOf(gameOf({ seed, settings: { names: 'generated' }, players: ['Ada', 'Bob', 'Cleo'] }));
    expect(names('one')).toEqual(names('one'));
    expect(names('one')).not.toEqual(names('two'));
  });

  it('never gives a name that another player has or had', () => {
    const test = gameOf({ settings: { names: 'generated' }, players: ['Ada', 'Bob', 'Cleo', 'Dan'] });
    const [first = ''] = namesOf(test);
    test.leave('Bob');
    test.kick(first);
    for (let index = 0; index < 10; index++) test.join(`Player ${index}`);
    expect(new Set(namesOf(test)).size).toBe(13);
    expect(new Set(test.game.playersByLook.values()).size).toBe(13);
  });

  it('gives returning players their names back', () => {
    const test = gameOf({ settings: { names: 'generated' }, players: ['Ada'] });
    const before = namesOf(test);
    test.disconnect('Ada');
    expect(test.join('Ada').ok).toBe(true);
    expect(namesOf(test)).toEqual(before);
  });

  it('is the only one to accept a join without a name', () => {
    const join = { type: 'join', player: 'p', tokenHash: 't', name: undefined, team: undefined } as const;
    expect(rejectionOf(gameOf().run(join))).toBe('bad-name');
  });
});

describe('a locked game', () => {
  it('rejects new players, but lets players return', () => {
    const test = gameOf({ players: ['Ada'] });
    test.disconnect('Ada');
    test.host('lock');
    expect(rejectionOf(test.join('Bob'))).toBe('locked');
    expect(test.reconnect('Ada').ok).toBe(true);
    test.host('unlock');
    expect(test.join('Bob').ok).toBe(true);
  });

  it('cannot be locked again, nor an open one unlocked', () => {
    const test = gameOf();
    expect(rejectionOf(test.host('unlock'))).toBe('not-now');
    test.host('lock');
    expect(rejectionOf(test.host('lock'))).toBe('not-now');
    expect(test.host('unlock').ok).toBe(true);
  });
});

describe('reconnecting', () => {
  it('works any number of times, and keeps score, streak and answer', () => {
    const test = gameOf({ questions, players: ['Ada', 'Bob'] })
      .play(0, { Ada: 1 })
      .open(1);
    test.answer('Ada', 1);
    for (let times = 0; times < 3; times++) {
      test.disconnect('Ada');
      expect(test.reconnect('Ada').ok).toBe(true);
    }
    expect(test.player('Ada')).toMatchObject({ score: 1000, streak: 1, answer: { value: 1 } });
    expect(test.game.connectedCount).toBe(2);
  });

  it('has no effect while the player still counts as connected', () => {
    expect(gameOf({ players: ['Ada'] }).reconnect('Ada')).toEqual({ ok: true, events: [] });
  });

  it('is rejected with unknown-token if the token has no seat', () => {
    expect(rejectionOf(gameOf({ players: ['Ada'] }).reconnect('Bob'))).toBe('unknown-token');
  });
});

describe('disconnecting', () => {
  it('happens once, however often it is reported', () => {
    const test = gameOf({ players: ['Ada', 'Bob'] });
    expect(test.disconnect('Ada').ok).toBe(true);
    expect(test.disconnect('Ada')).toEqual({ ok: true, events: [] });
    expect(test.disconnect('Nobody')).toEqual({ ok: true, events: [] });
    expect(test.game).toMatchObject({ playerCount: 2, connectedCount: 1 });
  });
});

describe('leaving', () => {
  it('in the lobby removes the player and frees the name and the token', () => {
    const test = gameOf({ players: ['Ada', 'Bob'] });
    test.leave('Ada');
    expect(test.game).toMatchObject({ playerCount: 1, connectedCount: 1 });
    expect(rejectionOf(test.reconnect('Ada'))).toBe('unknown-token');
    expect(test.join('Ada', 'another token').ok).toBe(true);
  });

  it('later keeps the name and the score in case the player returns', () => {
    const test = gameOf({ questions, players: ['Ada', 'Bob'] }).play(0, { Ada: 1 });
    test.leave('Ada');
    expect(test.game).toMatchObject({ playerCount: 2, connectedCount: 1 });
    expect(rejectionOf(test.join('Ada', 'another token'))).toBe('name-taken');
    expect(test.reconnect('Ada').ok).toBe(true);
    expect(test.player('Ada').score).toBe(1000);
  });

  it('happens once, and has no effect for an unknown player', () => {
    const test = gameOf({ players: ['Ada'] }).open();
    test.leave('Ada');
    expect(test.leave('Ada')).toEqual({ ok: true, events: [] });
    expect(test.leave('Nobody')).toEqual({ ok: true, events: [] });
  });

  it('after disconnecting means that the question no longer waits for the player', () => {
    const test = gameOf({ players: ['Ada', 'Bob'] }).open();
    test.answer('Ada', 1);
    test.disconnect('Bob');
    expect(test.dueAt()).toBe(test.now + 10_000);
    test.leave('Bob');
    expect(test.dueAt()).toBe(test.now);
  });
});

describe('kicking', () => {
  it('takes a player out of the game and its counters', () => {
    const test = gameOf({ players: ['Ada', 'Bob'] });
    expect(test.kick('Ada')).toEqual({
      ok: true,
      events: [{ type: 'player-kicked', at: test.now, player: idOf('Ada') }],
    });
    expect(test.game).toMatchObject({ playerCount: 1, connectedCount: 1 });
  });

  it('makes the game reject the token and every spelling of the name', () => {
    const test = gameOf({ players: ['Ada'] });
    test.kick('Ada');
    expect(rejectionOf(test.reconnect('Ada'))).toBe('kicked');
    expect(rejectionOf(test.join('Zoe', tokenOf('Ada')))).toBe('kicked');
    for (const name of ['Ada', 'ADA', 'Аda', ' Ada ']) {
      expect(rejectionOf(test.join(name, 'another token'))).toBe('kicked');
    }
    test.open();
    expect(rejectionOf(test.join('Ada', 'another token'))).toBe('kicked');
  });

  it('takes back an answer that was already accepted', () => {
    const test = gameOf({ players: ['Ada', 'Bob'] }).open();
    test.answer('Ada', 1);
    test.kick('Ada');
    expect(test.game.round?.answered).toBe(0);
    test.host('close');
    expect(test.player('Ada').score).toBe(0);
    expect(test.game.standings.map(({ name }) => name)).toEqual(['Bob']);
  });

  it('works with any name that looks like it, also for disconnected players', () => {
    const test = gameOf({ players: ['Ada', 'Bob'] }).open();
    test.leave('Ada');
    expect(test.kick('ADA').ok).toBe(true);
    expect(test.game).toMatchObject({ playerCount: 1, connectedCount: 1 });
  });

  it('prefers the player whose name differs in case only', () => {
    const test = gameOf({ players: ['Nell', 'Neil'] });
    expect(test.kick('NEIL').ok).toBe(true);
    expect(test.player('Neil').kicked).toBe(true);
  });

  it('is rejected with no-such-player for an unknown or already kicked player', () => {
    const test = gameOf({ players: ['Ada'] });
    for (const name of ['Bob', '', '\u200B']) expect(rejectionOf(test.kick(name))).toBe('no-such-player');
    test.kick('Ada');
    expect(rejectionOf(test.kick('Ada'))).toBe('no-such-player');
  });

  it('is rejected with not-now once the game has ended', () => {
    const test = gameOf({ players: ['Ada'] });
    test.host('end', 'end');
    expect(rejectionOf(test.kick('Ada'))).toBe('not-now');
  });
});

describe('moving a seat', () => {
  it('gives it another token, and leaves everything else as it is', () => {
    const test = gameOf({ players: ['Ada', 'Bob'] })
      .play(0, { Ada: 1 })
      .open(1);
    test.answer('Ada', true);
    const before = { ...test.player('Ada') };
    expect(test.move('Ada', 'new')).toEqual({
      ok: true,
      events: [{ type: 'player-moved', at: test.now, player: idOf('Ada'), tokenHash: 'new' }],
    });
    expect(test.player('Ada')).toEqual({ ...before, tokenHash: 'new', formerTokens: [tokenOf('Ada')] });
    expect(test.reconnect('Ada', 'new')).toEqual({ ok: true, events: [] });
    expect(rejectionOf(test.answer('Ada', true))).toBe('already-answered');
  });

  it('reconnects an away player, who can then answer the open question', () => {
    const test = gameOf({ players: ['Ada', 'Bob'] }).open();
    test.disconnect('Ada');
    test.answer('Bob', 1);
    expect(test.move('Ada', 'new')).toMatchObject({
      ok: true,
      events: [{ type: 'player-moved' }, { type: 'player-connected', player: idOf('Ada') }],
    });
    expect(test.game).toMatchObject({ connectedCount: 2, pendingAnswers: 1 });
  });

  it('makes the game reject the former token with moved, even in a join under another name', () => {
    const test = gameOf({ players: ['Ada'] });
    test.move('Ada', 'new');
    expect(rejectionOf(test.reconnect('Ada'))).toBe('moved');
    expect(rejectionOf(test.join('Zoe', tokenOf('Ada')))).toBe('moved');
    expect(rejectionOf(test.move('Ada', tokenOf('Ada')))).toBe('moved');
    test.leave('Ada');
    expect(rejectionOf(test.reconnect('Ada'))).toBe('unknown-token');
  });

  it('keeps the eight newest of the former tokens', () => {
    const test = gameOf({ players: ['Ada'] });
    for (let device = 0; device < 20; device++) test.move('Ada', `device ${device}`);
    expect(test.player('Ada').formerTokens).toEqual(
      Array.from({ length: 8 }, (_, index) => `device ${index + 11}`),
    );
    expect(test.game.playersByFormerToken.size).toBe(8);
    expect(rejectionOf(test.reconnect('Ada'))).toBe('unknown-token');
  });

  it('only reconnects the player of a token that has a seat already', () => {
    const test = gameOf({ players: ['Ada', 'Bob'] });
    expect(test.move('Ada', tokenOf('Bob'))).toEqual({ ok: true, events: [] });
    expect(test.player('Ada').tokenHash).toBe(tokenOf('Ada'));
  });

  it('does not get around a kick: all tokens of the player are banned', () => {
    const test = gameOf({ players: ['Ada', 'Bob'] });
    test.move('Ada', 'new');
    test.kick('Ada');
    expect(rejectionOf(test.move('Ada', 'newer'))).toBe('kicked');
    for (const token of [tokenOf('Ada'), 'new']) {
      expect(rejectionOf(test.reconnect('Ada', token))).toBe('kicked');
      expect(rejectionOf(test.join('Zoe', token))).toBe('kicked');
      expect(rejectionOf(test.move('Bob', token))).toBe('kicked');
    }
    test.run({ type: 'readmit', name: 'Ada' });
    expect(rejectionOf(test.reconnect('Ada'))).toBe('moved');
    expect(test.reconnect('Ada', 'new').ok).toBe(true);
  });

  it('does not get around a ban by address either', () => {
    const test = gameOf({ players: ['Ada', 'Bob'] });
    test.move('Ada', 'new');
    test.run({ type: 'remove', players: [idOf('Ada')] });
    for (const token of [tokenOf('Ada'), 'new']) {
      expect(rejectionOf(test.join('Zoe', token))).toBe('kicked');
      expect(rejectionOf(test.move('Bob', token))).toBe('kicked');
    }
  });

  it('is rejected for an unknown player, and with locked once the game has ended', () => {
    const test = gameOf({ players: ['Ada'] });
    expect(rejectionOf(test.move('Bob', 'new'))).toBe('unknown-token');
    test.host('end', 'end');
    expect(rejectionOf(test.move('Ada', 'new'))).toBe('locked');
  });

  it('lasts when the host plays again', () => {
    const test = gameOf({ players: ['Ada'] });
    test.move('Ada', 'new');
    test.host('end');
    const next = test.again();
    expect(next.reconnect('Ada', 'new').ok).toBe(true);
    expect(rejectionOf(next.reconnect('Ada'))).toBe('unknown-token');
  });
});

describe('removing everybody who is away', () => {
  it('takes them out of the game at once, in every phase until it has ended', () => {
    const test = gameOf({ questions, players: ['Ada', 'Bob'] });
    for (const [index, away] of [
      ['Cleo', 'Dan'],
      ['Eve', 'Finn'],
    ].entries()) {
      for (const name of away) test.join(name);
      test.play(index, Object.fromEntries(away.map((name) => [name, 1])));
      test.disconnect(away[0] ?? '');
      test.leave(away[1] ?? '');
      expect(test.host('remove-away')).toEqual({
        ok: true,
        events: [{ type: 'players-removed', at: test.now, players: away.map(idOf), banned: false }],
      });
      expect(test.game).toMatchObject({ playerCount: 2, connectedCount: 2 });
      expect(test.game.standings.map(({ name }) => name)).toEqual(['Ada', 'Bob']);
    }
    test.host('end', 'end');
    expect(rejectionOf(test.host('remove-away'))).toBe('not-now');
  });

  it('lets them join again with the same token and name, as new players', () => {
    const test = gameOf({ players: ['Ada', 'Bob'] });
    test.play(0, { Ada: 1, Bob: 1 });
    test.disconnect('Ada');
    test.host('remove-away');
    expect(rejectionOf(test.reconnect('Ada'))).toBe('unknown-token');
    expect(test.join('Ada').ok).toBe(true);
    expect(test.player('Ada')).toMatchObject({ score: 0, presence: 'connected' });
  });

  it('closes a question that waited for them', () => {
    const test = gameOf({ players: ['Ada', 'Bob'] }).open();
    test.disconnect('Bob');
    test.answer('Ada', 1);
    const waitsUntil = test.dueAt() ?? 0;
    test.host('remove-away');
    expect(test.dueAt() ?? Infinity).toBeLessThan(waitsUntil);
  });

  it('is rejected with no-such-player if nobody is away', () => {
    const test = gameOf({ players: ['Ada'] });
    expect(rejectionOf(test.host('remove-away'))).toBe('no-such-player');
    test.disconnect('Ada');
    test.kick('Ada');
    expect(rejectionOf(test.host('remove-away'))).toBe('no-such-player');
  });
});

describe('removing players by their ids', () => {
  const remove = (test: TestGame, ...names: string[]) =>
    test.run({ type: 'remove', players: names.map(idOf) });

  it('takes them out of the game and its counters, and bans their tokens', () => {
    const test = gameOf({ players: ['Ada', 'Bob', 'Cleo'], settings: { teams: ['Red', 'Blue'] } }).open();
    test.answer('Bob', 1);
    expect(remove(test, 'Bob', 'Cleo', 'nobody')).toMatchObject({
      events: [{ type: 'players-removed', players: [idOf('Bob'), idOf('Cleo')], banned: true }],
    });
    expect(test.game).toMatchObject({ playerCount: 1, connectedCount: 1, pendingAnswers: 1 });
    expect(test.game.round?.answered).toBe(0);
    expect(test.game.teams.map(({ members }) => members)).toEqual([1, 0]);
    expect(rejectionOf(test.reconnect('Bob'))).toBe('kicked');
    expect(rejectionOf(test.join('Zoe', tokenOf('Bob')))).toBe('kicked');
  });

  it('leaves their names free for others, and lets everybody in again when the host plays again', () => {
    const test = gameOf({ players: ['Ada', 'Bob'] });
    remove(test, 'Bob');
    expect(test.join('Bob', 'another token').ok).toBe(true);
    test.host('end');
    expect(test.again().join('Zoe', tokenOf('Bob')).ok).toBe(true);
  });

  it('is rejected with no-such-player if none of them is in the game, and with not-now after the end', () => {
    const test = gameOf({ players: ['Ada'] });
    expect(rejectionOf(remove(test, 'Bob'))).toBe('no-such-player');
    expect(rejectionOf(remove(test))).toBe('no-such-player');
    test.host('end', 'end');
    expect(rejectionOf(remove(test, 'Ada'))).toBe('not-now');
  });
});

describe('a kicked player who is let back in', () => {
  it('has the same name, token, score and rank as before', () => {
    const test = gameOf({ players: ['Ada', 'Bob'] }).play(0, { Ada: 1, Bob: 0 });
    test.kick('Ada');
    expect(rejectionOf(test.reconnect('Ada'))).toBe('kicked');
    expect(rejectionOf(test.run({ type: 'readmit', name: 'ada' }))).toBeNull();
    expect(test.game.standings.map(({ name, rank }) => [name, rank])).toEqual([
      ['Ada', 1],
      ['Bob', 2],
    ]);
    expect(rejectionOf(test.reconnect('Ada'))).toBeNull();
    test.play(1, { Ada: true });
    expect(test.player('Ada')).toMatchObject({ score: 2100, streak: 2, rank: 1 });
  });

  it('counts again with the answer to the open question', () => {
    const test = gameOf({ players: ['Ada', 'Bob'] }).open();
    test.answer('Ada', 1);
    test.kick('Ada');
    expect(test.stageIn('question').answered).toBe(0);
    test.run({ type: 'readmit', name: 'Ada' });
    expect(test.stageIn('question').answered).toBe(1);
    test.host('close');
    expect(test.player('Ada').score).toBe(1000);
  });

  it('has no turns for the questions that were closed in between', () => {
    const test = gameOf({ players: ['Ada', 'Bob'] });
    test.kick('Ada');
    test.play(0, { Bob: 1 });
    test.run({ type: 'readmit', name: 'Ada' });
    expect(test.player('Ada')).toMatchObject({ history: [null], rank: null });
    test.play(1, {});
    expect(test.player('Ada')).toMatchObject({ history: [null, { answer: null, rank: 2 }], rank: 2 });
  });

  it('needs room: a full game rejects the host with full, until another player is removed', () => {
    const test = gameOf({ settings: { maxPlayers: 2 }, players: ['Ada', 'Bob'] });
    test.kick('Ada');
    test.join('Cleo');
    expect(rejectionOf(test.run({ type: 'readmit', name: 'Ada' }))).toBe('full');
    expect(test.player('Ada').kicked).toBe(true);
    test.kick('Bob');
    expect(rejectionOf(test.run({ type: 'readmit', name: 'Ada' }))).toBeNull();
  });

  it('is rejected with no-such-player unless the player was kicked', () => {
    const test = gameOf({ players: ['Ada'] });
    expect(rejectionOf(test.run({ type: 'readmit', name: 'Ada' }))).toBe('no-such-player');
    expect(rejectionOf(test.run({ type: 'readmit', name: 'Bob' }))).toBe('no-such-player');
  });
});

describe('a new name', () => {
  it('changes the order of equal scores, and frees the old name', () => {
    const test = gameOf({ players: ['Ada', 'Bob'] }).play(0, {});
    expect(rejectionOf(test.run({ type: 'rename', name: 'Ada', newName: ' Zoë ' }))).toBeNull();
    expect(test.game.standings.map(({ name }) => name)).toEqual(['Bob', 'Zoë']);
    expect(test.you('Ada').name).toBe('Zoë');
    expect(rejectionOf(test.run({ type: 'rename', name: 'Bob', newName: 'Ada' }))).toBeNull();
    expect(rejectionOf(test.kick('Zoe'))).toBe('no-such-player');
    expect(rejectionOf(test.kick('zoë'))).toBeNull();
  });

  it('may differ from the old one only in its capitals', () => {
    const test = gameOf({ players: ['Ada'] });
    expect(rejectionOf(test.run({ type: 'change-name', player: idOf('Ada'), name: 'ADA' }))).toBeNull();
    expect(test.player('Ada').name).toBe('ADA');
  });

  it.each([
    ['bad-name', ' '],
    ['name-taken', 'BOB'],
    ['name-taken', 'Cleo'],
  ])('is rejected with %s: %j', (code, name) => {
    const test = gameOf({ players: ['Ada', 'Bob', 'Cleo'] });
    test.kick('Cleo');
    expect(rejectionOf(test.run({ type: 'change-name', player: idOf('Ada'), name }))).toBe(code);
    expect(rejectionOf(test.run({ type: 'rename', name: 'Ada', newName: name }))).toBe(code);
  });

  it('can be chosen by players only in the lobby, and not in a game that gives the names', () => {
    const generated = gameOf({ settings: { names: 'generated' }, players: ['Ada'] });
    const wanted = { type: 'change-name', player: idOf('Ada'), name: 'Grace' } as const;
    expect(rejectionOf(generated.run(wanted))).toBe('not-now');
    const test = gameOf({ players: ['Ada'] }).open();
    expect(rejectionOf(test.run(wanted))).toBe('not-now');
    test.kick('Ada');
    expect(rejectionOf(test.run(wanted))).toBe('kicked');
    expect(rejectionOf(test.run({ ...wanted, player: 'nobody' }))).toBe('unknown-token');
  });

  it('is not generated for anybody else later', () => {
    const test = gameOf({ settings: { names: 'generated' }, players: ['a'] });
    const next = generatedName(test.game.seed, test.game.nextName);
    expect(rejectionOf(test.run({ type: 'rename', name: test.player('a').name, newName: next }))).toBeNull();
    expect(rejectionOf(test.join('b'))).toBeNull();
    expect(test.player('b').name).not.toBe(next);
  });
});

describe('points by hand', () => {
  const give = (test: TestGame, points: number, reason?: string, name = 'Ada') =>
    test.run({ type: 'give-points', name, points, reason });

  it('change the ranks at once, and are explained to the player until the next question', () => {
    const test = gameOf({ players: ['Ada', 'Bob'] }).play(0, { Bob: 1 });
    expect(rejectionOf(give(test, 1500, ' for the joke '))).toBeNull();
    expect(test.you('Ada')).toMatchObject({
      score: 1500,
      rank: 1,
      note: 'The host gave you 1,500 points: for the joke.',
    });
    expect(test.you('Bob')).toMatchObject({ rank: 2, ahead: { name: 'Ada', by: 500 } });
    expect(test.you('Bob').note).toBeUndefined();
    give(test, -1);
    expect(test.you('Ada').note).toBe('The host took 1 point from you.');
    test.open(1);
    expect(test.you('Ada').note).toBeUndefined();
  });

  it('never make a score negative, even if a question is voided later', () => {
    const test = gameOf({ players: ['Ada', 'Bob'] }).play(0, { Ada: 1 });
    give(test, -5000);
    expect(test.events.at(-1)).toMatchObject({ type: 'points-given', points: -1000 });
    expect(rejectionOf(give(test, -1))).toBe('no-points');
    for (const points of [Number.NaN, 0.5]) expect(rejectionOf(give(test, points))).toBe('no-points');
    test.run({ type: 'void', question: 0, reason: undefined });
    expect(test.player('Ada').score).toBe(0);
  });

  it('stay when a question is voided', () => {
    const test = gameOf({ players: ['Ada', 'Bob'] }).play(0, { Ada: 1 });
    give(test, 300);
    test.run({ type: 'void', question: 0, reason: undefined });
    expect(test.player('Ada').score).toBe(300);
  });

  it('are at most 100,000 at once', () => {
    const test = gameOf({ players: ['Ada'] }).play(0, {});
    give(test, 1e9);
    expect(test.player('Ada').score).toBe(100_000);
  });

  it('cannot be given in the lobby, in a game without points, or to nobody', () => {
    expect(rejectionOf(give(gameOf({ players: ['Ada'] }), 100))).toBe('not-now');
    const unscored = gameOf({ settings: { scoring: 'off' }, players: ['Ada'] }).play(0, {});
    expect(rejectionOf(give(unscored, 100))).toBe('not-now');
    const test = gameOf({ players: ['Ada'] }).play(0, {});
    expect(rejectionOf(give(test, 100, '', 'Eve'))).toBe('no-such-player');
  });
});
