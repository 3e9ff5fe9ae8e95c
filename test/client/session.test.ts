import { describe, expect, it } from 'vitest';
import { Session } from '../../source/client/session.ts';
import type { RejectionCode } from '../../source/protocol/rejections.ts';
import type { Bye } from '../../source/protocol/server-message.ts';
import type { QuestionStage, Stage } from '../../source/view/stage.ts';
import type { You } from '../../source/view/you.ts';
import { ManualClock } from '../helpers/manual-clock.ts';
import { BreakableTransport, openQuestion, player, roomOnManualClock } from '../helpers/rooms.ts';
import { ScriptedTransport } from '../helpers/scripted-transport.ts';

const TOKEN = 'a-token-of-22-letters-';

const MINUTE_MS = 60_000;

function sessionWith({ random }: { random: () => number } = { random: () => 0.5 }) {
  const clock = new ManualClock();
  const transport = new ScriptedTransport();
  const session = new Session({ transport, clock, random, tokenFor: () => TOKEN });
  return { clock, transport, session };
}

/** A session that is in the game and sees an open question. */
function playingSession(options?: { random: () => number }) {
  const setup = sessionWith(options);
  setup.session.join('482913', 'Ada');
  setup.transport.line.opens().says(welcome(), question(10), you(10));
  return setup;
}

function welcome(now = 1_000_000): object {
  return {
    type: 'welcome',
    protocol: 1,
    version: '0.1.0',
    now,
    player: { id: 'x', name: 'Ada', team: null },
    token: TOKEN,
    quiz: { title: 'A quiz', questions: 3 },
  };
}

const stageFields = { type: 'stage', game: 1, players: 2, connected: 2 } as const;

function question(version: number, index = 0, more: Partial<QuestionStage & { game: number }> = {}): Stage {
  const options = ['a', 'b'];
  return {
    ...stageFields,
    version,
    phase: 'question',
    question: { index, total: 3, type: 'choice', text: 'Which?', options, points: 1000, time: 20 },
    openedAt: 1_000_000,
    closesAt: 1_020_000,
    pausedAt: null,
    answered: 0,
    ...more,
  };
}

function reveal(version: number, index = 0): Stage {
  const open = question(version, index);
  if (open.phase !== 'question') throw new TypeError('a question is in the phase of that name');
  return {
    ...stageFields,
    version,
    phase: 'reveal',
    question: open.question,
    correct: 1,
    distribution: [0, 1],
  };
}

function ready(version: number, index: number): Stage {
  const announced = { index, total: 3, type: 'choice', text: 'Which?' } as const;
  return { ...stageFields, version, phase: 'ready', question: announced, opensAt: 1_003_000, pausedAt: null };
}

function you(version: number, more: Partial<You> = {}): You {
  return {
    type: 'you',
    version,
    now: 1_000_000,
    question: 0,
    score: 0,
    rank: null,
    streak: 0,
    answered: false,
    answer: null,
    result: null,
    ...more,
  };
}

function rejected(code: RejectionCode | 'of-a-newer-server', onQuestion?: number): object {
  return {
    type: 'rejected',
    code,
    message: `Because of ${code}.`,
    ...(onQuestion !== undefined && { question: onQuestion }),
  };
}

function bye(code: Bye['code']): object {
  return { type: 'bye', code, message: 'Goodbye.' };
}

const JOIN = { type: 'join', pin: '482913', name: 'Ada', token: TOKEN };
const RESUME = { type: 'resume', token: TOKEN };
const ANSWER = { type: 'answer', question: 0, answer: 1, elapsed: 0, game: 1 };

