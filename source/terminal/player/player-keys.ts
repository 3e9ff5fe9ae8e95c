import type { PlayerSnapshot } from '../../client/player-seat.ts';
import type { Rejected } from '../../protocol/server-message.ts';
import type { Answer } from '../../quiz/question-type.ts';
import { type Direction, type Stroke, answerOf, confirmation, directionOf, letterOf } from '../keys.ts';
import { answerAt, optionsOf } from '../options.ts';
import { givenAnswer } from './given-answer.ts';

/** What the player's screen remembers between keys. */
export interface PlayerState {
  /** Whether to leave is being asked. */
  readonly isLeaving: boolean;
  /** The option that the arrows are on, of the question with this key; null before they were used. */
  readonly pointed: { readonly question: string; readonly index: number } | null;
}

/** What comes of a key. */
export type PlayerStep =
  | { readonly type: 'show'; readonly state: PlayerState }
  | { readonly type: 'answer'; readonly answer: Answer }
  | { readonly type: 'close'; readonly end: NonNullable<PlayerSnapshot['end']> }
  | { readonly type: 'try-again' | 'leave' };

/** What the key does in this state of the game. `columns`: of the grid that the options stand in. */
export function playerStep(
  stroke: Stroke,
  state: PlayerState,
  snapshot: PlayerSnapshot,
  columns: number,
): PlayerStep | undefined {
  if (snapshot.end) return { type: 'close', end: snapshot.end };
  if (!snapshot.welcome) return waitingStep(stroke, snapshot);
  if (state.isLeaving) {
    const isSure = confirmation(stroke);
    if (isSure) return { type: 'leave' };
    return isSure === false ? { type: 'show', state: { ...state, isLeaving: false } } : undefined;
  }
  if (letterOf(stroke) === 'q') return { type: 'show', state: { ...state, isLeaving: true } };
  return answerStep(stroke, state, snapshot, columns);
}

/** Why the seat was not given, where nothing that was typed is to blame. */
export function refusalOf({ connection, welcome, rejection }: PlayerSnapshot): Rejected | null {
  return connection === 'idle' && !welcome ? rejection : null;
}

function waitingStep(stroke: Stroke, snapshot: PlayerSnapshot): PlayerStep | undefined {
  if (letterOf(stroke) === 'q') return { type: 'leave' };
  return stroke.type === 'enter' && refusalOf(snapshot) ? { type: 'try-again' } : undefined;
}

function answerStep(
  stroke: Stroke,
  state: PlayerState,
  snapshot: PlayerSnapshot,
  columns: number,
): PlayerStep | undefined {
  const { stage } = snapshot;
  if (!canAnswer(snapshot) || stage?.phase !== 'question') return undefined;
  const { question } = stage;
  const pointed = pointedIndex(state, snapshot);
  const direction = directionOf(stroke);
  if (direction) {
    const index = moveInGrid(pointed, optionsOf(question).length, columns, direction);
    return { type: 'show', state: { ...state, pointed: { question: questionKey(snapshot), index } } };
  }
  const answer =
    stroke.type === 'enter' && pointed >= 0 ? answerAt(question, pointed) : answerOf(stroke, question);
  return answer === undefined ? undefined : { type: 'answer', answer };
}

/** Whether a question is open to this player. */
export function canAnswer(snapshot: PlayerSnapshot): boolean {
  const { stage } = snapshot;
  if (stage?.phase !== 'question' || stage.pausedAt !== null) return false;
  const given = givenAnswer(snapshot);
  return given === null || given.status === 'rejected';
}

/** The option that the arrows are on; -1 for none. */
export function pointedIndex({ pointed }: PlayerState, snapshot: PlayerSnapshot): number {
  return pointed && pointed.question === questionKey(snapshot) ? pointed.index : -1;
}

function questionKey({ stage }: PlayerSnapshot): string {
  return stage && 'question' in stage ? `${stage.game}:${stage.question.index}` : '';
}

function moveInGrid(from: number, count: number, columns: number, direction: Direction): number {
  if (from < 0) return 0;
  const steps: Readonly<Record<Direction, number>> = {
    up: -columns,
    down: columns,
    left: -1,
    right: 1,
    'page-up': -count,
    'page-down': count,
    home: -count,
    end: count,
  };
  const to = from + steps[direction];
  const isOutside = to < 0 || to >= count;
  if (isOutside && (direction === 'up' || direction === 'down')) return from;
  return Math.max(0, Math.min(count - 1, to));
}
