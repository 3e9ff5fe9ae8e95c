import { describe, expect, it } from 'vitest';
import type { PlayerSeat } from '../../source/client/player-seat.ts';
import { inProcessTransport } from '../../source/client/in-process.ts';
import { Session } from '../../source/client/session.ts';
import type { Rejected } from '../../source/protocol/server-message.ts';
import type { Room } from '../../source/server/room.ts';
import { choiceQuestion } from '../helpers/questions.ts';
import type { ManualClock } from '../helpers/manual-clock.ts';
import {
  PIN,
  RecordedConnection,
  TestVisitor,
  openQuestion,
  player,
  roomOnManualClock,
  tokenOf,
} from '../helpers/rooms.ts';

/** The phases and answers that this connection was told of, in order, as short words. */
function story(visitor: TestVisitor): string[] {
  return visitor.connection.messages.map((message) => {
    if (message.type === 'stage') return `stage ${message.phase}`;
    if (message.type !== 'you') return message.type;
    return message.result ? 'you result' : `you ${message.answered ? 'answered' : String(message.question)}`;
  });
}

function rejections(visitor: TestVisitor): [Rejected['code'], number | undefined][] {
  return visitor.connection.all('rejected').map(({ code, question }) => [code, question]);
}

function enter(room: Room, clock: ManualClock, name: string): TestVisitor {
  return new TestVisitor(room, clock).join(name);
}

function shown(seat: PlayerSeat) {
  const { stage, you, answer } = seat.snapshot();
  return { phase: stage?.phase, score: you?.score, rank: you?.rank, answer: answer?.status };
}

