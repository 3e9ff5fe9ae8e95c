import * as fc from 'fast-check';
import { awardTypes } from '../../source/view/awards.ts';
import { questionTypeNames } from '../../source/quiz/questions/shown-question.ts';
import { TOKEN } from './scripted-server.ts';

/** Texts that are hard to lay out, up to a length. */
function someText(maximum: number): fc.Arbitrary<string> {
  const parts = [
    '',
    'Ada',
    'x',
    ' ',
    '日',
    'e\u0301\u0302',
    '👩🏽',
    '\u202E',
    '\u001B[2J',
    'กำ',
    'क्ष',
    '\u200D',
  ];
  return fc
    .tuple(fc.constantFrom(...parts), fc.constantFrom(1, 2, 30, maximum))
    .map(([part, times]) => part.repeat(times).slice(0, maximum));
}

const someCount = fc.constantFrom(0, 1, 2, 7, 1000, 999_999_999);
const someTime = fc.constantFrom(0, 1, 999_999.5, 1_000_000, 1_020_000, 4e12, 8.64e15);
const someVersion = fc.oneof(fc.nat(50), fc.constantFrom(1e12, 2 ** 53 - 1));
const someName = someText(200);
/** Few, so that different questions share an index. */
const someIndex = fc.constantFrom(0, 0, 1, 999);

const someIndexes = fc.array(fc.integer({ min: -1, max: 8 }), { maxLength: 8 });

const someAnswer: fc.Arbitrary<number | boolean | string | number[]> = fc.oneof(
  fc.constantFrom(0, 1, 7, -1, 0.5, 1e300, -1e-300),
  fc.boolean(),
  someText(100),
  someIndexes,
);

function optional<Value>(value: fc.Arbitrary<Value>) {
  return fc.option(value, { nil: undefined });
}

function nullable<Value>(value: fc.Arbitrary<Value>) {
  return fc.option(value);
}

const someOptions = fc.array(someText(240), { minLength: 2, maxLength: 8 });

const someCode = fc.record({
  language: fc.constantFrom('ts', 'rust', 'bash', 'x', '日'.repeat(30)),
  text: fc
    .tuple(fc.constantFrom('a', '`${', '/*', '日', '\n', ' '), fc.constantFrom(1, 40, 400))
    .map(([part, times]) => part.repeat(times)),
});

const announced = {
  index: someIndex,
  total: someCount,
  text: someText(600),
  points: someCount,
  time: someCount,
};

const someAsked = fc.record({
  ...announced,
  type: fc.constantFrom(...questionTypeNames),
  code: optional(someCode),
  options: fc.oneof(someOptions, someOptions, fc.constant(undefined)),
  items: fc.oneof(someOptions, someOptions, fc.constant(undefined)),
  unit: optional(someText(20)),
});

const stageFields = {
  type: fc.constant('stage' as const),
  version: someVersion,
  game: fc.constantFrom(1, 1, 2),
  title: someText(100),
  players: someCount,
  connected: someCount,
};

const someStanding = fc.record({
  rank: fc.integer({ min: 1, max: 10 }),
  name: someName,
  team: nullable(someName),
  score: someCount,
  change: fc.constantFrom(null, 0, 1, -999_999_999),
  gain: someCount,
});

const standings = {
  top: fc.array(someStanding, { maxLength: 10 }),
  teams: optional(fc.array(someStanding, { maxLength: 8 })),
};

/** The fields of a reveal besides its question, some of which fit the question. */
const someReveal = fc
  .record({
    question: someAsked,
    chosen: fc.nat(7),
    any: someAnswer,
    isFitting: fc.integer({ max: 9, min: 0 }),
  })
  .map(({ question, chosen, any, isFitting }) => {
    const { type, options = [], items = [] } = question;
    const index = chosen % Math.max(1, options.length);
    const fitting = {
      choice: { correct: index, distribution: options.map(() => chosen) },
      multiple: { correct: [index], distribution: options.map(() => chosen) },
      poll: { correct: null, distribution: options.map(() => chosen) },
      boolean: { correct: chosen > 3, distribution: [chosen, 999_999_999] },
      order: { correct: items.map((_, at) => items.length - 1 - at), distribution: [chosen, 0] },
      text: {
        correct: 'x'.repeat(100),
        distribution: [
          { answer: 'a', count: chosen, correct: false },
          { answer: 'a', count: 1, correct: true },
        ],
      },
      number: { correct: -1e-300, distribution: [{ answer: 1e300, count: chosen, correct: true }] },
    }[type];
    const correctCount = type === 'poll' ? null : chosen;
    return { question, correctCount, ...(isFitting > 0 ? fitting : { ...fitting, correct: any }) };
  });

const waiting = { continuesAt: nullable(someTime), pausedAt: nullable(someTime) };

