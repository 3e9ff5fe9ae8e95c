import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_PIN_WAIT_MS } from '../../../source/protocol/endpoints.ts';
import { PinGuard } from '../../../source/server/limits/pin-guard.ts';
import { PIN, TestVisitor, openQuestion, roomOnManualClock, tokenOf } from '../../helpers/rooms.ts';

const WRONG_PIN = '000000';

/** The codes of all rejections sent to a visitor, in order. */
function rejections({ connection }: TestVisitor): string[] {
  return connection.all('rejected').map(({ code }) => code);
}

/** A room that has just checked as many wrong PINs from one address as it checks at once. */
function suspiciousRoom(address = '192.168.1.50') {
  const { room, clock } = roomOnManualClock();
  const guard = new PinGuard(room, clock);
  const visitor = () => new TestVisitor(room, clock, guard, address);
  for (let guess = visitor(); ; guess = visitor()) {
    guess.join('Eve', WRONG_PIN);
    const isWaiting = guess.connection.sent.length === 0;
    guess.disconnect();
    if (isWaiting) return { room, clock, guard, visitor };
  }
}

describe('an invalid message', () => {
  const messages = [
    '',
    'hello',
    'null',
    '[]',
    '{}',
    '{"type":"join"',
    '{"type":"dance"}',
    '{"type":"join","pin":482913}',
    '{"type":"join","pin":"482913","name":"Ada","token":"short"}',
    `{"type":"join","pin":"482913","name":"Ada","token":"${'x'.repeat(65)}"}`,
    '{"type":"resume"}',
    '{"type":"resume","token":"has spaces in it, so it is none"}',
    '{"type":"answer","question":-1,"answer":1}',
    '{"type":"answer","question":0.5,"answer":1}',
    '{"type":"answer","question":0,"answer":null}',
    '{"type":"answer","question":0,"answer":{"toString":1}}',
    '{"type":"answer","question":0,"answer":1,"elapsed":-1}',
    '{"__proto__":{"type":"leave"}}',
  ];
  it.each(messages)('is rejected with bad-message: %s', (text) => {
    const { room, clock } = roomOnManualClock();
    const visitor = new TestVisitor(room, clock).say(text);
    expect(rejections(visitor)).toEqual(['bad-message']);
    expect(visitor.connection.closedWith).toBeNull();
    visitor.join('Ada');
    expect(visitor.connection.last('welcome')?.player?.name).toBe('Ada');
  });

  const hostMessages = [
    'start',
    'next',
    'skip',
    'close',
    'pause',
    'resume',
    'lock',
    'unlock',
    'end',
    'deadline-passed',
    'disconnect',
  ];
  it.each(hostMessages)('can be a command that only the host may give: %s', (type) => {
    const { room, clock, events } = roomOnManualClock();
    const ada = new TestVisitor(room, clock).join('Ada');
    openQuestion(room, clock);
    const before = events.length;
    ada.say(JSON.stringify({ type, name: 'Ada', player: 'Ada', now: 0 }));
    expect(rejections(ada)).toEqual(['bad-message']);
    expect(events).toHaveLength(before);
  });

  it('can be a command to kick somebody', () => {
    const { room, clock } = roomOnManualClock();
    new TestVisitor(room, clock).join('Bob');
    const ada = new TestVisitor(room, clock).join('Ada').say('{"type":"kick","name":"Bob"}');
    expect(rejections(ada)).toEqual(['bad-message']);
    expect(room.players()).toHaveLength(2);
  });

  it('can be a second join on one connection', () => {
    const { room, clock } = roomOnManualClock();
    const ada = new TestVisitor(room, clock).join('Ada');
    ada
      .join('Eve')
      .send({ type: 'watch', pin: PIN })
      .send({ type: 'resume', token: tokenOf('Ada') });
    expect(rejections(ada)).toEqual(['bad-message', 'bad-message', 'bad-message']);
    expect(room.players()).toMatchObject([{ name: 'Ada', connected: true }]);
  });

  it('closes the connection with 1008 at the twentieth one', () => {
    const { room, clock } = roomOnManualClock();
    const visitor = new TestVisitor(room, clock).join('Ada');
    for (let message = 1; message < 20; message++) visitor.say('?');
    expect(visitor.connection.closedWith).toBeNull();
    visitor.say('?');
    expect(visitor.connection.closedWith).toBe(1008);
    expect(rejections(visitor)).toEqual(Array.from({ length: 20 }, () => 'bad-message'));
  });

  it('closes the connection with 1008, without a rejection, if its client does not read', () => {
    const { room, clock } = roomOnManualClock();
    const visitor = new TestVisitor(room, clock).join('Ada');
    visitor.connection.writable = false;
    visitor.say('?');
    expect(rejections(visitor)).toEqual([]);
    expect(visitor.connection.closedWith).toBe(1008);
  });

  it('never brings the room down, whatever it is', () => {
    const anyMessage = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.json(),
      fc
        .record(
          {
            type: fc.constantFrom(
              'join',
              'resume',
              'continue',
              'watch',
              'answer',
              'move',
              'ping',
              'leave',
              'next',
              '__proto__',
            ),
            code: fc.constantFrom('K7QX2M9P', PIN, ''),
            id: fc.double(),
            pin: fc.constantFrom(PIN, WRONG_PIN, ''),
            name: fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('Ada', 'Bob')),
            token: fc.constantFrom(tokenOf('Ada'), tokenOf('Bob'), ''),
            question: fc.oneof(fc.constant(0), fc.double()),
            answer: fc.oneof(fc.integer({ min: -1, max: 8 }), fc.anything()),
            elapsed: fc.double(),
            game: fc.integer({ min: 0, max: 2 }),
          },
          { requiredKeys: ['type'] },
        )
        .map((message) =>
          JSON.stringify(message, (_, value: unknown) => (typeof value === 'bigint' ? 0 : value)),
        ),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(3), anyMessage, fc.nat(500)), { maxLength: 40 }), (said) => {
        const { room, clock } = roomOnManualClock();
        const visitors = Array.from({ length: 4 }, () => new TestVisitor(room, clock));
        openQuestion(room, clock);
        for (const [index, text, waitMs] of said) {
          visitors[index]?.say(text);
          clock.advance(waitMs);
        }
        // Parses everything that was sent: all of it must be valid messages.
        for (const { connection } of visitors)
          expect(connection.messages).toHaveLength(connection.sent.length);
        expect(new TestVisitor(room, clock).join('Zoë').connection.last('welcome')?.player?.name).toBe('Zoë');
      }),
      { numRuns: 60 },
    );
  });
});