describe('an answer', () => {
  it('is rejected before the question opens, and can still be given when it does', () => {
    const { room, clock } = roomOnManualClock();
    const ada = enter(room, clock, 'Ada');
    room.command({ type: 'start' });
    clock.settle();
    ada.send({ type: 'answer', question: 0, answer: 1 });
    expect(rejections(ada)).toEqual([['wrong-question', 0]]);
    clock.advance(3000);
    ada.send({ type: 'answer', question: 0, answer: 1 });
    expect(ada.connection.last('you')?.answered).toBe(true);
  });

  it('is rejected in the lobby', () => {
    const { room, clock } = roomOnManualClock();
    const ada = enter(room, clock, 'Ada').send({ type: 'answer', question: 0, answer: 1 });
    expect(rejections(ada)).toEqual([['wrong-question', 0]]);
  });

  it('is rejected from who has not joined', () => {
    const { room, clock } = roomOnManualClock();
    enter(room, clock, 'Ada');
    openQuestion(room, clock);
    const stranger = new TestVisitor(room, clock).send({ type: 'answer', question: 0, answer: 1 });
    expect(rejections(stranger)).toEqual([['unknown-token', 0]]);
  });

  it('is rejected from who only watches', () => {
    const { room, clock } = roomOnManualClock();
    enter(room, clock, 'Ada');
    openQuestion(room, clock);
    const watcher = new TestVisitor(room, clock).send({ type: 'watch', pin: PIN });
    watcher.send({ type: 'answer', question: 0, answer: 1 });
    expect(rejections(watcher)).toEqual([['unknown-token', 0]]);
  });

  it('is rejected the second time, and the first one stands', () => {
    const { room, clock } = roomOnManualClock();
    const ada = enter(room, clock, 'Ada');
    enter(room, clock, 'Bob');
    openQuestion(room, clock);
    ada.send({ type: 'answer', question: 0, answer: 2 }).send({ type: 'answer', question: 0, answer: 1 });
    expect(rejections(ada)).toEqual([['already-answered', 0]]);
    room.command({ type: 'skip' });
    clock.settle();
    expect(ada.connection.last('you')?.result).toMatchObject({ answer: 2, correct: false });
  });

  it('is rejected when it is to another question, to another game, or none at all', () => {
    const { room, clock } = roomOnManualClock();
    const ada = enter(room, clock, 'Ada');
    openQuestion(room, clock);
    ada.send({ type: 'answer', question: 1, answer: true });
    ada.send({ type: 'answer', question: 0, answer: 1, game: 2 });
    ada.send({ type: 'answer', question: 0, answer: 4 });
    ada.send({ type: 'answer', question: 0, answer: '1' });
    expect(rejections(ada)).toEqual([
      ['wrong-question', 1],
      ['wrong-question', 0],
      ['bad-answer', 0],
      ['bad-answer', 0],
    ]);
    expect(ada.connection.last('you')?.answered).toBe(false);
  });

  it('is rejected while the game is paused, and taken after', () => {
    const { room, clock } = roomOnManualClock();
    const ada = enter(room, clock, 'Ada');
    openQuestion(room, clock);
    room.command({ type: 'pause' });
    ada.send({ type: 'answer', question: 0, answer: 1 });
    expect(rejections(ada)).toEqual([['paused', 0]]);
    room.command({ type: 'resume' });
    ada.send({ type: 'answer', question: 0, answer: 1 });
    expect(ada.connection.last('you')?.answered).toBe(true);
  });

  it('is rejected once the question is closed', () => {
    const { room, clock } = roomOnManualClock();
    const ada = enter(room, clock, 'Ada');
    openQuestion(room, clock);
    clock.advance(20_000);
    ada.send({ type: 'answer', question: 0, answer: 1 });
    expect(rejections(ada)).toEqual([['too-late', 0]]);
  });

  it('is acknowledged to who gave it, without a word on whether it was right', () => {
    const { room, clock } = roomOnManualClock();
    const [ada, bob, cleo] = ['Ada', 'Bob', 'Cleo'].map((name) => enter(room, clock, name));
    openQuestion(room, clock);
    const heardBefore = cleo?.connection.all('you').length;
    ada?.send({ type: 'answer', question: 0, answer: 1 });
    bob?.send({ type: 'answer', question: 0, answer: 2 });
    const [right, wrong] = [ada, bob].map((visitor) => visitor?.connection.last('you'));
    expect(right).toMatchObject({ answered: true, answer: 1, score: 0, rank: null, streak: 0, result: null });
    expect(wrong).toEqual({ ...right, answer: 2 });
    expect(cleo?.connection.all('you')).toHaveLength(heardBefore ?? 0);
  });

  it('is kept when its player loses the connection and comes back', () => {
    const { room, clock } = roomOnManualClock();
    const ada = enter(room, clock, 'Ada');
    enter(room, clock, 'Bob');
    openQuestion(room, clock);
    ada.send({ type: 'answer', question: 0, answer: 1 }).breakOff();
    const again = new TestVisitor(room, clock).send({ type: 'resume', token: tokenOf('Ada') });
    expect(again.connection.last('you')).toMatchObject({ answered: true, answer: 1 });
    again.send({ type: 'answer', question: 0, answer: 2 });
    expect(rejections(again)).toEqual([['already-answered', 0]]);
    room.command({ type: 'skip' });
    clock.settle();
    expect(again.connection.last('you')?.result).toMatchObject({ correct: true, points: 1000 });
  });
});

