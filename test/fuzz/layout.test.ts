import { setImmediate } from 'node:timers/promises';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePlayerName } from '../../source/game/names/player-name.ts';
import type { Answer } from '../../source/quiz/questions/question-type.ts';
import type { QuestionTypeName } from '../../source/quiz/questions/shown-question.ts';
import type { Size } from '../../source/terminal/hooks/use-size.ts';
import type { ThemeOptions } from '../../source/terminal/theme.ts';
import { widthOf } from '../../source/text/width.ts';
import type { AskedQuestion } from '../../source/view/stage.ts';
import { hostileText } from '../helpers/hostile-texts.ts';
import { keys } from '../helpers/keys.ts';
import type { Drawn } from '../helpers/render.tsx';
import { host, player, replay, watcher } from '../terminal/apps.tsx';
import {
  NOW,
  type Phase,
  inOrder,
  lobby,
  multipleChoice,
  open,
  opinion,
  place,
  podium,
  question,
  ready,
  reveal,
  stage,
  standings,
  teams,
  trueOrFalse,
  typedNumber,
  typedText,
} from '../terminal/stages.ts';
import { FUZZ_TIMEOUT_MS, SEED, oneIn } from './runs.ts';

/** As many as a quick test can afford. */
const QUICK_RUNS = 12;

const someSize: fc.Arbitrary<Size> = fc.oneof(
  fc.constantFrom<Size[]>(
    { columns: 40, rows: 12 },
    { columns: 80, rows: 24 },
    { columns: 120, rows: 40 },
    { columns: 200, rows: 60 },
  ),
  fc.record({ columns: fc.integer({ min: 40, max: 200 }), rows: fc.integer({ min: 12, max: 60 }) }),
);

const someTheme: fc.Arbitrary<ThemeOptions> = fc.record({
  ascii: fc.boolean(),
  colorDepth: fc.constantFrom(1, 4, 8, 24),
});

/** Names as the rules accept them, however wide. */
const someName = hostileText.map((text) => parsePlayerName(text) || 'Ada');

/** What decorates a word: nothing, or characters two cells wide. */
const someScript = fc.constantFrom('', '日', '👩‍💻', 'é');

/** How many words a text has: usually few, and at most as many as a quiz may contain. */
const fewOrMany = (most: number) =>
  fc.oneof({ weight: 2, arbitrary: fc.integer({ min: 1, max: 12 }) }, fc.integer({ min: 1, max: most }));

const samples = [question, trueOrFalse, multipleChoice, typedText, typedNumber, inOrder, opinion];
const asked = Object.fromEntries(samples.map((each) => [each.type, each]));

/** A question whose words all differ, so that each of them can be found on the screen. */
const someQuestion: fc.Arbitrary<AskedQuestion> = fc
  .record({
    type: fc.constantFrom<QuestionTypeName[]>(...samples.map(({ type }) => type)),
    script: someScript,
    words: fewOrMany(80),
    choices: fc.integer({ min: 2, max: 8 }),
    choiceWords: fewOrMany(28),
    codeLines: fc.oneof(fc.constant(0), fewOrMany(60)),
    codeWords: fewOrMany(24),
  })
  .map(({ type, script, words, choices, choiceWords, codeLines, codeWords }) => {
    const { options, items, ...sample } = asked[type] ?? question;
    const texts = Array.from({ length: choices }, (_, index) =>
      wordsOf(`${'abcdefgh'[index]}`, choiceWords, script),
    );
    const code = Array.from({ length: codeLines }, (_, row) => wordsOf(`c${row}x`, codeWords, '')).join('\n');
    return {
      ...sample,
      text: wordsOf('q', words, script),
      ...(options && { options: texts }),
      ...(items && { items: texts }),
      ...(codeLines > 0 && { code: { language: 'ts', text: code } }),
    };
  });

/** `日q0; 日q1; 日q2;` */
function wordsOf(prefix: string, count: number, script: string): string {
  return Array.from({ length: count }, (_, index) => `${script}${prefix}${index};`).join(' ');
}

const someQuestionStage: fc.Arbitrary<Phase> = fc
  .record({
    question: someQuestion,
    limit: fc.constantFrom(5, 20, 240, null),
    isPaused: fc.boolean(),
    explanation: fewOrMany(100),
    isRevealed: fc.boolean(),
  })
  .map(({ question: asks, limit, isPaused, explanation, isRevealed }) =>
    isRevealed
      ? { ...reveal(asks), explanation: wordsOf('x', explanation, '') }
      : {
          ...open(asks),
          closesAt: limit === null ? null : NOW + limit * 1000,
          pausedAt: isPaused ? NOW + 1000 : null,
        },
  );

const someOtherStage: fc.Arbitrary<Phase> = fc
  .record({
    phase: fc.constantFrom('lobby' as const, 'ready' as const, 'standings' as const, 'podium' as const),
    names: fc.array(someName, { maxLength: 50 }),
    teams: fc.constantFrom(0, 0, 2, 8),
    best: fc.constantFrom(0, 9, 12_480, 9_999_999),
    question: someQuestion,
  })
  .map(({ phase, names, teams: count, best, question: asks }) => {
    const top = names
      .slice(0, 10)
      .map((name, index) => place(index + 1, name, Math.floor(best / (index + 1)), index - 4, best % 1000));
    const withTeams = count > 0 && { teams: teams(count) };
    switch (phase) {
      case 'lobby':
        return {
          ...lobby(names),
          ...(count > 0 && {
            teams: teams(count).map(({ name }, index) => ({ name, players: index * names.length })),
            names: names.map((name, index) => ({ name, team: teams(count)[index % count]?.name ?? null })),
          }),
        };
      case 'ready':
        return ready(asks);
      case 'standings':
        return { ...standings(top), ...withTeams };
      case 'podium':
        return { ...podium(top), ...withTeams };
    }
  });

