import * as fc from 'fast-check';
import type { AnswerTiming } from '../../source/game/answer-time.ts';
import type { Round } from '../../source/game/game.ts';
import { permuter } from '../../source/game/shuffle.ts';
import type { BooleanQuestion } from '../../source/quiz/questions/boolean.ts';
import type { ChoiceQuestion } from '../../source/quiz/questions/choice.ts';
import type { MultipleQuestion } from '../../source/quiz/questions/multiple.ts';
import type { NumberQuestion } from '../../source/quiz/questions/number.ts';
import type { OrderQuestion } from '../../source/quiz/questions/order.ts';
import type { PollQuestion } from '../../source/quiz/questions/poll.ts';
import type { Asked } from '../../source/quiz/questions/question-type.ts';
import type { Question } from '../../source/quiz/questions/question.ts';
import type { TextQuestion } from '../../source/quiz/questions/text.ts';
import { cleanCode, cleanText } from '../../source/text/clean.ts';
import { TestGame, type UntimedCommand, created } from './games.ts';
import type { Settings } from '../../source/game/settings.ts';

/** Combining marks, pieces of escape sequences, and invisible characters. */
const trouble = [
  '\u0301 \u0302 \u0327 \u093E \u1100 \u1161 \u001B [ 31m ]8;; \u0007 \u009B \u200B \u200D \u202E \u2066',
  '\uFE0F \uFEFF \u3164 \u2800 \u034F \uD800 \uE000 \u0000 👩',
  // Thai and Lao AM, joined consonants, prepended marks, emoji modifiers, halves of flags, and other clusters.
  'น \u0E33 ຮ \u0EB3 क \u094D \u200C ക \u0D4D \u0D4E \u{11D46} \u{1F3FD} 👍 \u{1F1E9} \u{1F1EA} ｶ \uFF9E 1 \u20E3 ខ \u17D2 \u1B44',
].flatMap((units) => units.split(' '));

/** Texts from outside: ordinary ones, any Unicode, and texts that are unsafe for a terminal. */
export const anyText = fc.oneof(
  fc.string(),
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.oneof(fc.constantFrom(...'aAeе \t\n\r\u2028日'), fc.constantFrom(...trouble)) }),
);

/** Texts of a loaded quiz. */
const lineOfText = anyText
  .map((text) => cleanText(text).slice(0, 60).trim())
  .map((text) => cleanText(text) || 'text');

const fieldsOfAnyType = {
  question: lineOfText,
  code: fc.option(
    fc.record({ language: fc.constantFrom('ts', 'c'), text: anyText.map((text) => cleanCode(`x ${text}`)) }),
    { nil: undefined },
  ),
  explanation: fc.option(lineOfText, { nil: undefined }),
  tags: fc.option(
    fc.array(
      lineOfText.map((text) => cleanText(text.slice(0, 15)) || 'tag'),
      { maxLength: 2 },
    ),
    { nil: undefined },
  ),
  difficulty: fc.constantFrom(undefined, 'easy' as const, 'medium' as const, 'hard' as const),
  time: fc.option(fc.oneof(fc.constant(0), fc.integer({ min: 5, max: 240 })), { nil: undefined }),
  points: fc.constantFrom(0 as const, 1000 as const, 2000 as const),
};

const someOptions = fc.uniqueArray(lineOfText, { minLength: 2, maxLength: 8 });

const choiceQuestions: fc.Arbitrary<ChoiceQuestion> = fc
  .record({
    type: fc.constant('choice' as const),
    ...fieldsOfAnyType,
    options: someOptions,
    answer: fc.nat(),
  })
  .map((question) => ({ ...question, answer: question.answer % question.options.length }));

const multipleQuestions: fc.Arbitrary<MultipleQuestion> = fc
  .record({
    type: fc.constant('multiple' as const),
    ...fieldsOfAnyType,
    options: fc.uniqueArray(lineOfText, { minLength: 2, maxLength: 4 }),
    answer: fc.nat(),
  })
  .map((question) => ({ ...question, answer: subset(question.options.length, question.answer) }));