describe('taking a seat', () => {
  it('is refused for a name that somebody has, or that looks like it', () => {
    const { room, clock } = roomOnManualClock();
    enter(room, clock, 'Ada');
    for (const name of ['Ada', 'ADA', ' ada ', 'Аdа', 'A\u200Bda']) {
      const other = new TestVisitor(room, clock);
      other.send({ type: 'join', pin: PIN, name, token: tokenOf('somebody else') });
      expect(rejections(other), JSON.stringify(name)).toEqual([['name-taken', undefined]]);
    }
    expect(room.players()).toHaveLength(1);
  });

  it('is refused without a name, in a locked game, and with 1013 in a full one', () => {
    const { room, clock } = roomOnManualClock({ settings: { maxPlayers: 1 } });
    const nameless = new TestVisitor(room, clock).send({ type: 'join', pin: PIN });
    expect(rejections(nameless)).toEqual([['bad-name', undefined]]);
    room.command({ type: 'lock' });
    expect(rejections(enter(room, clock, 'Ada'))).toEqual([['locked', undefined]]);
    room.command({ type: 'unlock' });
    enter(room, clock, 'Ada');
    const bob = enter(room, clock, 'Bob');
    expect(rejections(bob)).toEqual([['full', undefined]]);
    expect(bob.connection.closedWith).toBe(1013);
  });

  it('cannot be done with a token that has no seat', () => {
    const { room, clock } = roomOnManualClock();
    const stranger = new TestVisitor(room, clock).send({ type: 'resume', token: tokenOf('Ada') });
    expect(rejections(stranger)).toEqual([['unknown-token', undefined]]);
    expect(stranger.connection.closedWith).toBeNull();
  });

  it('brings the welcome, then the stage, then you', () => {
    const { room, clock } = roomOnManualClock();
    expect(story(enter(room, clock, 'Ada'))).toEqual(['welcome', 'stage lobby', 'you null']);
    openQuestion(room, clock);
    expect(story(enter(room, clock, 'Bob'))).toEqual(['welcome', 'stage question', 'you 0']);
  });

  it('tells the secret token to nobody else', () => {
    const { room, clock } = roomOnManualClock();
    const ada = enter(room, clock, 'Ada');
    const bob = enter(room, clock, 'Bob');
    clock.advance(1000);
    expect(ada.connection.last('welcome')?.token).toBe(tokenOf('Ada'));
    expect(bob.connection.sent.map(({ text }) => text).join('')).not.toContain(tokenOf('Ada'));
  });

  it('without a token brings one that works', () => {
    const { room, clock } = roomOnManualClock();
    const ada = new TestVisitor(room, clock).send({ type: 'join', pin: PIN, name: 'Ada' });
    const token = ada.connection.last('welcome')?.token ?? '';
    expect(token).toMatch(/^[\w-]{22}$/u);
    ada.breakOff();
    const again = new TestVisitor(room, clock).send({ type: 'resume', token });
    expect(again.connection.last('welcome')?.player).toEqual(ada.connection.last('welcome')?.player);
  });

  it('with the same join again is a resume, even under another name or in a locked game', () => {
    const { room, clock } = roomOnManualClock();
    const ada = enter(room, clock, 'Ada');
    room.command({ type: 'lock' });
    const token = tokenOf('Ada');
    const again = new TestVisitor(room, clock).send({ type: 'join', pin: PIN, name: 'Eve', token });
    expect(again.connection.last('welcome')?.player).toEqual(ada.connection.last('welcome')?.player);
    expect(room.players()).toEqual([{ name: 'Ada', connected: true }]);
  });

  it('is possible in the middle of the game', () => {
    const { room, clock } = roomOnManualClock();
    enter(room, clock, 'Ada');
    openQuestion(room, clock, 1);
    const late = enter(room, clock, 'Bob').send({ type: 'answer', question: 1, answer: true });
    expect(late.connection.last('you')).toMatchObject({ answered: true, score: 0, rank: null });
  });
});

describe('a watcher', () => {
  it('sees the stages, is not counted, and is told goodbye', () => {
    const { room, clock } = roomOnManualClock();
    enter(room, clock, 'Ada');
    const watcher = new TestVisitor(room, clock).send({ type: 'watch', pin: PIN });
    openQuestion(room, clock);
    room.close();
    expect(story(watcher)).toEqual(['welcome', 'stage lobby', 'stage question', 'bye']);
    expect(watcher.connection.last('welcome')).toMatchObject({ player: null, token: null });
    expect(watcher.connection.last('stage')).toMatchObject({ players: 1, connected: 1 });
  });
});

