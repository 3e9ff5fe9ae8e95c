import { describe, expect, it } from 'vitest';
import { MAX_PIN_WAIT_MS } from '../../../source/protocol/endpoints.ts';
import { groupedMoveCode } from '../../../source/protocol/move-code.ts';
import { PinGuard } from '../../../source/server/limits/pin-guard.ts';
import { Room } from '../../../source/server/room/room.ts';
import { created } from '../../helpers/games.ts';
import { MINUTE_MS, ManualClock } from '../../helpers/manual-clock.ts';
import { PIN, TestVisitor, openQuestion, openRoom, roomOnManualClock, tokenOf } from '../../helpers/rooms.ts';
import { joinRoom, rejections, resumeSeat } from '../../helpers/visitors.ts';

/** Asks for a move code on a player's device, and returns it. */
function codeFrom(device: TestVisitor): string {
  const { code = '' } = device.send({ type: 'move' }).connection.last('move') ?? {};
  return code;
}

/** Connects another device, which continues a seat with a code. */
function continueSeat(room: Room, clock: ManualClock, code: string, device = 'phone'): TestVisitor {
  return new TestVisitor(room, clock).send({ type: 'continue', code, token: tokenOf(device) });
}

/** Whether a device has a seat. */
function isSeated({ connection }: TestVisitor): boolean {
  return connection.closedWith === null && connection.last('welcome') !== undefined;
}