const booleanQuestions: fc.Arbitrary<BooleanQuestion> = fc.record({
  type: fc.constant('boolean' as const),
  ...fieldsOfAnyType,
  answer: fc.boolean(),
});

/** Texts that a text question accepts, and that players type. */
const TEXTS = ['101', 'HTTP 101', 'http 101', 'Élan', 'elan', 'Straße', 'STRASSE', '日本', 'x', 'y'];

const textQuestions: fc.Arbitrary<TextQuestion> = fc.record({
  type: fc.constant('text' as const),
  ...fieldsOfAnyType,
  answer: fc.array(fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...TEXTS) }, lineOfText), {
    minLength: 1,
    maxLength: 4,
  }),
  exact: fc.boolean(),
  typos: fc.boolean(),
});

/** Any number that can be an answer. JSON does not preserve -0. */
export const someNumber = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: -3, max: 3 }) },
  { weight: 1, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0) },
);

const numberQuestions: fc.Arbitrary<NumberQuestion> = fc.record({
  type: fc.constant('number' as const),
  ...fieldsOfAnyType,
  answer: someNumber,
  tolerance: fc.constantFrom(0, 0, 0.5, 2),
  unit: fc.constantFrom(undefined, 'year', '日'),
});

export const orderQuestions: fc.Arbitrary<OrderQuestion> = fc.record({
  type: fc.constant('order' as const),
  ...fieldsOfAnyType,
  items: fc.oneof(
    fc.uniqueArray(lineOfText, { minLength: 2, maxLength: 3 }),
    fc.uniqueArray(lineOfText, { minLength: 2, maxLength: 8 }),
  ),
});

const pollQuestions: fc.Arbitrary<PollQuestion> = fc.record({
  type: fc.constant('poll' as const),
  ...fieldsOfAnyType,
  points: fc.constant(0 as const),
  options: someOptions,
});

/** A question of any type. */
export const someQuestion: fc.Arbitrary<Question> = fc.oneof(
  choiceQuestions,
  multipleQuestions,
  booleanQuestions,
  textQuestions,
  numberQuestions,
  orderQuestions,
  pollQuestions,
);

/** The questions of a small quiz. */
export const someQuestions: fc.Arbitrary<Question[]> = fc.array(someQuestion, { minLength: 1, maxLength: 4 });

const someTeams = [
  ['Red', 'Blue'],
  ['Red', 'Blue', 'Größe'],
  ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'],
];

const someSettings: fc.Arbitrary<Settings> = fc.record({
  scoring: fc.constantFrom('speed', 'speed', 'accuracy', 'off'),
  streaks: fc.boolean(),
  timing: fc.constantFrom('fair' as const, 'strict' as const),
  shuffle: fc.constantFrom(null, 'questions', 'answers', 'both'),
  time: fc.constantFrom(0, 5, 20, 240),
  maxPlayers: fc.constantFrom(1, 3, 100, 100),
  lateJoin: fc.constantFrom(true, true, false),
  autoSubmit: fc.boolean(),
  timeFactor: fc.constantFrom(1, 1, 1.5, 0.5, 0),
  names: fc.constantFrom('own', 'own', 'generated'),
  teams: fc.constantFrom(null, ...someTeams),
  startAt: fc.constantFrom(null, null, 1, 3),
  autoAfter: fc.constantFrom(null, null, 1, 5),
});

/** The creation of any game. */
export const someGame = fc
  .record({ questions: someQuestions, settings: someSettings, seed: fc.string() })
  .map((options) => created(options));

/** Names of players: few enough to clash, some that look alike, and some invalid ones. */
const someName = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom('Ada', 'Bob', 'Cleo', 'Dan', 'Eve', 'Finn', '日本', 'Zoë') },
  {
    weight: 2,
    arbitrary: fc.constantFrom('ada', 'Аda', 'Ａda', 'B\u200Bob', '', ' ', '\u3164', 'x'.repeat(25)),
  },
  { weight: 1, arbitrary: anyText },
);