describe('the first connection', () => {
  it('fails at once, with the reason, where trying again is no use', () => {
    const { session, transport } = sessionWith();
    session.join('482913', 'Ada');
    transport.line.breaks({ message: 'Nothing answers there.', isFinal: true });
    expect(session.snapshot()).toMatchObject({
      connection: 'closed',
      end: { type: 'failure', message: 'Nothing answers there.' },
    });
    expect(transport.lines).toHaveLength(1);
  });

  it('is tried three times where it might do', () => {
    const { session, transport, clock } = sessionWith();
    session.join('482913', 'Ada');
    for (let tries = 1; tries <= 2; tries++) {
      transport.line.breaks();
      expect(session.snapshot().connection).toBe('connecting');
      clock.advance(10_000);
    }
    transport.line.breaks({ message: 'It cannot be reached.' });
    expect(session.snapshot().end).toEqual({ type: 'failure', message: 'It cannot be reached.' });
    clock.advance(MINUTE_MS);
    expect(transport.lines).toHaveLength(3);
  });

  it('fails after three tries also where the seat is had each time, but nothing is to be seen', () => {
    const { session, transport, clock } = sessionWith();
    session.join('482913', 'Ada');
    for (let tries = 1; tries <= 3; tries++) {
      transport.line.opens().says(welcome());
      transport.line.breaks({ message: 'The proxy does not let it through.' });
      clock.advance(10_000);
    }
    expect(transport.lines).toHaveLength(3);
    expect(session.snapshot()).toMatchObject({
      connection: 'closed',
      end: { type: 'failure', message: 'The proxy does not let it through.' },
    });
  });

  it('joins with the PIN, the name and a token', () => {
    const { session, transport } = sessionWith();
    expect(session.snapshot().connection).toBe('idle');
    session.join('482913', 'Ada');
    expect(session.snapshot().connection).toBe('connecting');
    expect(transport.line.opens().sent).toEqual([JOIN]);
    transport.line.says(welcome());
    expect(session.snapshot()).toMatchObject({ connection: 'open', welcome: { player: { name: 'Ada' } } });
  });

  it('sends the same join again where the line broke before the welcome', () => {
    const { session, transport, clock } = sessionWith();
    session.join('482913', 'Ada');
    transport.line.opens().breaks();
    clock.advance(10_000);
    expect(transport.line.opens().sent).toEqual([JOIN]);
  });

  it('may be left before it is there', () => {
    const { session, transport, clock } = sessionWith();
    session.join('482913', 'Ada');
    transport.line.breaks();
    session.leave();
    clock.advance(MINUTE_MS);
    expect(session.snapshot().connection).toBe('closed');
    expect(transport.lines).toHaveLength(1);
  });
});

describe('a rejected join', () => {
  it.each(['wrong-pin', 'name-taken', 'locked', 'full', 'kicked', 'rate-limited'] as const)(
    'goes back to the prompt with the reason: %s',
    (code) => {
      const { session, transport } = sessionWith();
      session.join('482913', 'Ada');
      transport.line.opens().says(rejected(code));
      expect(session.snapshot()).toMatchObject({ connection: 'idle', rejection: { code }, end: null });
      expect(transport.line.isClosed).toBe(true);
    },
  );

  it('can be corrected: the second one has a line of its own', () => {
    const { session, transport } = sessionWith();
    session.join('000000', 'Ada');
    transport.line.opens().says(rejected('wrong-pin'));
    session.join('482913', 'Ada');
    expect(session.snapshot()).toMatchObject({ connection: 'connecting', rejection: null });
    transport.line.opens().says(welcome());
    expect(transport.lines).toHaveLength(2);
    expect(session.snapshot()).toMatchObject({ connection: 'open', rejection: null });
  });

  it('can be corrected however often', () => {
    const { session, transport } = sessionWith();
    for (let tries = 0; tries < 10; tries++) {
      session.join('000000', 'Ada');
      transport.line.opens().says(rejected('wrong-pin'));
      expect(session.snapshot().connection).toBe('idle');
    }
    expect(transport.lines).toHaveLength(10);
  });

  it('with a reason of a newer server is a rejection all the same', () => {
    const { session, transport } = sessionWith();
    session.join('482913', 'Ada');
    transport.line.opens().says(rejected('of-a-newer-server'));
    expect(session.snapshot()).toMatchObject({
      connection: 'idle',
      rejection: { code: 'bad-message', message: 'Because of of-a-newer-server.' },
    });
  });
});