describe('coming back', () => {
  it('replaces the older connection, ten times over, before it is known to be gone', () => {
    const { room, clock } = roomOnManualClock();
    const visits = [enter(room, clock, 'Ada')];
    for (let visit = 1; visit <= 10; visit++) {
      const before = visits.at(-1);
      visits.push(new TestVisitor(room, clock).send({ type: 'resume', token: tokenOf('Ada') }));
      expect(before?.connection.last('bye')?.code).toBe('replaced');
      expect(before?.connection.closedWith).toBe(4002);
    }
    // Only now does the network tell that the older ones are gone, the oldest last.
    for (const visit of visits.slice(0, -1).toReversed()) visit.breakOff();
    clock.advance(1000);
    expect(room.snapshot().stage).toMatchObject({ players: 1, connected: 1 });
    openQuestion(room, clock);
    const newest = visits.at(-1);
    expect(newest?.connection.last('stage')?.phase).toBe('question');
    newest?.send({ type: 'answer', question: 0, answer: 1 });
    expect(newest?.connection.last('you')?.answered).toBe(true);
  });

  it('outlives the goodbye of the connection that it replaced', () => {
    const { room, clock } = roomOnManualClock();
    const tokenFor = () => tokenOf('Ada');
    const transport = inProcessTransport(room, clock);
    const [first, second] = [0, 1].map(() => new Session({ transport, clock, tokenFor, random: () => 0.5 }));
    first?.join(PIN, 'Ada');
    clock.settle();
    second?.join(PIN, 'Ada');
    // The second's join and the first's goodbye are both on their way.
    clock.soon(() => first?.leave());
    clock.settle();
    expect(second?.snapshot().connection).toBe('open');
    clock.advance(1000);
    expect(room.snapshot().stage).toMatchObject({ connected: 1 });
  });

  it('works ten times over after the connection was lost, with the score', () => {
    const { room, clock } = roomOnManualClock();
    let ada = enter(room, clock, 'Ada');
    openQuestion(room, clock);
    ada.send({ type: 'answer', question: 0, answer: 1 });
    for (let visit = 1; visit <= 10; visit++) {
      ada.breakOff();
      clock.advance(1000);
      expect(room.players()).toEqual([{ name: 'Ada', connected: false }]);
      ada = new TestVisitor(room, clock).send({ type: 'resume', token: tokenOf('Ada') });
      expect(story(ada)).toEqual(['welcome', 'stage reveal', 'you result']);
      expect(ada.connection.last('you')).toMatchObject({ score: 1000, rank: 1 });
    }
  });

  it('after leaving in the lobby starts anew', () => {
    const { room, clock } = roomOnManualClock();
    const ada = enter(room, clock, 'Ada').send({ type: 'leave' });
    expect(ada.connection.closedWith).toBe(1000);
    expect(room.players()).toEqual([]);
    const resumed = new TestVisitor(room, clock).send({ type: 'resume', token: tokenOf('Ada') });
    expect(rejections(resumed)).toEqual([['unknown-token', undefined]]);
    expect(enter(room, clock, 'Ada').connection.last('welcome')?.player?.name).toBe('Ada');
  });

  it('after leaving the game brings the score back', () => {
    const { room, clock } = roomOnManualClock();
    const ada = enter(room, clock, 'Ada');
    enter(room, clock, 'Bob');
    openQuestion(room, clock);
    ada.send({ type: 'answer', question: 0, answer: 1 });
    room.command({ type: 'skip' });
    clock.settle();
    ada.send({ type: 'leave' });
    expect(room.players()).toContainEqual({ name: 'Ada', connected: false });
    const again = new TestVisitor(room, clock).send({ type: 'resume', token: tokenOf('Ada') });
    expect(again.connection.last('you')).toMatchObject({ score: 1000, rank: 1 });
  });

  it('survives the news of the break that comes after a goodbye', () => {
    const { room, clock, events } = roomOnManualClock();
    enter(room, clock, 'Ada');
    room.command({ type: 'start' });
    const ada = enter(room, clock, 'Ada').send({ type: 'leave' });
    ada.breakOff();
    expect(events.map(({ type }) => type).filter((type) => type.startsWith('player'))).toEqual([
      'player-joined',
      'player-left',
    ]);
  });
});