describe('too many messages', () => {
  it('close the connection with 1008 if they exceed ten a second for long', () => {
    const { room, clock } = roomOnManualClock();
    const visitor = new TestVisitor(room, clock).join('Ada');
    let said = 0;
    for (; visitor.connection.closedWith === null && said < 1000; said++) {
      visitor.send({ type: 'answer', question: 0, answer: 1 });
      clock.advance(50);
    }
    expect(visitor.connection.closedWith).toBe(1008);
    expect(rejections(visitor).at(-1)).toBe('rate-limited');
    // Twenty a second use up the burst of fifty at ten a second.
    expect(said).toBeGreaterThan(80);
    expect(said).toBeLessThan(120);
  });

  it('do not include a steady ten a second', () => {
    const { room, clock } = roomOnManualClock();
    const visitor = new TestVisitor(room, clock).join('Ada');
    for (let said = 0; said < 600; said++) {
      visitor.send({ type: 'answer', question: 0, answer: 1 });
      clock.advance(100);
    }
    expect(visitor.connection.closedWith).toBeNull();
  });
});

describe('a visitor who has not joined', () => {
  it('is closed with 1008 after five seconds', () => {
    const { room, clock } = roomOnManualClock();
    const visitor = new TestVisitor(room, clock);
    clock.advance(4999);
    expect(visitor.connection.closedWith).toBeNull();
    clock.advance(1);
    expect(visitor.connection.closedWith).toBe(1008);
  });

  it('is closed even if it keeps trying', () => {
    const { room, clock } = roomOnManualClock();
    const visitor = new TestVisitor(room, clock);
    for (let second = 0; second < 5; second++) {
      visitor.send({ type: 'resume', token: tokenOf('nobody') });
      clock.advance(1000);
    }
    expect(visitor.connection.closedWith).toBe(1008);
  });

  it('is no longer closed after joining or watching', () => {
    const { room, clock } = roomOnManualClock();
    const ada = new TestVisitor(room, clock).join('Ada');
    const watcher = new TestVisitor(room, clock).send({ type: 'watch', pin: PIN });
    clock.advance(60 * 60 * 1000);
    expect([ada, watcher].map(({ connection }) => connection.closedWith)).toEqual([null, null]);
  });
});

describe('a wrong PIN', () => {
  it('closes the connection at the third one, to play or to watch', () => {
    const { room, clock } = roomOnManualClock();
    const visitor = new TestVisitor(room, clock);
    visitor.join('Ada', WRONG_PIN).send({ type: 'watch', pin: '' });
    expect(rejections(visitor)).toEqual(['wrong-pin', 'wrong-pin']);
    expect(visitor.connection.closedWith).toBeNull();
    visitor.join('Ada', WRONG_PIN);
    expect(visitor.connection.closedWith).toBe(4003);
    expect(rejections(visitor)).toHaveLength(3);
  });

  it('does not keep out the correct one', () => {
    const { room, clock } = roomOnManualClock();
    const visitor = new TestVisitor(room, clock).join('Ada', WRONG_PIN).join('Ada', `${PIN} `).join('Ada');
    expect(visitor.connection.last('welcome')?.player?.name).toBe('Ada');
  });

  it('reveals nothing about names or seats', () => {
    const { room, clock } = roomOnManualClock();
    new TestVisitor(room, clock).join('Ada');
    room.command({ type: 'lock' });
    const visitor = new TestVisitor(room, clock);
    visitor.send({ type: 'join', pin: WRONG_PIN, name: 'Ada', token: tokenOf('Eve') });
    expect(rejections(visitor)).toEqual(['wrong-pin']);
    expect(visitor.connection.sent).toHaveLength(1);
  });
});