export const someStage: fc.Arbitrary<object> = fc.oneof(
  fc.record({
    ...stageFields,
    phase: fc.constant('lobby'),
    names: fc.array(fc.record({ name: someName, team: nullable(someName) }), { maxLength: 50 }),
    teams: optional(fc.array(fc.record({ name: someName, players: someCount }), { maxLength: 8 })),
    locked: fc.boolean(),
    questions: someCount,
    seconds: someCount,
    startAt: nullable(someCount),
    auto: nullable(someCount),
    ...waiting,
  }),
  fc.record({
    ...stageFields,
    phase: fc.constant('ready'),
    question: fc.record({ ...announced, type: fc.constantFrom(...questionTypeNames) }),
    opensAt: someTime,
    pausedAt: nullable(someTime),
  }),
  ...Array<fc.Arbitrary<object>>(3).fill(
    fc.record({
      ...stageFields,
      phase: fc.constant('question'),
      question: someAsked,
      openedAt: someTime,
      closesAt: nullable(someTime),
      pausedAt: nullable(someTime),
      answered: someCount,
      autoSubmit: fc.boolean(),
    }),
  ),
  fc
    .record({
      ...stageFields,
      phase: fc.constant('reveal'),
      answered: someCount,
      explanation: optional(someText(600)),
      ...waiting,
      more: someReveal,
    })
    .map(({ more, ...stage }) => ({ ...stage, ...more })),
  fc.record({ ...stageFields, phase: fc.constant('standings'), ...standings, ...waiting }),
  fc.record({
    ...stageFields,
    phase: fc.constant('podium'),
    shownAt: someTime,
    ...standings,
    more: someCount,
    awards: fc.array(
      fc.record({
        type: fc.constantFrom(...awardTypes),
        names: fc.array(someName, { maxLength: 2 }),
        more: someCount,
        value: fc.double({ min: 0, noNaN: true }),
      }),
      { maxLength: 4 },
    ),
    questions: fc.array(fc.record({ index: someIndex, correct: someCount, answered: someCount }), {
      maxLength: 3,
    }),
  }),
);

const someResult = fc.record({
  correct: fc.boolean(),
  points: someCount,
  streakBonus: someCount,
  answer: nullable(someAnswer),
  time: nullable(someTime),
});

export const someYou: fc.Arbitrary<object> = fc.record({
  type: fc.constant('you'),
  version: someVersion,
  now: someTime,
  name: someName,
  question: nullable(someIndex),
  score: someCount,
  rank: nullable(someCount),
  streak: someCount,
  answered: fc.boolean(),
  answer: nullable(someAnswer),
  result: nullable(someResult),
  ahead: optional(nullable(fc.record({ name: someName, by: someCount }))),
  note: optional(someText(300)),
  summary: optional(
    fc.record({
      correct: someCount,
      questions: someCount,
      bestStreak: someCount,
      fastest: nullable(someTime),
    }),
  ),
});

const someOther: fc.Arbitrary<object> = fc.oneof(
  fc.record({
    type: fc.constant('counts'),
    version: someVersion,
    stage: someVersion,
    players: someCount,
    connected: someCount,
    answered: optional(someCount),
  }),
  fc.record({
    type: fc.constant('welcome'),
    protocol: someCount,
    version: someText(64),
    now: someTime,
    player: nullable(fc.record({ id: someText(64), name: someName, team: nullable(someName) })),
    token: fc.constantFrom(null, TOKEN, 'another-token-of-30-characters', 'x\r\nY: z'),
    quiz: fc.record({ title: someText(100), questions: fc.constantFrom(0, 1, 1000) }),
    page: fc.boolean(),
  }),
  fc
    .record({ reveal: someReveal, explanation: optional(someText(600)), result: nullable(someResult) })
    .map(({ reveal: { question, correct }, ...more }) => ({ type: 'review', question, correct, ...more })),
  fc.record({
    type: fc.constant('move'),
    code: fc.constantFrom('K7QX2M9P', 'WMWMWMWM', 'k7qx2m9p'),
    expiresAt: someTime,
  }),
  fc.record({ type: fc.constant('pong'), id: someCount }),
  fc.record({
    type: fc.constant('rejected'),
    code: fc.constantFrom('wrong-pin', 'rate-limited', 'kicked', 'moved', 'too-late', 'new', '__proto__'),
    message: someText(200),
    question: optional(someIndex),
  }),
  fc.record({
    type: fc.constant('bye'),
    code: fc.constantFrom('kicked', 'ended', 'host-left', 'replaced', 'moved', 'new'),
    message: someText(200),
  }),
);

/** A message that a hostile host may send. Most are valid, with any values within the bounds. */
export const someMessage: fc.Arbitrary<object> = fc.oneof(
  { weight: 6, arbitrary: someStage },
  { weight: 4, arbitrary: someYou },
  { weight: 3, arbitrary: someOther },
);

/** Replaces one place in a message by any value. */
const damaged: fc.Arbitrary<string> = fc
  .record({ message: someMessage, place: fc.nat(40), value: fc.jsonValue() })
  .map(({ message, place, value }) => {
    let visited = 0;
    return JSON.stringify(message, (_, old: unknown) => (visited++ === place ? value : old)) ?? '';
  });

/** What a hostile host may send: messages, damaged ones, and anything else. */
export const someSent: fc.Arbitrary<string> = fc.oneof(
  { weight: 8, arbitrary: someMessage.map((message) => JSON.stringify(message)) },
  { weight: 2, arbitrary: damaged },
  { weight: 1, arbitrary: fc.oneof(fc.json(), fc.string(), fc.constant('['.repeat(10_000))) },
);