describe('a question', () => {
  it('waits ten seconds for an answer of who lost the connection, and not at all for who left', () => {
    const { room, clock } = roomOnManualClock();
    const [ada, bob, cleo] = ['Ada', 'Bob', 'Cleo'].map((name) => enter(room, clock, name));
    openQuestion(room, clock);
    cleo?.send({ type: 'leave' });
    bob?.breakOff();
    ada?.send({ type: 'answer', question: 0, answer: 1 });
    clock.advance(9999);
    expect(room.phase).toBe('question');
    clock.advance(1);
    expect(room.phase).toBe('reveal');
  });

  it('closes at once when everybody has answered', () => {
    const { room, clock } = roomOnManualClock();
    const [ada, bob] = ['Ada', 'Bob'].map((name) => enter(room, clock, name));
    openQuestion(room, clock);
    ada?.send({ type: 'answer', question: 0, answer: 1 });
    expect(room.phase).toBe('question');
    bob?.send({ type: 'answer', question: 0, answer: 1 });
    expect(room.phase).toBe('reveal');
  });

  it('is open to an answer in the same moment in which the last player to be waited for leaves', () => {
    const { room, clock } = roomOnManualClock();
    const [ada, bob] = ['Ada', 'Bob'].map((name) => enter(room, clock, name));
    openQuestion(room, clock);
    bob?.send({ type: 'leave' });
    expect(room.phase).toBe('question');
    ada?.send({ type: 'answer', question: 0, answer: 1 });
    expect(room.phase).toBe('reveal');
  });

  it('opens and closes at its time even where timers fire a moment early', () => {
    const { room, clock } = roomOnManualClock();
    const after = clock.after.bind(clock);
    // The shortest timer still takes a millisecond, as in Node.
    clock.after = (delayMs, callback) => after(Math.max(1, delayMs - 2), callback);
    enter(room, clock, 'Ada');
    room.command({ type: 'start' });
    clock.advance(2999);
    expect(room.phase).toBe('ready');
    clock.advance(1);
    expect(room.phase).toBe('question');
    clock.advance(19_999);
    expect(room.phase).toBe('question');
    clock.advance(1);
    expect(room.phase).toBe('reveal');
  });

  it('leaves no timer behind when the room is closed', () => {
    const { room, clock } = roomOnManualClock();
    const ada = player(room, clock, 'Ada');
    openQuestion(room, clock);
    room.close();
    clock.settle();
    ada.session.leave();
    clock.settle();
    expect(clock.pending).toBe(0);
  });
});