/**
 * One step in a game, after a while: a command, or the next deadline. If an answer's `question` is null, it is for the current
 * one.
 */
export type Step = { readonly waitMs: number } & (
  | { readonly type: 'due' }
  | { readonly type: 'command'; readonly wanted: Wanted }
  | { readonly type: 'allow'; readonly question: number; readonly answer: Given }
  | {
      readonly type: 'answer';
      readonly token: string;
      readonly question: number | null;
      readonly answer: Given;
      readonly game: number | undefined;
      readonly elapsed: number | undefined;
      readonly timing: AnswerTiming;
    }
);

/** A command that needs nothing from the game that it is for. */
type Wanted = Exclude<UntimedCommand, { type: 'answer' | 'allow' }>;

const someWait = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 3000 }) },
  { weight: 2, arbitrary: fc.constantFrom(0, 1, 499, 500, 3000, 9999, 10_000, 20_000) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 1e12 }) },
);

const someToken = fc.constantFrom('t0', 't1', 't2', 't3', 't4', 't5', 't6', 't7');

const someTeam = fc.constantFrom(
  undefined,
  undefined,
  'Red',
  'BLUE',
  'Rеd',
  'größe',
  'a',
  '',
  '\u200B',
  'nobody',
);

/** Derives a player's id from the token. A player who was removed and joins again gets another one: see `runStep`. */
function playerOf(token: string): string {
  return `player ${token}`;
}

const somePlayer = fc.oneof(
  { weight: 12, arbitrary: someToken.map(playerOf) },
  { weight: 1, arbitrary: fc.constantFrom('', 'nobody', '__proto__', 'constructor') },
);

/** A valid answer to the current question, selected by a number, or one that may be invalid. */
export type Given = { readonly fitting: number } | { readonly value: unknown };

/** Values that are valid answers to few questions or none. */
export const nonsense: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(-1, -0, 8, 0.5, Number.NaN, Infinity, -Infinity, '', ' ', '\u200B', '0'),
  fc.constantFrom<unknown>('length', '__proto__', null, undefined, true, 'x'.repeat(101), '\u001B[2J', 1n),
  fc.constantFrom<unknown>([], [0, 0], [1, -0], [0.5], [Number.NaN], [null], ['0'], [[0]], [0, 1, 99], [-1]),
  fc.constantFrom<unknown>(
    {},
    { length: 1, 0: 0 },
    Array(2),
    new Set([0]),
    Symbol('0'),
    () => 0,
    new Date(0),
  ),
  fc.anything({ withBigInt: true, withNullPrototype: true, withSparseArray: true }),
  anyText,
);

const someAnswer: fc.Arbitrary<Given> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ fitting: fc.nat(1000) }) },
  { weight: 1, arbitrary: fc.record({ value: nonsense }) },
);

/** Returns one of the valid answers to a question, made from what players see and not from the correct answer. */
export function validAnswer(type: Question['type'], asked: Asked, draw: number): unknown {
  const length = (asked.options ?? asked.items ?? []).length;
  switch (type) {
    case 'choice':
    case 'poll':
      return draw % length;
    case 'multiple':
      return subset(length, draw);
    case 'boolean':
      return draw % 2 === 0;
    case 'text':
      return TEXTS[draw % TEXTS.length];
    case 'number':
      return (draw % 7) - 3;
    case 'order':
      return permuter(String(draw))(Array.from({ length }, (_, index) => index));
  }
}

/** Returns some of the indexes below `length`, at least one. */
function subset(length: number, draw: number): number[] {
  const bits = (draw % (2 ** length - 1)) + 1;
  return Array.from({ length }, (_, index) => index).filter((index) => (bits >> index) % 2 === 1);
}

