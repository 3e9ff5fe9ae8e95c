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
  TeamStanding,
} from '../../source/view/stage.ts';

/** The time on the server's clock. */
export const NOW = 1_000_000;

export const now = () => NOW;

/** The part of a stage that depends on its phase. */
export type Phase = LobbyStage | ReadyStage | QuestionStage | RevealStage | StandingsStage | PodiumStage;

let version = 0;

/** Completes a phase to a stage. */
export function stage(phase: Phase, players = 37): Stage {
  version += 1;
  return {
    type: 'stage',
    version,
    game: 1,
    title: 'HTTP and WebSockets',
    players,
    connected: players,
    ...phase,
  };
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

/** About the longest question that 80 × 24 shows in full: 300 characters, and eight options of 120. */
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

const plain = { index: 2, total: 12, points: 1000, time: 20 } as const;

export const multipleChoice: AskedQuestion = {
  ...question,
  type: 'multiple',
  text: 'Which of these are informational?',
};

export const typedText: AskedQuestion = { ...plain, type: 'text', text: 'Which header asks for the switch?' };

export const typedNumber: AskedQuestion = {
  ...plain,
  type: 'number',
  text: 'When was WebSocket standardized?',
  unit: 'AD',
};

export const inOrder: AskedQuestion = {
  ...plain,
  type: 'order',
  text: 'Order these by number.',
  items: ['302', '101', '426', '200'],
};

export const opinion: AskedQuestion = { ...question, type: 'poll', text: 'Which do you like?', points: 0 };

/** Adds more code to a question than fits on any screen. */
export function withLongCode(asked: AskedQuestion): AskedQuestion {
  const text = Array.from({ length: 60 }, (_, row) => `line ${row + 1}; ${'// more '.repeat(20)}`).join('\n');
  return { ...asked, code: { language: 'ts', text } };
}

const ofEachType = [question, trueOrFalse, multipleChoice, typedText, typedNumber, inOrder, opinion];

const wide: AskedQuestion = {
  ...question,
  text: '日本語の質問はとても長いので折り返さなければなりません。'.repeat(5),
  options: ['日本語の選択肢'.repeat(5), '👩‍👩‍👧‍👦 family', '한국어', 'é'.repeat(60)],
};

export const lobby = (names: readonly string[] = ['Ada', 'Linus'], locked = false): LobbyStage => ({
  phase: 'lobby',
  names: names.map((name) => ({ name, team: null })),
  locked,
  questions: 16,
  seconds: 480,
  startAt: null,
  auto: null,
  continuesAt: null,
  pausedAt: null,
});

/** A lobby whose players join this number of teams in turn. */
export function teamLobby(names: readonly string[], count: number): LobbyStage {
  const { length } = names;
  const teamNames = teams(count).map(({ name }) => name);
  return {
    ...lobby(),
    names: names.map((name, index) => ({ name, team: teamNames[index % count] ?? null })),
    teams: teamNames.map((name, index) => ({ name, players: Math.ceil((length - index) / count) })),
  };
}

export const ready = (asked: AskedQuestion = question): ReadyStage => ({
  phase: 'ready',
  question: {
    index: asked.index,
    total: asked.total,
    type: asked.type,
    text: asked.text,
    points: asked.points,
    time: asked.time,
  },
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
  autoSubmit: true,
});

export const reveal = (asked: AskedQuestion = question): RevealStage => ({
  phase: 'reveal',
  question: asked,
  ...outcomeOf(asked),
  answered: 29,
  correctCount: asked.type === 'poll' ? null : 17,
  explanation: 'Because the specification says so.',
  continuesAt: null,
  pausedAt: null,
});

function outcomeOf(asked: AskedQuestion): Pick<RevealStage, 'correct' | 'distribution'> {
  const counts = (asked.options ?? []).map((_, index) => index * 3);
  switch (asked.type) {
    case 'boolean':
      return { correct: true, distribution: [20, 12] };
    case 'multiple':
      return { correct: [0, 3], distribution: counts };
    case 'text':
      return { correct: 'Upgrade', distribution: frequent(['Upgrade', 'Connection', 'x'.repeat(100)]) };
    case 'number':
      return { correct: 2011, distribution: frequent([2011, 1991, 2010.5]) };
    case 'order':
      return { correct: (asked.items ?? []).map((_, index) => index).toReversed(), distribution: [5, 8] };
    case 'poll':
      return { correct: null, distribution: counts };
    case 'choice':
      return { correct: 0, distribution: counts };
  }
}

/** Counts for eight answers, starting with the given ones. */
function frequent(answers: readonly (string | number)[]) {
  return Array.from({ length: 8 }, (_, index) => ({
    answer: answers[index] ?? index,
    count: [20, 5, 1][index] ?? 0,
    correct: index === 0 || answers[index] === 1991,
  }));
}

export const standings = (top: readonly Standing[] = places(10)): StandingsStage => ({
  phase: 'standings',
  top,
  continuesAt: null,
  pausedAt: null,
});

export const podium = (top: readonly Standing[] = places(10)): PodiumStage => ({
  phase: 'podium',
  shownAt: 0,
  top,
  more: 0,
  awards: [],
  questions: [
    { index: 0, correct: 20, answered: 36 },
    { index: 1, correct: 3, answered: 30 },
  ],
});

/** Standings with this number of teams. */
export function teams(count: number): TeamStanding[] {
  const names = ['Red', '青チーム', 'M'.repeat(24)];
  return Array.from({ length: count }, (_, index) => ({
    rank: index + 1,
    name: names[index] ?? `Team ${index + 1}`,
    score: 8000 - index * 500,
    change: 1 - index,
  }));
}

export function place(
  rank: number,
  name: string,
  score: number,
  change: number | null = 0,
  gain = 0,
): Standing {
  return { rank, name, team: null, score, change, gain };
}

/** Standings with this number of players, whose names have all widths. */
export function places(count: number): Standing[] {
  const names = ['Ada', '山田太郎', '👩‍💻 Coder', 'M'.repeat(24), '日'.repeat(12)];
  return Array.from({ length: count }, (_, index) =>
    place(
      index + 1,
      names[index] ?? `Player ${index + 1}`,
      12_480 - index * 937,
      index - 3,
      1000 - index * 110,
    ),
  );
}

/** Questions of each type, both ordinary and as long as possible, open and revealed. */
const eachType = ofEachType.flatMap((asked): [string, Phase][] => {
  const long = { ...longest, ...asked, text: longest.text };
  const longItems = asked.items && { ...long, items: longest.options ?? [] };
  const atMost = longItems ?? (asked.options ? { ...long, options: longest.options ?? [] } : long);
  return [
    [`a ${asked.type} question`, open(asked)],
    [`the longest ${asked.type} question`, open(atMost)],
    [`a ${asked.type} question with long code`, open(withLongCode(asked))],
    [`the longest ${asked.type} question with long code`, open(withLongCode(atMost))],
    [`a ${asked.type} reveal`, reveal(asked)],
    [`a ${asked.type} reveal with long code`, reveal(withLongCode(asked))],
    [
      `the longest ${asked.type} reveal`,
      { ...reveal(withLongCode(atMost)), explanation: 'because '.repeat(75) },
    ],
  ];
});

const manyNames = Array.from({ length: 50 }, (_, index) => `Player ${index}`);

/** Every phase with ordinary and with extreme contents, by description. */
export const everyPhase: Readonly<Record<string, Phase>> = {
  'an empty lobby': lobby([]),
  'a lobby': lobby(['Ada', '山田太郎', 'M'.repeat(24)], true),
  'a full lobby': lobby(manyNames),
  'a lobby with settings': { ...lobby(manyNames), startAt: 40, auto: 8, seconds: 40 },
  'a lobby with two teams': teamLobby(manyNames, 2),
  'a lobby with eight teams': { ...teamLobby(manyNames, 8), startAt: 1000, auto: 300 },
  'an empty lobby with eight teams': teamLobby([], 8),
  'a question announced': ready(),
  'a long question announced': ready(longest),
  'a wide question announced': ready(wide),
  ...Object.fromEntries(eachType),
  'a question without a limit': { ...open(), closesAt: null },
  'a paused question': { ...open(), pausedAt: NOW + 5000 },
  'a wide question': open(wide),
  'a question with code': open(withCode),
  'the longest question with code': open({ ...longest, ...(withCode.code && { code: withCode.code }) }),
  'a wide reveal': reveal(wide),
  standings: standings(),
  'standings of nobody': standings([]),
  'standings with two teams': { ...standings(), teams: teams(2) },
  'standings with eight teams': { ...standings(), teams: teams(8) },
  'a podium': podium(),
  'a podium with two teams': { ...podium(places(3)), teams: teams(2) },
  'a podium with eight teams': { ...podium(), teams: teams(8) },
  'a podium of one': podium(places(1)),
  'a podium of nobody': podium([]),
};
