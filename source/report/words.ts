import type { ReportedAnswer, ReportedQuestion } from './played-question.ts';
import type { Report } from './report.ts';
import { counted } from '../text/numbers.ts';

/** When it was and how large, in parts of a line: `2026-11-22 16:12`, `3 players`, `2 questions`. */
export function outline({ playedAt, game, players, questions, finished }: Report): string[] {
  return [
    whenText(playedAt),
    ...(game > 1 ? [`game ${game}`] : []),
    counted(players.length, 'player'),
    counted(questions.length, 'question'),
    ...(finished ? [] : ['not finished']),
  ];
}

/** An ISO time as the clock on the wall here had it: `2026-11-22 16:12`. */
export function whenText(iso: string): string {
  return new Date(iso).toLocaleString('sv-SE', { dateStyle: 'short', timeStyle: 'short' });
}

/** Milliseconds as seconds: `2.3 s`; `none` where there are none. */
export function timeText(milliseconds: number | null, none: string): string {
  return milliseconds === null ? none : `${(milliseconds / 1000).toFixed(1)} s`;
}

/** How many were right, of how many: `3 of 4`; of a poll, how many answered. */
export function rightText({ correct, answered }: Pick<ReportedQuestion, 'correct' | 'answered'>): string {
  return correct === null ? `${answered}` : `${correct} of ${answered}`;
}

/** The right answer, where it is not seen from how the question was answered. */
export function hiddenRightAnswer({ type, rightAnswer, distribution }: ReportedQuestion): string | null {
  const hasOptions = type === 'choice' || type === 'multiple' || type === 'boolean';
  return hasOptions || distribution.some(({ answer }) => answer === rightAnswer) ? null : rightAnswer;
}

/** Signs for how right an answer was. */
export interface Marks {
  readonly right: string;
  readonly partly: string;
  readonly wrong: string;
  /** An opinion. */
  readonly poll: string;
  /** No answer. */
  readonly none: string;
}

export const MARKS: Marks = { right: '✓', partly: '½', wrong: '✗', poll: '·', none: '–' };

/** The sign for an answer; null is none. */
export function markText(answer: ReportedAnswer | null, marks: Marks): string {
  return answer === null ? marks.none : marks[answer.mark ?? 'poll'];
}