describe('a lost line', () => {
  it('is made again, and the seat taken by the token, not by the PIN', () => {
    const { session, transport, clock } = playingSession();
    transport.line.breaks();
    expect(session.snapshot().connection).toBe('reconnecting');
    clock.advance(250);
    expect(transport.line.opens().sent).toEqual([RESUME]);
    expect(session.snapshot().connection).toBe('reconnecting');
    transport.line.says(welcome());
    expect(session.snapshot().connection).toBe('open');
  });

  it('leaves on the screen what was there', () => {
    const { session, transport } = playingSession();
    transport.line.breaks();
    expect(session.snapshot()).toMatchObject({ stage: { phase: 'question' }, you: { question: 0 } });
  });

  it('is made again ten times over', () => {
    const { session, transport, clock } = playingSession();
    for (let loss = 0; loss < 10; loss++) {
      transport.line.breaks();
      clock.advance(250);
      transport.line.opens().says(welcome(), question(11 + loss));
      expect(session.snapshot().connection).toBe('open');
    }
    expect(transport.lines).toHaveLength(11);
  });

  it('is tried again at any time up to a bound that doubles: 250 ms, 500 ms, up to 5 s', () => {
    const bounds = [250, 500, 1000, 2000, 4000, 5000, 5000, 5000];
    const { transport, clock } = playingSession({ random: () => 1 });
    transport.line.breaks();
    for (const bound of bounds) {
      const before = transport.lines.length;
      clock.advance(bound - 1);
      expect(transport.lines).toHaveLength(before);
      clock.advance(1);
      expect(transport.lines).toHaveLength(before + 1);
      transport.line.breaks();
    }
  });

  it('starts again at the shortest bound once it was back', () => {
    const { transport, clock } = playingSession({ random: () => 1 });
    for (let tries = 0; tries < 6; tries++) {
      transport.line.breaks();
      clock.advance(5000);
    }
    transport.line.opens().says(welcome(), question(11));
    transport.line.breaks();
    const before = transport.lines.length;
    clock.advance(250);
    expect(transport.lines).toHaveLength(before + 1);
  });

  it('is given up after five minutes, with a word on why', () => {
    const { session, transport, clock } = playingSession({ random: () => 1 });
    transport.line.breaks();
    const lostAt = clock.now();
    while (session.snapshot().connection === 'reconnecting' && clock.now() - lostAt < 10 * MINUTE_MS) {
      clock.advance(1000);
      // A host that is not there is no reason to give up sooner: it may be started again.
      transport.line.breaks({ message: 'Nothing answers there.', isFinal: true });
    }
    expect(clock.now() - lostAt).toBeGreaterThan(5 * MINUTE_MS);
    expect(clock.now() - lostAt).toBeLessThan(5 * MINUTE_MS + 10_000);
    expect(session.snapshot()).toMatchObject({
      connection: 'closed',
      end: { type: 'failure', message: 'Nothing answers there.' },
    });
    const { length } = transport.lines;
    clock.advance(10 * MINUTE_MS);
    expect(transport.lines).toHaveLength(length);
  });

  it('is given up after five minutes also where the seat is had again each time, but nothing is to be seen', () => {
    const { session, transport, clock } = playingSession({ random: () => 1 });
    const lostAt = clock.now();
    while (session.snapshot().connection !== 'closed' && clock.now() - lostAt < 10 * MINUTE_MS) {
      transport.line.opens().says(welcome());
      transport.line.breaks({ message: 'The proxy does not let it through.' });
      clock.advance(5000);
    }
    expect(clock.now() - lostAt).toBeGreaterThan(5 * MINUTE_MS);
    expect(session.snapshot().end).toEqual({
      type: 'failure',
      message: 'The proxy does not let it through.',
    });
  });

  it('may be gone for minutes each time', () => {
    const { session, transport, clock } = playingSession({ random: () => 1 });
    for (let loss = 0; loss < 3; loss++) {
      for (const lostAt = clock.now(); clock.now() - lostAt < 4 * MINUTE_MS; clock.advance(5000)) {
        transport.line.breaks();
      }
      transport.line.opens().says(welcome(), question(11));
      expect(session.snapshot().connection).toBe('open');
    }
  });

  it.each(['unknown-token', 'kicked'] as const)(
    'ends it where the seat is not there any more: %s',
    (code) => {
      const { session, transport, clock } = playingSession();
      transport.line.breaks();
      clock.advance(250);
      transport.line.opens().says(rejected(code));
      expect(session.snapshot()).toMatchObject({
        connection: 'closed',
        end: { type: 'failure', message: `Because of ${code}.` },
      });
    },
  );

  it('is tried again where the server has too much to do', () => {
    const { session, transport, clock } = playingSession();
    transport.line.breaks();
    clock.advance(250);
    transport.line.opens().says(rejected('rate-limited'));
    expect(session.snapshot().connection).toBe('reconnecting');
    clock.advance(5000);
    expect(transport.line.opens().sent).toEqual([RESUME]);
  });

  it('is not made again after leaving', () => {
    const { session, transport, clock } = playingSession();
    transport.line.breaks();
    session.leave();
    clock.advance(10 * MINUTE_MS);
    expect(transport.lines).toHaveLength(1);
    expect(session.snapshot()).toMatchObject({ connection: 'closed', end: null });
  });
});