describe('the host', () => {
  it('is told in a sentence why a command is refused, and nothing changes', () => {
    const { room, clock, events } = roomOnManualClock();
    enter(room, clock, 'Ada');
    const before = events.length;
    for (const type of ['next', 'skip', 'pause', 'resume', 'unlock'] as const) {
      expect(room.command({ type })).toBe(`"${type}" does not work now: the game is in "lobby".`);
    }
    expect(room.command({ type: 'kick', name: 'Bob' })).toBe('No player here has that name.');
    expect(events).toHaveLength(before);
  });

  it('sees each new stage, and the same snapshot until there is one', () => {
    const { room, clock } = roomOnManualClock();
    const phases: string[] = [];
    const unsubscribe = room.subscribe(() => phases.push(room.snapshot().stage.phase));
    expect(room.snapshot()).toBe(room.snapshot());
    room.command({ type: 'start' });
    clock.advance(3000);
    unsubscribe();
    room.command({ type: 'skip' });
    expect(phases).toEqual(['ready', 'question']);
    expect(room.snapshot().stage.phase).toBe('reveal');
  });

  it('is warned of each thing once, of the newest last', () => {
    const { room } = roomOnManualClock();
    const seen: (readonly string[])[] = [];
    room.subscribe(() => seen.push(room.snapshot().warnings));
    for (const warning of ['disk', 'report', 'disk']) room.warn(warning);
    expect(seen).toEqual([['disk'], ['disk', 'report'], ['report', 'disk']]);
  });

  it('locks and unlocks the lobby for all to see', () => {
    const { room, clock } = roomOnManualClock();
    const ada = enter(room, clock, 'Ada');
    room.command({ type: 'lock' });
    clock.settle();
    expect(room.snapshot().locked).toBe(true);
    expect(ada.connection.last('stage')).toMatchObject({ locked: true });
    room.command({ type: 'unlock' });
    expect(room.snapshot().locked).toBe(false);
  });

  it('who ends the game says goodbye to everybody and takes no more commands', () => {
    const { room, clock } = roomOnManualClock();
    const ada = enter(room, clock, 'Ada');
    room.command({ type: 'end' });
    clock.settle();
    expect(ada.connection.last('stage')?.phase).toBe('podium');
    expect(room.snapshot().ended).toBe(false);
    room.command({ type: 'end' });
    expect(ada.connection.last('bye')?.code).toBe('ended');
    expect(ada.connection.closedWith).toBe(1000);
    expect(room.snapshot().ended).toBe(true);
    expect(room.command({ type: 'next' })).toBe('"next" does not work now: the game is in "ended".');
  });

  it('who closes the room says goodbye to everybody with 1001', () => {
    const { room, clock } = roomOnManualClock();
    const visitors = ['Ada', 'Bob'].map((name) => enter(room, clock, name));
    room.close();
    for (const { connection } of visitors) {
      expect(connection.last('bye')?.code).toBe('host-left');
      expect(connection.closedWith).toBe(1001);
    }
  });
});

describe('a closed room', () => {
  /** A room with Ada in it, whose first question was open when it was closed. */
  function closedRoom() {
    const { room, clock, events } = roomOnManualClock();
    const ada = enter(room, clock, 'Ada');
    openQuestion(room, clock);
    const seat = room.resume(ada.connection, tokenOf('Ada'));
    clock.settle();
    room.close();
    return { room, clock, events, seat, happened: events.length };
  }

  it('takes no command, and lets nothing happen any more', () => {
    const { room, clock, events, happened } = closedRoom();
    for (const type of ['next', 'skip', 'pause', 'lock', 'end', 'again'] as const) {
      expect(room.command({ type })).toBe('The game is closed.');
    }
    expect(room.command({ type: 'kick', name: 'Ada' })).toBe('The game is closed.');
    expect(clock.pending).toBe(0);
    clock.advance(60_000);
    expect(events).toHaveLength(happened);
  });

  it('lets nobody in, to play or to watch', () => {
    const { room, clock, events, happened } = closedRoom();
    const late = new RecordedConnection();
    const locked = { ok: false, rejection: 'locked' };
    expect(room.join(late, { name: 'Bob', token: tokenOf('Bob') })).toEqual(locked);
    expect(room.resume(late, tokenOf('Ada'))).toEqual(locked);
    expect(room.watch(late)).toEqual(locked);
    clock.advance(60_000);
    expect(late.sent).toEqual([]);
    expect(events).toHaveLength(happened);
  });

  it('takes no answer', () => {
    const { room, clock, events, seat, happened } = closedRoom();
    const answer = { type: 'answer', question: 0, answer: 1 } as const;
    expect(seat.ok && room.answer(seat.seat, answer, clock.now())).toBe('locked');
    expect(events).toHaveLength(happened);
  });
});

