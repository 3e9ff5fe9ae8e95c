import { describe, expect, it } from 'vitest';
import { Pollers } from '../../../source/server/http/pollers.ts';
import type { Reply } from '../../../source/server/http/polling-connection.ts';
import { TestVisitor, openQuestion, roomOnManualClock, tokenOf } from '../../helpers/rooms.ts';

const NOTHING_KNOWN = { stage: null, you: null };

/** A room with Bob in it, and Ada, who asks what to show. */
function polled() {
  const { room, clock, events } = roomOnManualClock();
  const pollers = new Pollers(room, clock);
  new TestVisitor(room, clock).join('Bob');
  // So that the lobby with Ada in it is shown at once.
  clock.advance(1000);
  const enter = () =>
    pollers.connect(tokenOf('Ada'), (connection) =>
      room.join(connection, { name: 'Ada', token: tokenOf('Ada') }),
    );
  const entered = enter();
  if (!entered.ok) throw new Error(`Ada is rejected: ${entered.rejection}`);
  const { line } = entered;
  const answers: unknown[] = [];
  const reply: Reply = (status, json) => answers.push({ status, ...Object(JSON.parse(json)) });
  const poll = (waitS: number, known: { stage: number | null; you: number | null } = NOTHING_KNOWN) => {
    const hangUp = line.connection.poll(known, waitS * 1000, reply);
    clock.settle();
    return hangUp;
  };
  const isThere = () => room.players().find(({ name }) => name === 'Ada')?.connected;
  return { room, clock, events, pollers, line, answers, reply, poll, isThere };
}

/** The versions that an answer brought. */
function versionsIn(answer: unknown) {
  const version = (key: string): number | null => {
    const value: unknown = Reflect.get(Object(Reflect.get(Object(answer), key)), 'version');
    return typeof value === 'number' ? value : null;
  };
  return { stage: version('stage'), you: version('you') };
}

describe('a seat that is polled for', () => {
  it('is away when nothing was asked for ten seconds', () => {
    const { clock, poll, isThere, pollers } = polled();
    poll(0);
    clock.advance(9999);
    expect(isThere()).toBe(true);
    clock.advance(1);
    expect(isThere()).toBe(false);
    expect(pollers.line(tokenOf('Ada'))).toBeNull();
  });

  it('is there while a request is held, and for ten seconds after', () => {
    const { clock, poll, isThere, answers } = polled();
    poll(0);
    poll(60, versionsIn(answers[0]));
    clock.advance(60_000);
    expect(answers).toHaveLength(2);
    clock.advance(9999);
    expect(isThere()).toBe(true);
    clock.advance(1);
    expect(isThere()).toBe(false);
  });

  it('is away ten seconds after its client hung up', () => {
    const { clock, poll, isThere, answers } = polled();
    poll(0);
    const hangUp = poll(60, versionsIn(answers[0]));
    hangUp();
    clock.advance(10_000);
    expect(isThere()).toBe(false);
    expect(answers).toHaveLength(1);
  });

  it('is away where nothing was ever asked for it', () => {
    const { clock, line, isThere, answers, reply } = polled();
    line.connection.enter(201, reply);
    clock.advance(10_000);
    expect(answers).toMatchObject([{ status: 201, type: 'welcome' }]);
    expect(isThere()).toBe(false);
  });

  it('is away ten seconds after a request that was refused, also where there was no other', () => {
    const { clock, line, isThere } = polled();
    line.connection.touch();
    clock.advance(9999);
    expect(isThere()).toBe(true);
    line.connection.touch();
    clock.advance(9999);
    expect(isThere()).toBe(true);
    clock.advance(1);
    expect(isThere()).toBe(false);
  });

  it('leaves no timers behind, however often is asked', () => {
    const { clock, poll, answers } = polled();
    poll(0);
    const before = clock.pending;
    for (let polls = 0; polls < 50; polls++) poll(60, versionsIn(answers[0]));
    expect(clock.pending).toBe(before);
    expect(answers).toHaveLength(50);
  });
});

describe('a seat that is given up', () => {
  it('has its held request answered at once, and leaves no timers behind', () => {
    const { clock, pollers, line, poll, answers, events } = polled();
    poll(0);
    const others = clock.pending - 1;
    poll(60, versionsIn(answers[0]));
    pollers.leave(tokenOf('Ada'), line);
    expect(answers.slice(1)).toEqual([{ status: 200, now: clock.now() }]);
    expect(events.at(-1)?.type).toBe('player-left');
    // So long the lobby without her is still to be shown.
    clock.advance(200);
    expect(clock.pending).toBe(others);
  });

  it('has other requests that wait refused', () => {
    const { clock, pollers, line, reply, answers } = polled();
    const others = clock.pending;
    line.connection.enter(201, reply);
    line.connection.acknowledge(reply);
    pollers.leave(tokenOf('Ada'), line);
    const refused = { status: 401, type: 'rejected', code: 'unknown-token' };
    expect(answers).toMatchObject([refused, refused]);
    clock.advance(200);
    expect(clock.pending).toBe(others);
  });
});