describe('an answer', () => {
  it('is not given where no question is open', () => {
    const { session, transport } = playingSession();
    transport.line.says(reveal(11), you(11, { result: null }));
    session.answer(1);
    expect(session.snapshot().answer).toBeNull();
    expect(transport.line.sent).toEqual([JOIN]);
  });

  it('is given once, whatever is pressed after', () => {
    const { session, transport, clock } = playingSession();
    clock.advance(2312);
    session.answer(1);
    session.answer(0);
    expect(transport.line.sent).toEqual([JOIN, { ...ANSWER, elapsed: 2312 }]);
    expect(session.snapshot().answer).toMatchObject({ question: 0, value: 1, status: 'sent' });
    transport.line.says(you(11, { answered: true, answer: 1 }));
    expect(session.snapshot().answer).toMatchObject({ value: 1, status: 'taken' });
    session.answer(0);
    expect(transport.line.sent).toHaveLength(2);
  });

  it('is not given where the seat has answered before, on another line', () => {
    const { session, transport } = sessionWith();
    session.join('482913', 'Ada');
    transport.line.opens().says(welcome(), question(10), you(10, { answered: true, answer: 0 }));
    session.answer(1);
    expect(transport.line.sent).toEqual([JOIN]);
  });

  it('is given to a new question, though what is known of the seat is still of the one before', () => {
    const { session, transport, clock } = playingSession();
    transport.line.says(you(11, { answered: true, answer: 1 }));
    transport.line.breaks();
    clock.advance(250);
    transport.line.opens().says(welcome(), question(20, 1));
    session.answer(1);
    expect(transport.line.sent).toEqual([RESUME, { ...ANSWER, question: 1 }]);
    transport.line.says(you(20, { question: 1 }));
    expect(transport.line.sent).toHaveLength(2);
  });

  it('that is rejected says why, and can be given again', () => {
    const { session, transport } = playingSession();
    session.answer(1);
    transport.line.says(rejected('paused', 0));
    expect(session.snapshot().answer).toMatchObject({ status: 'rejected', message: 'Because of paused.' });
    session.answer(1);
    expect(session.snapshot().answer).toMatchObject({ status: 'sent' });
    expect(transport.line.sent).toEqual([JOIN, ANSWER, ANSWER]);
  });

  it('that is rejected as already given counts as taken', () => {
    const { session, transport } = playingSession();
    session.answer(1);
    transport.line.says(rejected('already-answered', 0));
    expect(session.snapshot().answer).toMatchObject({ status: 'taken' });
  });

  it('is not touched by a rejection of another question, or of no answer', () => {
    const { session, transport } = playingSession();
    session.answer(1);
    transport.line.says(rejected('wrong-question', 1), rejected('bad-message'));
    expect(session.snapshot().answer).toMatchObject({ status: 'sent' });
  });

  it('is forgotten with its question', () => {
    const { session, transport } = playingSession();
    session.answer(1);
    transport.line.says(you(11, { answered: true, answer: 1 }), reveal(12));
    expect(session.snapshot().answer).toMatchObject({ status: 'taken' });
    transport.line.says(ready(13, 1), you(13, { question: 1 }));
    expect(session.snapshot().answer).toBeNull();
    transport.line.says(question(14, 1));
    session.answer(0);
    expect(transport.line.sent.at(-1)).toMatchObject({ question: 1, answer: 0 });
  });

  it('is forgotten with its game', () => {
    const { session, transport } = playingSession();
    session.answer(1);
    transport.line.says(question(11, 0, { game: 2 }), you(11));
    expect(session.snapshot().answer).toBeNull();
  });

  it('that came too late says so, and not that a line was lost', () => {
    const { session, transport } = playingSession();
    session.answer(1);
    transport.line.says(reveal(11), you(11), rejected('too-late', 0));
    const { answer } = session.snapshot();
    expect(answer?.status).toBe('rejected');
    expect(answer?.message).not.toMatch(/connection|line/u);
  });
});

