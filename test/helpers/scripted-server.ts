import type { RejectionCode } from '../../source/protocol/rejections.ts';
import type { Bye } from '../../source/protocol/server-message.ts';
import type { LobbyName, QuestionStage, Stage } from '../../source/view/stage.ts';
import type { You } from '../../source/view/you.ts';
import { ROOM } from './games.ts';

/** The token of the only seat. */
export const TOKEN = 'a-token-of-22-letters-';

export function welcome(now = 1_000_000): object {
  return {
    type: 'welcome',
    protocol: 1,
    version: '0.1.0',
    now,
    room: ROOM,
    player: { id: 'x', name: 'Ada', team: null },
    token: TOKEN,
    quiz: { title: 'A quiz', questions: 3 },
    names: 'own',
    page: true,
  };
}

/** The fields that all stages share, except for the version. */
export const stageFields = {
  type: 'stage',
  game: 1,
  title: 'Two questions',
  players: 2,
  connected: 2,
} as const;

/** Returns the stage of a lobby with these players, the newest first. */
export function lobby(version: number, names: readonly string[] = []): Stage {
  return {
    ...stageFields,
    version,
    phase: 'lobby',
    names: inLobby(...names),
    locked: false,
    questions: 3,
    seconds: 69,
    startAt: null,
    auto: null,
    continuesAt: null,
    pausedAt: null,
  };
}

/** Returns players without teams as a lobby lists them. */
export function inLobby(...names: string[]): LobbyName[] {
  return names.map((name) => ({ name, team: null }));
}

/** Returns the stage of an announced question that opens in three seconds. */
export function ready(version: number, index: number): Stage {
  const announced = { index, total: 3, type: 'choice', text: 'Which?', points: 1000, time: 20 } as const;
  return { ...stageFields, version, phase: 'ready', question: announced, opensAt: 1_003_000, pausedAt: null };
}

/** Returns the stage of an open question: a choice of two, with 20 seconds. */
export function question(
  version: number,
  index = 0,
  more: Partial<QuestionStage & { game: number }> = {},
): Stage {
  return {
    ...stageFields,
    version,
    phase: 'question',
    question: asked(index),
    openedAt: 1_000_000,
    closesAt: 1_020_000,
    pausedAt: null,
    answered: 0,
    autoSubmit: true,
    ...more,
  };
}

/** Returns the stage of a closed question. */
export function reveal(version: number, index = 0): Stage {
  return {
    ...stageFields,
    version,
    phase: 'reveal',
    question: asked(index),
    correct: 1,
    distribution: [0, 1],
    answered: 1,
    correctCount: 1,
    continuesAt: null,
    pausedAt: null,
  };
}

function asked(index: number): QuestionStage['question'] {
  return { index, total: 3, type: 'choice', text: 'Which?', options: ['a', 'b'], points: 1000, time: 20 };
}

/** Returns the `you` of a player who has not answered the first question. */
export function you(version: number, more: Partial<You> = {}): You {
  return {
    type: 'you',
    version,
    now: 1_000_000,
    name: 'Ada',
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

/**
 * @param onQuestion The question whose answer is rejected, if it is an answer.
 * @param room The id of the room that rejects.
 */
export function rejected(
  code: RejectionCode | 'of-a-newer-server',
  onQuestion?: number,
  room = 'another',
): object {
  return {
    type: 'rejected',
    code,
    message: `Because of ${code}.`,
    room,
    ...(onQuestion !== undefined && { question: onQuestion }),
  };
}

export function bye(code: Bye['code']): object {
  return { type: 'bye', code, message: 'Goodbye.' };
}

export function move(code: string, expiresAt: number): object {
  return { type: 'move', code, expiresAt };
}