describe('a seat that moves', () => {
  it('continues on another device with its name and score, and ends on the first with a goodbye and 4004', () => {
    const { room, clock } = roomOnManualClock();
    const terminal = joinRoom(room, clock, 'Ada');
    openQuestion(room, clock);
    terminal.send({ type: 'answer', question: 0, answer: 1 });
    room.command({ type: 'close' });
    clock.settle();
    const before = terminal.connection.last('you');
    expect(before?.score).toBeGreaterThan(0);
    const phone = continueSeat(room, clock, codeFrom(terminal));
    expect(phone.connection.last('welcome')).toMatchObject({
      player: { id: terminal.connection.last('welcome')?.player?.id, name: 'Ada' },
      token: tokenOf('phone'),
    });
    expect(phone.connection.last('stage')?.phase).toBe('reveal');
    expect(phone.connection.last('you')).toMatchObject({ ...before, version: expect.any(Number) });
    expect(terminal.connection.last('bye')?.code).toBe('moved');
    expect(terminal.connection.closedWith).toBe(4004);
    terminal.disconnect();
    expect(room.players()).toMatchObject([{ name: 'Ada', connected: true }]);
  });

  it('goes back in the same way', () => {
    const { room, clock } = roomOnManualClock();
    const terminal = joinRoom(room, clock, 'Ada');
    const phone = continueSeat(room, clock, codeFrom(terminal));
    const laptop = continueSeat(room, clock, codeFrom(phone), 'laptop');
    expect([phone, laptop].map(isSeated)).toEqual([false, true]);
    expect(room.players()).toHaveLength(1);
  });

  it('moves in any phase, even while its player is away', () => {
    const { room, clock } = roomOnManualClock();
    let device = joinRoom(room, clock, 'Ada');
    joinRoom(room, clock, 'Bob');
    for (const [index, next] of ['start', 'next', 'close', 'next', 'end'].entries()) {
      const code = codeFrom(device);
      if (index % 2 === 1) device.disconnect();
      device = continueSeat(room, clock, code, `device ${index}`);
      expect([room.phase, isSeated(device)]).toEqual([room.phase, true]);
      clock.advance(MINUTE_MS);
      room.command({ type: next === 'next' && room.phase === 'question' ? 'close' : 'next' });
      if (room.phase === 'lobby') room.command({ type: 'start' });
      clock.settle();
    }
  });

  it('is written to the journal, with only the hash of its token, before either device is told', () => {
    const clock = new ManualClock();
    const written: string[] = [];
    const appended: string[] = [];
    const log = {
      append: (event: object) => void appended.push(JSON.stringify(event)),
      flush: () => void written.push(...appended.splice(0)),
    };
    const room = new Room(created(), { clock, pin: PIN, log });
    const terminal = joinRoom(room, clock, 'Ada');
    const [code, phone] = [codeFrom(terminal), new TestVisitor(room, clock)];
    const writtenBefore: boolean[] = [];
    for (const { connection } of [terminal, phone]) {
      const { send } = connection;
      connection.send = (message) => {
        writtenBefore.push(written.some((line) => line.includes('player-moved')));
        send.call(connection, message);
      };
    }
    phone.send({ type: 'continue', code, token: tokenOf('phone') });
    expect(writtenBefore).toEqual([true, true, true, true]);
    expect(written.join('')).not.toContain(tokenOf('phone'));
  });

  it('no longer belongs to its former token', () => {
    const { room, clock } = roomOnManualClock();
    continueSeat(room, clock, codeFrom(joinRoom(room, clock, 'Ada')));
    const returning = resumeSeat(room, clock, 'Ada');
    expect(rejections(returning)).toEqual([['moved', undefined]]);
    const joining = joinRoom(room, clock, 'Ada');
    expect(rejections(joining)).toEqual([['moved', undefined]]);
    expect(room.players()).toMatchObject([{ name: 'Ada', connected: true }]);
  });

  it('still belongs to its new token after the host was killed, and not to the former one', () => {
    const { room, clock, events } = roomOnManualClock();
    continueSeat(room, clock, codeFrom(joinRoom(room, clock, 'Ada')));
    const [start, ...past] = events;
    if (start?.type !== 'game-created') throw new TypeError('a journal begins with the game');
    const resumed = openRoom({
      clock,
      past: { events: past.filter((event) => event.type !== 'game-created'), lastAt: clock.now() },
    });
    expect(rejections(resumeSeat(resumed, clock, 'Ada'))).toEqual([['moved', undefined]]);
    const phone = resumeSeat(resumed, clock, 'phone');
    expect(phone.connection.last('welcome')?.player?.name).toBe('Ada');
  });

  it('counts as no new seat of its network, and as no new player', () => {
    const { room, clock } = roomOnManualClock({ settings: { maxPlayers: 1 } });
    let device = joinRoom(room, clock, 'Ada');
    room.command({ type: 'lock' });
    for (let move = 0; move < 30; move++) {
      device = continueSeat(room, clock, codeFrom(device), `device ${move}`);
      expect(isSeated(device)).toBe(true);
      clock.advance(20_000);
    }
    expect(room.snapshot().alarms).toEqual([]);
    expect(room.players()).toHaveLength(1);
  });

  it('keeps the answer that was just given, and shows it on the other device as given', () => {
    const { room, clock } = roomOnManualClock();
    const terminal = joinRoom(room, clock, 'Ada');
    joinRoom(room, clock, 'Bob');
    openQuestion(room, clock);
    const code = codeFrom(terminal);
    terminal.send({ type: 'answer', question: 0, answer: 2 });
    const phone = continueSeat(room, clock, code);
    expect(phone.connection.last('you')).toMatchObject({ question: 0, answered: true, answer: 2 });
    phone.send({ type: 'answer', question: 0, answer: 1 });
    expect(rejections(phone)).toEqual([['already-answered', 0]]);
  });

  it('no longer takes an answer, a name or a goodbye from the first device', () => {
    const { room, clock } = roomOnManualClock();
    const terminal = joinRoom(room, clock, 'Ada');
    const phone = continueSeat(room, clock, codeFrom(terminal));
    terminal.send({ type: 'leave' });
    terminal.disconnect();
    expect(room.players()).toMatchObject([{ name: 'Ada', connected: true }]);
    expect(isSeated(phone)).toBe(true);
  });

  it('keeps the same clock: a move in the middle of a question buys no time', () => {
    const credited = [0, 1].map((moves) => {
      const { room, clock, events } = roomOnManualClock();
      let device = joinRoom(room, clock, 'Ada').measure(() => 40);
      clock.settle();
      openQuestion(room, clock);
      clock.advance(6000);
      if (moves > 0) device = continueSeat(room, clock, codeFrom(device));
      clock.advance(4000);
      // The other device has shown the question for four seconds only.
      device.send({ type: 'answer', question: 0, answer: 1, elapsed: moves > 0 ? 4000 : 10_000 });
      return events.find(({ type }) => type === 'answer-accepted');
    });
    expect(credited[0]).toMatchObject({ time: 10_000 });
    // No more than the network of the seat explains, and without the mark of a claim that is too short.
    expect(credited[1]).toMatchObject({ time: 9930 });
    expect(credited[1]).not.toHaveProperty('clamped');
  });
});