describe('who is kicked', () => {
  it('is told, cut off with 4001, and gone from what others see', () => {
    const { room, clock } = roomOnManualClock();
    const [ada, bob] = ['Ada', 'Bob'].map((name) => enter(room, clock, name));
    expect(room.command({ type: 'kick', name: 'BOB' })).toBeNull();
    clock.settle();
    expect(bob?.connection.last('bye')?.code).toBe('kicked');
    expect(bob?.connection.closedWith).toBe(4001);
    expect(ada?.connection.last('stage')).toMatchObject({ players: 1, connected: 1, names: ['Ada'] });
    expect(room.players()).toEqual([{ name: 'Ada', connected: true }]);
    bob?.breakOff();
    expect(room.players()).toEqual([{ name: 'Ada', connected: true }]);
  });

  it('does not get in again by the token, nor by the name, until the game ends', () => {
    const { room, clock } = roomOnManualClock();
    enter(room, clock, 'Ada');
    enter(room, clock, 'Bob');
    room.command({ type: 'kick', name: 'Bob' });
    const token = tokenOf('Bob');
    const attempts = [
      new TestVisitor(room, clock).send({ type: 'resume', token }),
      new TestVisitor(room, clock).send({ type: 'join', pin: PIN, name: 'Other', token }),
      new TestVisitor(room, clock).send({ type: 'join', pin: PIN, name: 'bob', token: tokenOf('new') }),
    ];
    for (const attempt of attempts) expect(rejections(attempt)).toEqual([['kicked', undefined]]);
    expect(room.command({ type: 'kick', name: 'Bob' })).toBe('No player here has that name.');
  });

  it('is not waited for, is out of the standings, and takes the answer along', () => {
    const { room, clock } = roomOnManualClock();
    const [ada, bob, cleo] = ['Ada', 'Bob', 'Cleo'].map((name) => enter(room, clock, name));
    openQuestion(room, clock);
    bob?.send({ type: 'answer', question: 0, answer: 1 });
    room.command({ type: 'kick', name: 'Bob' });
    clock.settle();
    expect(ada?.connection.last('stage')).toMatchObject({ answered: 0, players: 2 });
    ada?.send({ type: 'answer', question: 0, answer: 2 });
    cleo?.send({ type: 'answer', question: 0, answer: 2 });
    expect(ada?.connection.last('stage')).toMatchObject({ phase: 'reveal', distribution: [0, 0, 2, 0] });
    room.command({ type: 'next' });
    clock.settle();
    const standings = ada?.connection.last('stage');
    expect(standings?.phase === 'standings' && standings.top.map(({ name }) => name)).toEqual([
      'Ada',
      'Cleo',
    ]);
  });

  it('while away is refused on coming back', () => {
    const { room, clock } = roomOnManualClock();
    enter(room, clock, 'Ada').breakOff();
    expect(room.command({ type: 'kick', name: 'Ada' })).toBeNull();
    const again = new TestVisitor(room, clock).send({ type: 'resume', token: tokenOf('Ada') });
    expect(rejections(again)).toEqual([['kicked', undefined]]);
  });
});