const somePhase = fc.oneof({ weight: 3, arbitrary: someQuestionStage }, someOtherStage);

interface Scene {
  readonly phase: Phase;
  readonly size: Size;
  readonly theme: ThemeOptions;
  readonly name: string;
  /** Whether the player has given an answer. */
  readonly hasAnswered: boolean;
}

const seats: Readonly<Record<string, (scene: Scene) => Drawn>> = {
  'the host': ({ phase, size, theme }) => host(stage(phase), size, theme),
  'a watcher': ({ phase, size, theme }) => watcher(stage(phase), size, theme),
  'a replay': ({ phase, size, theme }) => replay(stage(phase), {}, size, { theme }),
  'a player': ({ phase, size, theme, name, hasAnswered }) => {
    if (phase.phase !== 'reveal') return player(phase, {}, size, theme, { name });
    const answer = hasAnswered ? answerTo(phase.question) : null;
    const result = { correct: true, points: 920, streakBonus: 100, answer, time: 2000 };
    return player(phase, { result }, size, theme, { name });
  },
};

/** Returns an answer that the reveal marks. Items stay in the order asked, which puts all but the middle one in the wrong place. */
function answerTo({ type, items = [] }: AskedQuestion): Answer {
  switch (type) {
    case 'choice':
    case 'poll':
      return 1;
    case 'multiple':
      return [0, 1];
    case 'order':
      return items.map((_, index) => index);
    case 'boolean':
      return false;
    case 'text':
      return 'Connection';
    case 'number':
      return 1991;
  }
}

const someScene: fc.Arbitrary<Scene> = fc.record({
  phase: somePhase,
  size: someSize,
  theme: someTheme,
  name: someName,
  hasAnswered: fc.boolean(),
});

describe(`the screen of (seed ${SEED})`, () => {
  it.each(Object.entries(seats))(
    '%s fits any terminal and loses nothing of any question',
    { timeout: FUZZ_TIMEOUT_MS },
    async (name, show) => {
      const property = fc.asyncProperty(someScene, async (scene) => {
        const drawn = show(scene);
        try {
          await expectAll(drawn, scene);
        } finally {
          drawn.unmount();
        }
      });
      await fc.assert(property, { numRuns: oneIn(500, QUICK_RUNS), seed: seedNumber(name) });
    },
  );
});

async function expectAll(drawn: Drawn, { phase, size }: Scene): Promise<void> {
  expectToFit(drawn, size);
  if (phase.phase === 'question') expectClock(drawn, phase.closesAt === null ? null : phase);
  if (phase.phase !== 'question' && phase.phase !== 'reveal') return;
  const { text, options = [], items = [], code } = phase.question;
  const explanation = phase.phase === 'reveal' ? (phase.explanation ?? '') : '';
  const words = [text, ...options, ...items, explanation, code?.text ?? ''].flatMap((part) =>
    part.split(/\s+/u).filter((word) => word !== ''),
  );
  let seen = drawn.screen();
  const isMissing = (word: string) => !new RegExp(`(?<![a-z0-9])${word}`, 'u').test(seen);
  if (!words.some(isMissing)) return;
  const footer = drawn.rows().at(-1) ?? '';
  expect(footer, `${words.filter(isMissing).join(' ')} in\n${drawn.screen()}`).toMatch(/\[ \]|PgDn/u);
  // If both the explanation and the code scroll, a narrow footer has room only for the explanation's keys.
  for (const key of footer.includes('[ ]') ? [']', keys.pageDown] : [keys.pageDown]) {
    while (await pressed(drawn, key)) {
      expectToFit(drawn, size);
      if (phase.phase === 'question') expectClock(drawn, phase.closesAt === null ? null : phase);
      seen += `\n${drawn.screen()}`;
    }
  }
  expect(words.filter(isMissing), drawn.screen()).toEqual([]);
}

function expectToFit({ rows, screen }: Drawn, { columns, rows: height }: Size): void {
  const lines = rows();
  expect(lines).toHaveLength(height);
  const widest = Math.max(...lines.map((line) => widthOf(line)));
  expect(widest, screen()).toBeLessThanOrEqual(columns);
  expect(lines.at(-1), screen()).toMatch(/(?:\? +keys|q +leave|Esc +leave)$/u);
}

/** Expects the seconds left, or that there is no limit, and whether the game is paused. */
function expectClock({ rows, screen }: Drawn, timed: { readonly pausedAt: number | null } | null): void {
  const body = rows().slice(1, -1).join('\n');
  expect(body, screen()).toMatch(timed ? /\d s\b/u : /no time limit/u);
  if (timed?.pausedAt) expect(body, screen()).toContain('PAUSED');
}

/** Presses a key, and returns whether the screen has changed. */
async function pressed(drawn: Drawn, key: string): Promise<boolean> {
  const before = drawn.screen();
  drawn.press(key);
  for (let turn = 0; turn < TURNS; turn++) {
    await setImmediate();
    if (drawn.screen() !== before) return true;
  }
  return false;
}

/** Turns of the event loop within which a key's effect is drawn. */
const TURNS = 10;

function seedNumber(purpose: string): number {
  return [...`${SEED} ${purpose}`].reduce((sum, character) => (sum * 31 + character.charCodeAt(0)) | 0, 7);
}
