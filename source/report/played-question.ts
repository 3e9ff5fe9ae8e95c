import { markAllowing } from '../game/disputes.ts';
import type { ClosedQuestion, Game, Player, Round, Turn } from '../game/game.ts';
import type { Scoring } from '../game/settings.ts';
import type { Answer, Mark, QuestionRules, Tally } from '../quiz/questions/question-type.ts';
import {
  type ShownQuestion,
  answerText,
  countsOf,
  indexesOf,
  optionsOf,
  type QuestionTypeName,
} from '../quiz/questions/shown-question.ts';
import { removeAnswer } from '../quiz/questions/tally.ts';

/** How a question went. Answers are texts, and times are credited milliseconds. */
export interface ReportedQuestion {
  /** In play order, from 1, as on the screens. A question that was skipped leaves a gap. */
  readonly number: number;
  readonly type: QuestionTypeName;
  readonly question: string;
  /** Null for a poll. */
  readonly correctAnswer: string | null;
  /** The answers that the host has accepted as well. */
  readonly alsoAccepted: readonly string[];
  /** Whether the host has declared that the question does not count. */
  readonly voided: boolean;
  /** Why; null if the host gave no reason. */
  readonly voidReason: string | null;
  /** The most that an answer could earn; null if nothing was scored. */
  readonly points: number | null;
  /** How many answers were completely correct; null for a poll. */
  readonly correct: number | null;
  readonly answered: number;
  /** How many players were in the game when the question was closed. */
  readonly players: number;
  /** Null if nobody answered. */
  readonly meanTimeMs: number | null;
  readonly distribution: readonly AnswerShare[];
  /** Whether this question has the smallest share of correct answers. */
  readonly hardest: boolean;
}

/** How often an answer was given. */
export interface AnswerShare {
  readonly answer: string;
  readonly count: number;
  /** Null in a poll, and for several answers that are counted together. */
  readonly correct: boolean | null;
}

export interface ReportedAnswer {
  readonly answer: string;
  /** `partly`: some of several correct options. Null for a poll and for a voided question. */
  readonly mark: 'correct' | 'partly' | 'wrong' | null;
  /** Without the streak bonus; null if nothing was scored. */
  readonly points: number | null;
  readonly streakBonus: number | null;
  readonly timeMs: number;
  /** Whether the client claimed less time than its network explains. */
  readonly clamped: boolean;
}

/** A question that was closed, and the players' answers to it. */
export interface PlayedQuestion {
  readonly question: ReportedQuestion;
  /** By the ids of the players who answered. */
  readonly answers: ReadonlyMap<string, ReportedAnswer>;
}

/**
 * Reports on a closed question, as it is marked now. Leaves out players whom the host has removed.
 *
 * @param position Its index among the closed questions.
 * @param clamped The ids of players whose claims were too short.
 */
export function playedQuestion(
  { settings: { scoring } }: Game,
  closed: ClosedQuestion,
  position: number,
  clamped: ReadonlySet<string>,
): PlayedQuestion {
  const { index, round, isVoided, voidReason, allowed } = closed;
  const { question, rules } = round;
  const players = closed.players.filter(({ kicked }) => !kicked);
  const shown = { ...rules.asked, type: question.type };
  const correctAnswer = rules.correct === null ? null : answerText(shown, rules.correct);
  const answers = new Map<string, ReportedAnswer>();
  for (const { id, history } of players) {
    const answer = reportedAnswer(history[position], shown, closed, scoring, clamped.has(id));
    if (answer) answers.set(id, answer);
  }
  const given = [...answers.values()];
  const correct = players.filter(({ history }) => history[position]?.answer?.mark.correct).length;
  const removed = closed.players.filter(({ kicked }) => kicked);
  return {
    question: {
      number: index + 1,
      type: question.type,
      question: question.question,
      correctAnswer,
      alsoAccepted: allowed.map((answer) => answerText(shown, answer)),
      voided: isVoided,
      voidReason,
      points: scoring === 'off' ? null : question.points,
      correct: rules.correct === null ? null : correct,
      answered: given.length,
      players: players.length,
      meanTimeMs: meanTime(given),
      distribution: distributionOf(shown, closed, tallyWithout(round, removed, position), {
        answered: given.length,
        correct,
      }),
      hardest: false,
    },
    answers,
  };
}

/** Returns the mean in whole milliseconds; null without answers. */
export function meanTime(answers: readonly { readonly timeMs: number }[]): number | null {
  const sum = answers.reduce((total, { timeMs }) => total + timeMs, 0);
  return answers.length === 0 ? null : Math.round(sum / answers.length);
}

function reportedAnswer(
  turn: Turn | null | undefined,
  shown: ShownQuestion,
  { round: { rules }, isVoided }: ClosedQuestion,
  scoring: Scoring,
  clamped: boolean,
): ReportedAnswer | null {
  if (!turn?.answer) return null;
  const { value, timeMs, mark } = turn.answer;
  const { points, streakBonus } = scoring === 'off' ? UNSCORED : turn.result;
  return {
    answer: answerText(shown, value),
    mark: isVoided ? null : markOf(rules, mark),
    points,
    streakBonus,
    timeMs,
    clamped,
  };
}

const UNSCORED = { points: null, streakBonus: null };

function markOf(rules: QuestionRules, { correct, share }: Mark): ReportedAnswer['mark'] {
  if (rules.correct === null) return null;
  if (correct) return 'correct';
  return share > 0 ? 'partly' : 'wrong';
}

function tallyWithout({ tally, rules }: Round, players: readonly Player[], position: number): Tally {
  const rest = new Map(tally);
  for (const { history } of players) {
    const answer = history[position]?.answer;
    if (answer) removeAnswer(rest, rules, answer.value);
  }
  return rest;
}

function distributionOf(
  shown: ShownQuestion,
  { round, allowed }: ClosedQuestion,
  tally: Tally,
  { answered, correct: allCorrect }: { readonly answered: number; readonly correct: number },
): AnswerShare[] {
  const { rules } = round;
  const counted = rules.distribution(tally);
  if (shown.type === 'order' && rules.correct !== null) {
    const [correct = 0, wrong = 0] = countsOf(counted);
    const accepted = allCorrect - correct;
    return [
      { answer: answerText(shown, rules.correct), count: correct, correct: true },
      ...(allowed.length > 0 ? [{ answer: 'orders also accepted', count: accepted, correct: true }] : []),
      { answer: 'other orders', count: wrong - accepted, correct: false },
    ];
  }
  const counts = countsOf(counted);
  const correct = rules.correct === null ? null : correctOptions(shown, rules.correct, allowed);
  const ofOptions = optionsOf(shown).map((answer, index) => ({
    answer,
    count: counts[index] ?? 0,
    correct: correct && correct.includes(index),
  }));
  const typed = [...counted].filter((entry) => typeof entry === 'object');
  const ofTyped = typed.map(({ answer, count }) => ({
    answer: answerText(shown, answer),
    count,
    correct: markAllowing(round, allowed, answer).correct,
  }));
  const others = answered - typed.reduce((sum, { count }) => sum + count, 0);
  const rest =
    typed.length > 0 && others > 0 ? [{ answer: 'other answers', count: others, correct: null }] : [];
  return [...ofOptions, ...ofTyped, ...rest];
}

/** Another correct set of several options does not make each of them correct. */
function correctOptions(
  { type }: ShownQuestion,
  correct: Answer,
  allowed: readonly Answer[],
): readonly number[] {
  return type === 'multiple' ? indexesOf(correct) : [correct, ...allowed].flatMap(indexesOf);
}