describe('an answer that is given while the line is down', () => {
  /** A session whose line breaks, and an answer after that. */
  function answeredWhileDown() {
    const setup = playingSession();
    setup.clock.advance(1000);
    setup.transport.line.breaks();
    setup.clock.advance(100);
    setup.session.answer(1);
    setup.clock.advance(400);
    return setup;
  }

  it('is not sent where the question is closed when the line is back', () => {
    const { session, transport } = answeredWhileDown();
    transport.line.opens().says(welcome(), reveal(20), you(20));
    expect(transport.line.sent).toEqual([RESUME]);
    expect(session.snapshot().answer).toMatchObject({ status: 'rejected' });
  });

  it('is not sent where another question is open when the line is back', () => {
    const { session, transport } = answeredWhileDown();
    transport.line.opens().says(welcome(), question(20, 1), you(20, { question: 1 }));
    expect(transport.line.sent).toEqual([RESUME]);
    expect(session.snapshot().answer).toBeNull();
  });

  it('is sent exactly once when the line is back, with the time the player took', () => {
    const { session, transport } = answeredWhileDown();
    transport.line.opens().says(welcome(), question(20));
    expect(transport.line.sent).toEqual([RESUME]);
    transport.line.says(you(20));
    expect(transport.line.sent).toEqual([RESUME, { ...ANSWER, elapsed: 1100 }]);
    transport.line.says(question(21, 0, { answered: 1 }), you(21));
    expect(transport.line.sent).toHaveLength(2);
    transport.line.says(you(22, { answered: true, answer: 1 }));
    expect(session.snapshot().answer).toMatchObject({ status: 'taken' });
  });

  it('is sent on the line that comes to stand, however many broke before', () => {
    const { transport, clock } = answeredWhileDown();
    for (let tries = 0; tries < 3; tries++) {
      transport.line.opens().says(welcome(), question(20));
      transport.line.breaks();
      clock.advance(5000);
    }
    transport.line.opens().says(welcome(), question(20), you(20));
    expect(transport.line.sent).toEqual([RESUME, { ...ANSWER, elapsed: 1100 }]);
  });

  it('is sent again where it was sent just before the break and did not arrive', () => {
    const { session, transport, clock } = playingSession();
    session.answer(1);
    transport.line.breaks();
    clock.advance(250);
    transport.line.opens().says(welcome(), question(20), you(20));
    expect(transport.line.sent).toEqual([RESUME, ANSWER]);
  });

  it('is not sent again where it was sent just before the break and did arrive', () => {
    const { session, transport, clock } = playingSession();
    session.answer(1);
    transport.line.breaks();
    clock.advance(250);
    transport.line.opens().says(welcome(), question(20), you(20, { answered: true, answer: 1 }));
    expect(transport.line.sent).toEqual([RESUME]);
    expect(session.snapshot().answer).toMatchObject({ status: 'taken' });
  });

  it('arrives in a real room', () => {
    const { room, clock } = roomOnManualClock();
    const { session, transport } = player(room, clock, 'Ada');
    player(room, clock, 'Bob');
    openQuestion(room, clock);
    expect(transport).toBeInstanceOf(BreakableTransport);
    transport.isDown = true;
    transport.breakOff();
    session.answer(1);
    clock.advance(3000);
    expect(session.snapshot()).toMatchObject({ connection: 'reconnecting', answer: { status: 'sent' } });
    transport.isDown = false;
    clock.advance(5000);
    expect(session.snapshot()).toMatchObject({ connection: 'open', answer: { status: 'taken' } });
    room.command({ type: 'skip' });
    clock.settle();
    expect(session.snapshot().you?.result).toMatchObject({ correct: true, answer: 1 });
  });
});