describe('a move code', () => {
  it('is valid for a minute of the server', () => {
    const { room, clock } = roomOnManualClock();
    const terminal = joinRoom(room, clock, 'Ada');
    const code = codeFrom(terminal);
    expect(terminal.connection.last('move')?.expiresAt).toBe(clock.now() + MINUTE_MS);
    clock.advance(MINUTE_MS - 1);
    expect(room.hasMoveCode(code)).toBe(true);
    clock.advance(1);
    expect(rejections(continueSeat(room, clock, code))).toEqual([['wrong-code', undefined]]);
    expect(isSeated(terminal)).toBe(true);
  });

  it('can be sent in groups and in lower case', () => {
    const { room, clock } = roomOnManualClock();
    const code = groupedMoveCode(codeFrom(joinRoom(room, clock, 'Ada'))).toLowerCase();
    expect(isSeated(continueSeat(room, clock, code))).toBe(true);
  });

  it('works once, even if two devices send it at the same moment', () => {
    const { room, clock } = roomOnManualClock();
    const code = codeFrom(joinRoom(room, clock, 'Ada'));
    const guard = new PinGuard(room, clock);
    const devices = ['phone', 'laptop'].map((name) => ({
      name,
      visitor: new TestVisitor(room, clock, guard),
    }));
    for (const { name, visitor } of devices)
      visitor.sayUnsettled(JSON.stringify({ type: 'continue', code, token: tokenOf(name) }));
    clock.settle();
    expect(devices.map(({ visitor }) => isSeated(visitor))).toEqual([true, false]);
    expect(devices.map(({ visitor }) => rejections(visitor))).toEqual([[], [['wrong-code', undefined]]]);
    expect(rejections(continueSeat(room, clock, code, 'third'))).toEqual([['wrong-code', undefined]]);
  });

  it('can be sent again with the same token by a device whose welcome was lost', () => {
    const { room, clock } = roomOnManualClock();
    const code = codeFrom(joinRoom(room, clock, 'Ada'));
    continueSeat(room, clock, code).disconnect();
    expect(isSeated(continueSeat(room, clock, code))).toBe(true);
  });

  it('replaces the one before it', () => {
    const { room, clock } = roomOnManualClock();
    const terminal = joinRoom(room, clock, 'Ada');
    const [first, second] = [codeFrom(terminal), codeFrom(terminal)];
    expect([first, second].map((code) => room.hasMoveCode(code))).toEqual([false, true]);
  });

  it('can be requested five times at once, and then once every twenty seconds', () => {
    const { room, clock } = roomOnManualClock();
    const terminal = joinRoom(room, clock, 'Ada');
    for (let count = 0; count < 6; count++) terminal.send({ type: 'move' });
    expect(rejections(terminal)).toEqual([['rate-limited', undefined]]);
    expect(room.hasMoveCode(terminal.connection.last('move')?.code ?? '')).toBe(true);
    clock.advance(20_000);
    expect(terminal.send({ type: 'move' }).connection.all('move')).toHaveLength(6);
  });

  it('is for players only', () => {
    const { room, clock } = roomOnManualClock();
    const watcher = new TestVisitor(room, clock).send({ type: 'watch', pin: PIN });
    const visitor = new TestVisitor(room, clock);
    for (const each of [watcher, visitor]) {
      expect(rejections(each.send({ type: 'move' }))).toEqual([['unknown-token', undefined]]);
    }
  });

  it('lets nobody take a second seat on one connection', () => {
    const { room, clock } = roomOnManualClock();
    const code = codeFrom(joinRoom(room, clock, 'Ada'));
    const bob = joinRoom(room, clock, 'Bob').send({ type: 'continue', code, token: tokenOf('phone') });
    expect(rejections(bob)).toEqual([['bad-message', undefined]]);
    expect(room.hasMoveCode(code)).toBe(true);
  });

  it('survives a new name of its player, and a lost connection', () => {
    const { room, clock } = roomOnManualClock();
    const terminal = joinRoom(room, clock, 'Ada');
    const code = codeFrom(terminal);
    room.command({ type: 'rename', name: 'Ada', newName: 'Grace' });
    terminal.disconnect();
    const phone = continueSeat(room, clock, code);
    expect(phone.connection.last('welcome')?.player?.name).toBe('Grace');
  });

  it.each([
    ['leaves', (_: Room, device: TestVisitor) => void device.send({ type: 'leave' })],
    ['is kicked', (room: Room) => void room.command({ type: 'kick', name: 'Ada' })],
    [
      'is removed',
      (room: Room, device: TestVisitor) => {
        device.disconnect();
        room.command({ type: 'remove-away' });
      },
    ],
  ])('is no longer valid once its player %s', (_, leave) => {
    const { room, clock } = roomOnManualClock();
    const terminal = joinRoom(room, clock, 'Ada');
    joinRoom(room, clock, 'Bob');
    openQuestion(room, clock);
    const code = codeFrom(terminal);
    leave(room, terminal);
    expect(rejections(continueSeat(room, clock, code))).toEqual([['wrong-code', undefined]]);
  });

  it('is no longer valid once the game has ended, but stays valid when the host plays again', () => {
    const { room, clock } = roomOnManualClock();
    const terminal = joinRoom(room, clock, 'Ada');
    const code = codeFrom(terminal);
    room.command({ type: 'end' });
    room.command({ type: 'again' });
    clock.settle();
    const phone = continueSeat(room, clock, code);
    expect(isSeated(phone)).toBe(true);
    const next = codeFrom(phone);
    room.command({ type: 'end' });
    room.command({ type: 'end' });
    expect(room.hasMoveCode(next)).toBe(false);
  });

  it('does not help a kicked player: both tokens of the seat are banned', () => {
    const { room, clock } = roomOnManualClock();
    const phone = continueSeat(room, clock, codeFrom(joinRoom(room, clock, 'Ada')));
    room.command({ type: 'kick', name: 'Ada' });
    expect(phone.connection.last('bye')?.code).toBe('kicked');
    for (const device of ['Ada', 'phone']) {
      expect(rejections(resumeSeat(room, clock, device))).toEqual([['kicked', undefined]]);
    }
  });

  it('that is wrong counts like a wrong PIN: the third one closes the connection with 4003', () => {
    const { room, clock } = roomOnManualClock();
    const visitor = new TestVisitor(room, clock);
    for (const code of ['K7QX2M9P', '482913', PIN]) visitor.send({ type: 'continue', code });
    expect(rejections(visitor).map(([code]) => code)).toEqual(['wrong-code', 'wrong-code', 'wrong-code']);
    expect(visitor.connection.closedWith).toBe(4003);
  });

  it('waits for its turn while somebody guesses, and then still works', () => {
    const { room, clock } = roomOnManualClock();
    const guard = new PinGuard(room, clock);
    const code = codeFrom(joinRoom(room, clock, 'Ada'));
    for (let guess = 0; guess < 150; guess++) {
      new TestVisitor(room, clock, guard).send({ type: 'continue', code: 'K7QX2M9P' });
    }
    expect(room.snapshot().alarms.map(({ type }) => type)).toEqual(['pin-guessing']);
    const phone = new TestVisitor(room, clock, guard, '10.0.0.1');
    phone.send({ type: 'continue', code, token: tokenOf('phone') });
    clock.advance(MAX_PIN_WAIT_MS);
    expect(isSeated(phone)).toBe(true);
  });
});