describe('a game', () => {
  it('is played from the lobby to the podium', () => {
    const questions = [
      choiceQuestion({ time: 10 }),
      choiceQuestion({ answer: 3, explanation: 'West it is.' }),
    ];
    const { room, clock, events } = roomOnManualClock({ questions });
    const [ada, bob, cleo] = ['Ada', 'Bob', 'Cleo'].map((name) => player(room, clock, name).session);
    if (!ada || !bob || !cleo) throw new TypeError('three players make three sessions');
    clock.advance(1000);
    expect(cleo.snapshot().stage).toMatchObject({
      phase: 'lobby',
      names: ['Cleo', 'Bob', 'Ada'],
      players: 3,
    });

    room.command({ type: 'start' });
    clock.settle();
    expect(shown(ada)).toEqual({ phase: 'ready', score: 0, rank: null });
    clock.advance(3000);
    expect(ada.snapshot().stage).toMatchObject({ phase: 'question', question: { index: 0, time: 10 } });
    ada.answer(1);
    clock.settle();
    expect(shown(ada)).toEqual({ phase: 'question', score: 0, rank: null, answer: 'taken' });
    clock.advance(5000);
    bob.answer(1);
    cleo.answer(0);
    clock.settle();

    expect(shown(ada)).toEqual({ phase: 'reveal', score: 1000, rank: 1, answer: 'taken' });
    expect(shown(bob)).toEqual({ phase: 'reveal', score: 750, rank: 2, answer: 'taken' });
    expect(shown(cleo)).toEqual({ phase: 'reveal', score: 0, rank: 3, answer: 'taken' });
    expect(bob.snapshot().you).toMatchObject({
      ahead: { name: 'Ada', by: 250 },
      result: { correct: true, points: 750, streakBonus: 0, answer: 1, time: 5000 },
    });
    expect(cleo.snapshot().stage).toMatchObject({ correct: 1, distribution: [1, 2, 0, 0] });

    room.command({ type: 'next' });
    clock.settle();
    expect(shown(ada).phase).toBe('standings');
    room.command({ type: 'next' });
    clock.advance(3000);
    bob.answer(3);
    clock.advance(20_000);
    expect(bob.snapshot().you).toMatchObject({
      score: 1850,
      streak: 2,
      result: { points: 1000, streakBonus: 100 },
    });
    expect(ada.snapshot().you).toMatchObject({
      score: 1000,
      rank: 2,
      streak: 0,
      result: { correct: false, points: 0, streakBonus: 0, answer: null, time: null },
    });
    expect(ada.snapshot().stage).toMatchObject({ phase: 'reveal', explanation: 'West it is.' });

    room.command({ type: 'next' });
    clock.settle();
    expect(ada.snapshot().stage).toMatchObject({
      phase: 'podium',
      top: [
        { rank: 1, name: 'Bob', score: 1850, change: 1 },
        { rank: 2, name: 'Ada', score: 1000, change: -1 },
        { rank: 3, name: 'Cleo', score: 0, change: 0 },
      ],
      questions: [
        { index: 0, correct: 2, answered: 3 },
        { index: 1, correct: 1, answered: 1 },
      ],
    });
    room.command({ type: 'next' });
    clock.settle();
    expect(ada.snapshot()).toMatchObject({ connection: 'closed', end: { type: 'bye', code: 'ended' } });
    expect(events.at(0)?.type).toBe('game-created');
    expect(events.at(-1)?.type).toBe('game-ended');
  });

  it('tells each phase to everybody before what it means to them', () => {
    const { room, clock } = roomOnManualClock();
    const [ada, bob] = ['Ada', 'Bob'].map((name) => enter(room, clock, name));
    clock.advance(1000);
    openQuestion(room, clock);
    ada?.send({ type: 'answer', question: 0, answer: 1 });
    bob?.send({ type: 'answer', question: 0, answer: 1 });
    expect(ada && story(ada)).toEqual([
      'welcome',
      'stage lobby',
      'you null',
      'stage lobby',
      // Announced and opened in one moment: only the newest is told.
      'stage question',
      'you 0',
      'you answered',
      'stage reveal',
      'you result',
    ]);
  });

  it('adds up for 130 players who answer at once', () => {
    const { room, clock } = roomOnManualClock({ questions: [choiceQuestion()] });
    const names = Array.from({ length: 130 }, (_, index) => `Player ${index}`);
    const visitors = names.map((name) => enter(room, clock, name));
    openQuestion(room, clock);
    for (const [index, visitor] of visitors.entries()) {
      visitor.send({ type: 'answer', question: 0, answer: index % 2 });
    }
    expect(visitors[0]?.connection.last('stage')).toMatchObject({
      phase: 'reveal',
      distribution: [65, 65, 0, 0],
    });
    for (const [index, { connection }] of visitors.entries()) {
      expect(connection.last('you')).toMatchObject({ score: index % 2 === 1 ? 1000 : 0, answer: index % 2 });
    }
  });
});