describe('what is shown', () => {
  it('is never an older version', () => {
    const { session, transport } = playingSession();
    transport.line.says(reveal(12), question(11), question(12), you(12, { score: 5 }), you(11), you(12));
    expect(session.snapshot()).toMatchObject({ stage: { phase: 'reveal', version: 12 }, you: { score: 5 } });
  });

  it('is whatever a new line says, also of a server that was restarted and counts from less', () => {
    const { session, transport, clock } = playingSession();
    transport.line.breaks();
    clock.advance(250);
    transport.line.opens().says(welcome(), reveal(3), you(2, { score: 7 }));
    expect(session.snapshot()).toMatchObject({
      stage: { phase: 'reveal', version: 3 },
      you: { score: 7, version: 2 },
    });
    transport.line.says(question(2));
    expect(session.snapshot().stage?.phase).toBe('reveal');
  });

  it('is not changed by what nobody here understands', () => {
    const { session, transport } = playingSession();
    const before = session.snapshot();
    transport.line.says({ type: 'fireworks' }, { ...stageFields, version: 99, phase: 'dance' }, [], {});
    for (const text of ['', 'hello', 'null', '{"type":"stage"', '\u0000']) transport.line.saysText(text);
    expect(session.snapshot()).toBe(before);
    transport.line.says({ ...reveal(11), confetti: true });
    expect(session.snapshot().stage?.phase).toBe('reveal');
  });

  it('is cleaned for the terminal, whoever the host is', () => {
    const { session, transport } = playingSession();
    transport.line.says({
      ...stageFields,
      version: 11,
      phase: 'lobby',
      names: ['\u001B[31mAda\u001B[0m', 'B\u202Eob'],
      locked: false,
    });
    expect(session.snapshot().stage).toMatchObject({ names: ['Ada', 'Bob'] });
  });

  it('is told to those who listen, a stage and its you in one, and to nobody else', async () => {
    const { session, transport } = playingSession();
    await Promise.resolve();
    const phases: (string | undefined)[] = [];
    const unsubscribe = session.subscribe(() => phases.push(session.snapshot().stage?.phase));
    expect(session.snapshot()).toBe(session.snapshot());
    transport.line.says(reveal(11), you(11));
    await Promise.resolve();
    expect(phases).toEqual(['reveal']);
    unsubscribe();
    transport.line.says(you(12));
    await Promise.resolve();
    expect(phases).toEqual(['reveal']);
  });
});

describe("the server's clock", () => {
  it('is the own one before the server has told its time', () => {
    const { session, clock } = sessionWith();
    expect(session.now()).toBe(clock.now());
  });

  it('is taken from the message that was the shortest on its way', () => {
    const { session, transport, clock } = sessionWith();
    session.join('482913', 'Ada');
    // The server is 500 s ahead. The welcome took 300 ms, the next message 40 ms, the last one a second.
    clock.advance(300);
    transport.line.opens().says(welcome(clock.now() + 500_000 - 300));
    expect(session.now() - clock.now()).toBe(499_700);
    clock.advance(1000);
    transport.line.says(you(10, { now: clock.now() + 500_000 - 40 }));
    expect(session.now() - clock.now()).toBe(499_960);
    clock.advance(1000);
    transport.line.says(you(11, { now: clock.now() + 500_000 - 1000 }));
    expect(session.now() - clock.now()).toBe(499_960);
  });

  it('is learnt anew on a new line: the server may be another process', () => {
    const { session, transport, clock } = playingSession();
    transport.line.breaks();
    clock.advance(250);
    transport.line.opens().says(welcome(clock.now() - 90_000));
    expect(session.now() - clock.now()).toBe(-90_000);
  });
});

describe('bye', () => {
  it.each(['kicked', 'ended', 'host-left', 'replaced'] as const)('ends it: %s', (code) => {
    const { session, transport, clock } = playingSession();
    transport.line.says(bye(code));
    transport.line.breaks();
    clock.advance(10 * MINUTE_MS);
    expect(session.snapshot()).toMatchObject({ connection: 'closed', end: { type: 'bye', code } });
    expect(session.snapshot().stage?.phase).toBe('question');
    expect(transport.lines).toHaveLength(1);
  });
});

describe('leaving', () => {
  it('is told to the server, and ends it', () => {
    const { session, transport } = playingSession();
    session.leave();
    expect(transport.line.sent).toEqual([JOIN, { type: 'leave' }]);
    expect(transport.line.isClosed).toBe(true);
    expect(session.snapshot()).toMatchObject({ connection: 'closed', end: null });
  });
});