describe('an address with many wrong PINs', () => {
  it('has its PINs checked in turn, even the correct one, and is never banned', () => {
    const { clock, visitor } = suspiciousRoom();
    const ada = visitor().join('Ada');
    expect(ada.connection.sent).toEqual([]);
    clock.advance(1000);
    expect(ada.connection.last('welcome')?.player?.name).toBe('Ada');
  });

  it('may let a PIN wait for longer than a connection may take to join', () => {
    const { clock, visitor } = suspiciousRoom();
    const guessers = Array.from({ length: 100 }, () => visitor().join('Eve', WRONG_PIN));
    clock.advance(MAX_PIN_WAIT_MS - 1);
    const waiting = guessers.filter(({ connection }) => connection.sent.length === 0);
    expect(waiting.length).toBeGreaterThan(20);
    expect(waiting.every(({ connection }) => connection.closedWith === null)).toBe(true);
    clock.advance(1);
    expect(new Set(waiting.flatMap(rejections))).toEqual(new Set(['rate-limited']));
    clock.advance(5000);
    expect(waiting.every(({ connection }) => connection.closedWith === 1008)).toBe(true);
  });

  it('does not make other addresses wait', () => {
    const { room, clock, guard } = suspiciousRoom();
    const other = new TestVisitor(room, clock, guard, '192.168.1.51').join('Ada');
    expect(other.connection.last('welcome')?.player?.name).toBe('Ada');
  });

  it('does not make returning players wait, whether they resume or join again with their token', () => {
    const { clock, visitor } = suspiciousRoom();
    const ada = visitor().join('Ada');
    clock.advance(1000);
    ada.disconnect();
    const again = visitor().send({ type: 'resume', token: tokenOf('Ada') });
    expect(again.connection.last('welcome')?.player?.name).toBe('Ada');
    again.disconnect();
    const rejoined = visitor().join('Ada', WRONG_PIN);
    expect(rejoined.connection.last('welcome')?.player?.name).toBe('Ada');
  });

  it('cannot take two seats on one connection while a PIN is waiting to be checked', () => {
    const { room, clock, visitor } = suspiciousRoom();
    const ada = visitor().join('Ada');
    clock.advance(1000);
    ada.disconnect();
    const both = visitor()
      .join('Bob')
      .send({ type: 'resume', token: tokenOf('Ada') })
      .join('Ada');
    expect(rejections(both)).toEqual(['bad-message', 'bad-message']);
    clock.advance(1000);
    expect(room.players().map(({ name, connected }) => [name, connected])).toEqual([
      ['Ada', false],
      ['Bob', true],
    ]);
    both.disconnect();
    expect(room.players().some(({ connected }) => connected)).toBe(false);
  });

  it('does not get in with a PIN that was waiting when the room was closed', () => {
    const { room, clock, visitor } = suspiciousRoom();
    const ada = visitor().join('Ada');
    room.close();
    clock.advance(1000);
    expect(ada.connection.last('welcome')).toBeUndefined();
    expect(room.players()).toEqual([]);
  });

  it('has a waiting PIN dropped when its connection is closed', () => {
    const { room, clock, visitor } = suspiciousRoom();
    visitor().join('Ada').disconnect();
    visitor().join('Bob').send({ type: 'leave' });
    clock.advance(10_000);
    expect(room.players()).toEqual([]);
  });
});

describe('a ping', () => {
  it('gets its pong on the same connection only, before and after a seat is taken', () => {
    const { room, clock } = roomOnManualClock();
    const bob = new TestVisitor(room, clock).join('Bob');
    const ada = new TestVisitor(room, clock).send({ type: 'ping', id: 0 });
    expect(ada.connection.messages).toEqual([{ type: 'pong', id: 0 }]);
    ada.join('Ada').send({ type: 'ping', id: 1 });
    expect(ada.connection.all('pong').map(({ id }) => id)).toEqual([0, 1]);
    expect(bob.connection.all('pong')).toEqual([]);
  });

  it('does not extend the time to take a seat', () => {
    const { room, clock } = roomOnManualClock();
    const visitor = new TestVisitor(room, clock);
    for (let id = 0; id < 5; id++) {
      visitor.send({ type: 'ping', id });
      clock.advance(1000);
    }
    expect(visitor.connection.closedWith).toBe(1008);
  });

  it('counts towards the limit on messages', () => {
    const { room, clock } = roomOnManualClock();
    const visitor = new TestVisitor(room, clock);
    for (let id = 0; id < 51; id++) visitor.send({ type: 'ping', id });
    expect(visitor.connection.all('pong')).toHaveLength(50);
    expect(rejections(visitor)).toEqual(['rate-limited']);
    expect(visitor.connection.closedWith).toBe(1008);
  });

  it('gets no pong while its client does not read', () => {
    const { room, clock } = roomOnManualClock();
    const ada = new TestVisitor(room, clock).join('Ada');
    ada.connection.writable = false;
    ada.send({ type: 'ping', id: 0 });
    expect(ada.connection.all('pong')).toEqual([]);
    expect(ada.connection.closedWith).toBeNull();
  });
});