const hostCommands = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('start' as const, 'next' as const, 'next' as const) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      'skip' as const,
      'close' as const,
      'extend' as const,
      'pause' as const,
      'resume' as const,
    ),
  },
  { weight: 1, arbitrary: fc.constantFrom('lock' as const, 'unlock' as const, 'unlock' as const) },
  { weight: 1, arbitrary: fc.constant('reveal-podium' as const) },
);

const someWanted: fc.Arbitrary<Wanted> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .record({ name: someName, team: someTeam, tokenHash: someToken })
      .map(({ name, team, tokenHash }) => ({
        type: 'join' as const,
        player: playerOf(tokenHash),
        // A player with an empty name sends none.
        name: name === '' ? undefined : name,
        team,
        tokenHash,
      })),
  },
  { weight: 10, arbitrary: fc.record({ type: hostCommands }) },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant('reconnect' as const),
      tokenHash: fc.oneof({ weight: 4, arbitrary: someToken }, fc.constantFrom('m0', 'm1')),
    }),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('disconnect' as const), player: somePlayer }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('leave' as const), player: somePlayer }) },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('move' as const),
      player: somePlayer,
      // Joining players have other tokens, from which their ids are derived.
      tokenHash: fc.constantFrom('m0', 'm1', 'm2', 'm3', 't0'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('kick' as const), name: someName }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('readmit' as const), name: someName }) },
  {
    weight: 1,
    arbitrary: fc.oneof(
      fc.record({ type: fc.constant('rename' as const), name: someName, newName: someName }),
      fc.record({ type: fc.constant('change-name' as const), player: somePlayer, name: someName }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('give-points' as const),
      name: someName,
      points: fc.integer({ min: -1500, max: 1500 }),
      reason: fc.constantFrom(undefined, 'For the joke'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.oneof(
      fc.record({ type: fc.constant('remove-away' as const) }),
      fc.record({ type: fc.constant('remove' as const), players: fc.array(somePlayer, { maxLength: 2 }) }),
    ),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('deadline-passed' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('void' as const),
      question: fc.integer({ min: -1, max: 4 }),
      reason: fc.constantFrom(undefined, '', 'It was unclear'),
    }),
  },
);

/** Rare, because otherwise few games would reach the podium on their own. */
const end = fc.constant({ type: 'end' as const });

/** Any timing of an answer, as a room may find it. */
export const someTiming: fc.Arbitrary<AnswerTiming> = fc
  .record({
    startDelayMs: fc.integer({ min: 0, max: 500 }),
    explainedMs: fc.integer({ min: 30, max: 1000 }),
    roundTripMs: fc.integer({ min: 0, max: 1000 }),
  })
  .map((timing) => ({
    ...timing,
    boundMs: Math.min(timing.explainedMs, 250),
    graceMs: timing.startDelayMs + 250,
  }));

/** Any claim of a client. */
export const someElapsed = fc.oneof(
  fc.constantFrom(undefined, 0),
  fc.double({ min: 0, max: 30_000, noNaN: true }),
  fc.double({ min: 0, noNaN: true }),
);

const someStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 40,
    arbitrary: fc.record({ type: fc.constant('command' as const), waitMs: someWait, wanted: someWanted }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constant('command' as const), waitMs: someWait, wanted: end }),
  },
  { weight: 10, arbitrary: fc.record({ type: fc.constant('due' as const), waitMs: fc.constant(0) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant('allow' as const),
      waitMs: someWait,
      question: fc.integer({ min: -1, max: 4 }),
      answer: someAnswer,
    }),
  },
  {
    weight: 40,
    arbitrary: fc.record({
      type: fc.constant('answer' as const),
      waitMs: someWait,
      token: someToken,
      question: fc.oneof(
        { weight: 12, arbitrary: fc.constant(null) },
        { weight: 1, arbitrary: fc.constantFrom(-1, 0, 1, 2, 3, 1e9, 0.5, Number.NaN) },
      ),
      answer: someAnswer,
      game: fc.constantFrom(undefined, undefined, undefined, 1, 1, 1, 2),
      elapsed: someElapsed,
      timing: someTiming,
    }),
  },
);

