import type {
  AskedQuestion,
  LobbyStage,
  PodiumStage,
  QuestionStage,
  ReadyStage,
  RevealStage,
  Stage,
  Standing,
  StandingsStage,
} from '../../source/view/stage.ts';

/** The server's clock in these tests. */
export const NOW = 1_000_000;

export const now = () => NOW;

/** What a stage is of one phase. */
export type Phase = LobbyStage | ReadyStage | QuestionStage | RevealStage | StandingsStage | PodiumStage;

let version = 0;

/** The phase with what every stage has. */
export function stage(phase: Phase, players = 37): Stage {
  version += 1;
  return { type: 'stage', version, game: 1, players, connected: players, ...phase };
}

export const question: AskedQuestion = {
  index: 2,
  total: 12,
  type: 'choice',
  text: 'Which status switches protocols?',
  options: ['101', '200', '426', '302'],
  points: 1000,
  time: 20,
};

export const trueOrFalse: AskedQuestion = {
  index: 2,
  total: 12,
  type: 'boolean',
  text: 'Zero is even.',
  points: 1000,
  time: 20,
};

/** As long as a quiz may have it: 300 characters and eight options of 120. */
export const longest: AskedQuestion = {
  ...question,
  text: `${'word '.repeat(58)}last text.`,
  options: Array.from({ length: 8 }, (_, index) => `${index + 1} ${'more '.repeat(22)}last(${index + 1})`),
};

export const withCode: AskedQuestion = {
  ...question,
  code: {
    language: 'ts',
    text: Array.from({ length: 8 }, (_, row) => `const line${row + 1} = ${row};`).join('\n'),
  },
};

const wide: AskedQuestion = {
  ...question,
  text: '日本語の質問はとても長いので折り返さなければなりません。'.repeat(5),
  options: ['日本語の選択肢'.repeat(5), '👩‍👩‍👧‍👦 family', '한국어', 'é'.repeat(60)],
};

export const lobby = (names: readonly string[] = ['Ada', 'Linus'], locked = false): LobbyStage => ({
  phase: 'lobby',
  names,
  locked,
});

export const ready = (asked: AskedQuestion = question): ReadyStage => ({
  phase: 'ready',
  question: { index: asked.index, total: asked.total, type: asked.type, text: asked.text },
  opensAt: NOW + 3000,
  pausedAt: null,
});

export const open = (asked: AskedQuestion = question): QuestionStage => ({
  phase: 'question',
  question: asked,
  openedAt: NOW,
  closesAt: NOW + 20_000,
  pausedAt: null,
  answered: 12,
});

export const reveal = (asked: AskedQuestion = question): RevealStage => ({
  phase: 'reveal',
  question: asked,
  correct: asked.type === 'boolean' ? true : 0,
  distribution: asked.type === 'boolean' ? [20, 12] : (asked.options ?? []).map((_, index) => index * 3),
  explanation: 'Because the specification says so.',
});

export const standings = (top: readonly Standing[] = places(10)): StandingsStage => ({
  phase: 'standings',
  top,
});

export const podium = (top: readonly Standing[] = places(10)): PodiumStage => ({
  phase: 'podium',
  top,
  questions: [
    { index: 0, correct: 20, answered: 36 },
    { index: 1, correct: 3, answered: 30 },
  ],
});

export function place(rank: number, name: string, score: number, change: number | null = 0): Standing {
  return { rank, name, team: null, score, change };
}

/** The first places, with names of every width. */
export function places(count: number): Standing[] {
  const names = ['Ada', '山田太郎', '👩‍💻 Coder', 'M'.repeat(24), '日'.repeat(12)];
  return Array.from({ length: count }, (_, index) =>
    place(index + 1, names[index] ?? `Player ${index + 1}`, 12_480 - index * 937, index - 3),
  );
}

/** Every phase with ordinary and with extreme contents, by what it is. */
export const everyPhase: Readonly<Record<string, Phase>> = {
  'an empty lobby': lobby([]),
  'a lobby': lobby(['Ada', '山田太郎', 'M'.repeat(24)], true),
  'a full lobby': lobby(Array.from({ length: 50 }, (_, index) => `Player ${index}`)),
  'a question announced': ready(),
  'a long question announced': ready(longest),
  'a wide question announced': ready(wide),
  'a question': open(),
  'a question without a limit': { ...open(), closesAt: null },
  'a paused question': { ...open(), pausedAt: NOW + 5000 },
  'a true-or-false question': open(trueOrFalse),
  'the longest question': open(longest),
  'a wide question': open(wide),
  'a question with code': open(withCode),
  'the longest question with code': open({ ...longest, ...(withCode.code && { code: withCode.code }) }),
  'a reveal': reveal(),
  'a true-or-false reveal': reveal(trueOrFalse),
  'the longest reveal': { ...reveal(longest), explanation: 'because '.repeat(75) },
  'a wide reveal': reveal(wide),
  standings: standings(),
  'standings of nobody': standings([]),
  'a podium': podium(),
  'a podium of one': podium(places(1)),
  'a podium of nobody': podium([]),
};
