import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RoomCommand } from '../../../source/server/room/host-seat.ts';
import type { Question } from '../../../source/quiz/questions/question.ts';
import type { PollingSeats } from '../../../source/server/http/polling-seats.ts';
import { validAnswer } from '../../helpers/arbitraries.ts';
import type { GameOptions } from '../../helpers/games.ts';
import { PolledSeat, pollingSeats } from '../../helpers/polled-seat.ts';
import { choiceQuestion, oneOfEach, withAnotherAnswer, withSameItemsShown } from '../../helpers/questions.ts';
import { PIN, TestVisitor, roomOnManualClock, tokenOf } from '../../helpers/rooms.ts';

const NAMES = ['Ada', 'Bob', 'Cleo'];

type Step =
  | { readonly type: 'enter' | 'poll' | 'break' | 'leave'; readonly who: number }
  | {
      readonly type: 'answer';
      readonly who: number;
      readonly question: number;
      /** A random number that selects one of the valid answers. */
      readonly answer: number;
    }
  | { readonly type: 'host'; readonly command: RoomCommand }
  | { readonly type: 'wait'; readonly ms: number };

/** Everything sent on a connection, over any transport, and how it ended. */
interface Sent {
  readonly sent: readonly { readonly text: string }[];
  readonly closedWith: number | null;
}

/** A room that is played step by step, with every connection it ever had. */
class Play {
  readonly connections: Sent[] = [];
  readonly #room;
  readonly #clock;
  readonly #last: number;
  readonly #pollers: PollingSeats;
  readonly #players: (TestVisitor | PolledSeat)[] = [];

  constructor(options: GameOptions & { readonly questions: readonly Question[] }) {
    const { questions } = options;
    const { room, clock } = roomOnManualClock(options);
    this.#room = room;
    this.#clock = clock;
    this.#pollers = pollingSeats(room, clock);
    this.#last = questions.length - 1;
    this.#newConnection().send({ type: 'watch', pin: PIN });
    for (const who of NAMES.keys()) this.take({ type: who === 0 ? 'poll' : 'enter', who });
  }

  take(step: Step): void {
    if (step.type === 'host') this.#room.command(step.command);
    else if (step.type === 'wait') this.#clock.advance(step.ms);
    else this.#let(step);
    this.#clock.settle();
  }

  /** Whether the last question was revealed, or never will be. */
  get isOver(): boolean {
    const { stage } = this.#room.snapshot();
    return stage.phase === 'podium' || (stage.phase === 'reveal' && stage.question.index === this.#last);
  }

  /** Everything sent on each connection before the last question was revealed, without ids, which are random. */
  sent(): string[][] {
    const isReveal = (text: string) =>
      (text.includes('"phase":"reveal"') && text.includes(`"index":${this.#last}`)) ||
      // Over HTTP, it can arrive before its stage.
      (text.includes('"result":{') && text.includes(`"question":${this.#last},`));
    return this.connections.map(({ sent, closedWith }) => {
      const texts = sent.map(({ text }) => text.replace(/"id":"[\w-]+"/u, '"id":"…"'));
      const end = texts.findIndex(isReveal);
      return end === -1 ? [...texts, String(closedWith)] : texts.slice(0, end);
    });
  }

  #let(step: Extract<Step, { who: number }>): void {
    const { who } = step;
    const name = NAMES[who] ?? '';
    switch (step.type) {
      case 'enter':
        this.#players[who] = this.#newConnection().send({
          type: 'join',
          pin: PIN,
          name,
          token: tokenOf(name),
        });
        return;
      case 'poll': {
        const seat = new PolledSeat(this.#room, this.#clock, this.#pollers).join(name);
        this.connections.push(seat);
        this.#players[who] = seat;
        return;
      }
      case 'break':
        return this.#players[who]?.disconnect();
      case 'leave':
        this.#players[who]?.say('{"type":"leave"}');
        return;
      case 'answer':
        this.#players[who]?.say(JSON.stringify({ ...step, answer: this.#answer(step.answer) }));
    }
  }

  /** A valid answer to the question on the stage. */
  #answer(draw: number): unknown {
    const { stage } = this.#room.snapshot();
    return stage.phase === 'question' ? validAnswer(stage.question.type, stage.question, draw) : draw;
  }

  #newConnection(): TestVisitor {
    const visitor = new TestVisitor(this.#room, this.#clock);
    this.connections.push(visitor.connection);
    return visitor;
  }
}