/** Any sequence of steps by the host, players, connections and the clock, in time that never goes back. */
export const someSteps: fc.Arbitrary<Step[]> = fc.array(someStep, {
  minLength: 20,
  maxLength: 120,
  size: 'max',
});

/** Runs one step in a game. In commands other than `join`, a player's id stands for the newest player with that token. */
export function runStep(test: TestGame, step: Step): ReturnType<TestGame['run']> {
  test.advance(step.waitMs);
  switch (step.type) {
    case 'due':
      test.now = Math.max(test.now, test.dueAt() ?? 0);
      return test.run({ type: 'deadline-passed' });
    case 'command':
      return test.run(withUniqueIds(test, step.wanted));
    case 'allow': {
      const closed = test.game.closedQuestions.find(({ index }) => index === step.question);
      const answer = valueOf(step.answer, closed?.round ?? null);
      return test.run({ type: 'allow', question: step.question, answer });
    }
    case 'answer': {
      const { token, game, elapsed, timing } = step;
      const question = step.question ?? test.game.round?.index ?? 0;
      const answer = valueOf(step.answer, test.game.round);
      const player = newestId(test, playerOf(token));
      return test.run({ type: 'answer', player, question, answer, game, elapsed, timing });
    }
  }
}

/** Gives each new player an id of their own, as a room does. */
function withUniqueIds(test: TestGame, wanted: Wanted): Wanted {
  if (wanted.type === 'join') {
    const isTaken = test.events.some(
      (event) => event.type === 'player-joined' && event.player === wanted.player,
    );
    return isTaken ? { ...wanted, player: `${newestId(test, wanted.player)}'` } : wanted;
  }
  if (wanted.type === 'remove') return { ...wanted, players: wanted.players.map((id) => newestId(test, id)) };
  return 'player' in wanted ? { ...wanted, player: newestId(test, wanted.player) } : wanted;
}

function newestId({ events }: TestGame, id: string): string {
  const joined = events.findLast(
    (event) => event.type === 'player-joined' && event.player.replaceAll("'", '') === id,
  );
  return joined?.type === 'player-joined' ? joined.player : id;
}

function valueOf(given: Given, round: Round | null): unknown {
  if ('value' in given) return given.value;
  return round ? validAnswer(round.question.type, round.rules.asked, given.fitting) : given.fitting;
}

/** Checks a property of any game. */
export function inAnyGame(check: (test: TestGame, steps: readonly Step[]) => void, numRuns = 100): void {
  try {
    for (const [start, steps] of sampleOfGames(numRuns)) check(new TestGame(start), steps);
  } catch (error) {
    // Finds the smallest game that fails, and reports it with the seed.
    const property = fc.property(someGame, someSteps, (start, steps) => check(new TestGame(start), steps));
    fc.assert(property, { numRuns, seed: gamesSeed });
    throw error;
  }
}

const gamesSeed = Math.trunc(Math.random() * 2 ** 31);

/** Generates games once for all properties, because that takes longer than most checks. */
function sampleOfGames(count: number): readonly GeneratedGame[] {
  if (sampledGames.length < count)
    sampledGames = fc.sample(fc.tuple(someGame, someSteps), { numRuns: count, seed: gamesSeed });
  return sampledGames.slice(0, count);
}

type GeneratedGame = readonly [start: ConstructorParameters<typeof TestGame>[0], steps: readonly Step[]];

let sampledGames: readonly GeneratedGame[] = [];

/** Checks a property of any game after each of its steps. */
export function afterAnyChange(check: (test: TestGame) => void, numRuns?: number): void {
  inAnyGame((test, steps) => {
    check(test);
    for (const step of steps) {
      const decision = runStep(test, step);
      if (decision.ok && decision.events.length > 0) check(test);
    }
  }, numRuns);
}