describe('a watcher', () => {
  const watchers = (count: number) =>
    Array.from({ length: count }, (_, index) => tokenOf(`Watcher ${index}`));
  /** Whether there is a seat for another one. */
  function watch({ pollers, reply }: ReturnType<typeof polled>, token: string): boolean {
    const entered = pollers.connect(token, (connection) => pollers.watch(connection, token));
    if (entered.ok) entered.line.connection.enter(201, reply);
    else expect(entered.rejection).toBe('full');
    return entered.ok;
  }

  it('who asks for nothing any more is forgotten, and the token with it', () => {
    const room = polled();
    const { clock, pollers, answers } = room;
    const token = tokenOf('Watcher');
    watch(room, token);
    clock.settle();
    expect(answers).toMatchObject([{ type: 'welcome', player: null, token }]);
    expect(pollers.count(token)).toBe('within-limit');
    clock.advance(10_000);
    expect(pollers.count(token)).toBe('unknown');
  });

  it('is one of a thousand at most, until one of them leaves or asks for nothing any more', () => {
    const room = polled();
    const { clock, pollers } = room;
    const tokens = watchers(1000);
    expect(tokens.filter((token) => watch(room, token))).toEqual(tokens);
    clock.settle();
    expect(watch(room, tokenOf('Late'))).toBe(false);
    const line = pollers.line(tokenOf('Watcher 7'));
    if (line) pollers.leave(tokenOf('Watcher 7'), line);
    expect(watch(room, tokenOf('Late'))).toBe(true);
    expect(watch(room, tokenOf('Later'))).toBe(false);
    clock.advance(10_000);
    expect(watch(room, tokenOf('Later'))).toBe(true);
  });

  it('takes no place of a player, however many there are', () => {
    const room = polled();
    for (const token of watchers(1000)) watch(room, token);
    const token = tokenOf('Cleo');
    const entered = room.pollers.connect(token, (connection) =>
      room.room.join(connection, { name: 'Cleo', token }),
    );
    expect(entered.ok).toBe(true);
  });
});

describe('the clock of a seat that is polled for', () => {
  it('starts with the answer that brings the question', () => {
    const { room, clock, events, poll, line } = polled();
    poll(0);
    openQuestion(room, clock);
    clock.advance(300);
    poll(0);
    clock.advance(1000);
    room.answer(line.seat, { type: 'answer', question: 0, answer: 1 }, clock.now());
    expect(events.findLast((event) => event.type === 'answer-accepted')?.time).toBe(1000);
  });

  it('starts half a second after the question opened where nobody asks for it until later', () => {
    const { room, clock, events, poll, line } = polled();
    poll(0);
    openQuestion(room, clock);
    clock.advance(4000);
    poll(0);
    room.answer(line.seat, { type: 'answer', question: 0, answer: 1 }, clock.now());
    expect(events.findLast((event) => event.type === 'answer-accepted')?.time).toBe(3500);
  });

  it('does not start with the welcome of who joins while a question is open', () => {
    const { room, clock, events, line, reply } = polled();
    openQuestion(room, clock);
    line.connection.enter(201, reply);
    clock.settle();
    clock.advance(200);
    line.connection.poll(NOTHING_KNOWN, 0, reply);
    clock.settle();
    clock.advance(1000);
    room.answer(line.seat, { type: 'answer', question: 0, answer: 1 }, clock.now());
    expect(events.findLast((event) => event.type === 'answer-accepted')?.time).toBe(1000);
  });
});

describe('what a request brings', () => {
  it('is the newest, and never the same twice', () => {
    const { room, clock, poll, answers } = polled();
    poll(0);
    room.command({ type: 'start' });
    clock.advance(3000);
    room.command({ type: 'close' });
    poll(30, versionsIn(answers[0]));
    expect(answers).toHaveLength(2);
    expect(answers[1]).toMatchObject({ stage: { phase: 'reveal' }, you: { result: { correct: false } } });
    poll(30, versionsIn(answers[1]));
    expect(answers).toHaveLength(2);
    room.command({ type: 'next' });
    clock.settle();
    expect(answers).toHaveLength(3);
    expect(answers[2]).toMatchObject({ stage: { phase: 'standings' } });
    expect(answers[2]).not.toHaveProperty('you');
  });
});