const someone = fc.nat(NAMES.length - 1);

const someStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constantFrom('enter' as const, 'poll' as const, 'break' as const, 'leave' as const),
      who: someone,
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      type: fc.constant('answer' as const),
      who: someone,
      question: fc.nat(2),
      answer: fc.nat(1000),
    }),
  },
  {
    weight: 6,
    arbitrary: fc
      .constantFrom('start', 'next', 'next', 'next', 'skip', 'close', 'pause', 'resume', 'lock', 'unlock')
      .map((type) => ({ type: 'host' as const, command: { type } as const })),
  },
  {
    weight: 1,
    arbitrary: someone.map((who) => ({
      type: 'host' as const,
      command: { type: 'kick', name: NAMES[who] ?? '' } as const,
    })),
  },
  { weight: 4, arbitrary: fc.integer({ min: 1, max: 6000 }).map((ms) => ({ type: 'wait' as const, ms })) },
);

/** Two games that differ only in the correct answer to the last question and its explanation. */
const twoGames = fc
  .record({
    before: fc.array(fc.constantFrom(...oneOfEach.filter(({ type }) => type !== 'order')), { maxLength: 2 }),
    last: fc.constantFrom(...oneOfEach),
    shuffle: fc.constantFrom('answers' as const, null),
    teams: fc.constantFrom(null, ['Red', 'Blue']),
    seeds: fc.tuple(fc.string(), fc.string()),
  })
  .map(({ before, last, shuffle, teams, seeds: [seed, otherSeed] }) => {
    const isOrder = last.type === 'order';
    const other = isOrder
      ? withSameItemsShown(last, before.length, seed, otherSeed)
      : withAnotherAnswer(last);
    // Only an order needs another seed, to show the same items; for other types, it would change the order of the options.
    const settings = { shuffle: isOrder ? null : shuffle, teams, autoAfter: 60 };
    return [
      { questions: [...before, { ...last, explanation: 'Because.' }], seed, settings },
      {
        questions: [...before, { ...other, explanation: 'Just so.' }],
        seed: isOrder ? otherSeed : seed,
        settings,
      },
    ];
  });

describe('before the reveal,', () => {
  it('no byte sent to anybody depends on which answer is correct', () => {
    let revealed = 0;
    fc.assert(
      fc.property(
        twoGames,
        fc.array(someStep, { minLength: 20, maxLength: 80, size: 'max' }),
        (games, steps) => {
          const plays = games.map((game) => new Play(game));
          for (const step of [{ type: 'host', command: { type: 'start' } } as const, ...steps]) {
            for (const play of plays) play.take(step);
            if (plays.some(({ isOver }) => isOver)) break;
          }
          const [one, other] = plays.map((play) => play.sent());
          expect(one).toEqual(other);
          if (plays.every(({ isOver }) => isOver)) revealed++;
        },
      ),
      { numRuns: 150 },
    );
    // Otherwise this would not cover answers.
    expect(revealed).toBeGreaterThan(30);
  });

  it('no message contains the explanation and the correct answer, which come with the reveal', () => {
    const play = new Play({ questions: [choiceQuestion({ answer: 2, explanation: 'South it is.' })] });
    play.take({ type: 'host', command: { type: 'start' } });
    play.take({ type: 'wait', ms: 3000 });
    play.take({ type: 'answer', who: 0, question: 0, answer: 2 });
    const texts = () => play.connections.flatMap(({ sent }) => sent.map(({ text }) => text)).join('\n');
    expect(texts()).not.toMatch(/South it is|correct|distribution/u);
    play.take({ type: 'host', command: { type: 'close' } });
    expect(texts()).toContain(
      '"correct":2,"distribution":[0,0,1,0],"answered":1,"correctCount":1,"explanation":"South it is."',
    );
    expect(texts()).toContain('"result":{"correct":true,"points":1000');
  });
});
