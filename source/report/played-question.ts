import type { Game, Player, Round } from '../game/game.ts';
import type { Scoring } from '../game/settings.ts';
import type { Mark, QuestionRules, QuestionTypeName, Tally } from '../quiz/questions/question-type.ts';
import {
  type ShownQuestion,
  answerText,
  countsOf,
  indexesOf,
  optionsOf,
} from '../quiz/questions/shown-question.ts';
import { removeAnswer } from '../quiz/questions/tally.ts';

/** How a question went. Answers are texts, and times are credited milliseconds. */
export interface ReportedQuestion {
  /** In play order, from 1, as on the screens. A question that was skipped leaves a gap. */
  readonly number: number;
  readonly type: QuestionTypeName;
  readonly question: string;
  /** Null for a poll. */
  readonly rightAnswer: string | null;
  /** The most that an answer could earn; null if nothing was scored. */
  readonly points: number | null;
  /** How many answers were completely right; null for a poll. */
  readonly correct: number | null;
  readonly answered: number;
  /** How many players were in the game when the question was closed. */
  readonly players: number;
  /** Null if nobody answered. */
  readonly meanTimeMs: number | null;
  readonly distribution: readonly AnswerShare[];
  /** Whether this question has the smallest share of right answers. */
  readonly hardest: boolean;
}

/** How often an answer was given. */
export interface AnswerShare {
  readonly answer: string;
  readonly count: number;
  /** Null in a poll, and for several answers that are counted together. */
  readonly right: boolean | null;
}

export interface ReportedAnswer {
  readonly answer: string;
  /** `partly`: some of several right options. Null for a poll. */
  readonly mark: 'right' | 'partly' | 'wrong' | null;
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
  readonly turns: ReadonlyMap<string, Turn>;
}

interface Turn {
  /** Right answers in a row, including this one. */
  readonly streak: number;
  readonly answer: ReportedAnswer;
}

/**
 * Reports on the round that has just been closed.
 *
 * @param removed The ids of players whom the host removed, even later. They are left out.
 * @param clamped The ids of players whose claims were too short.
 */
export function playedQuestion(
  { playing, settings: { scoring } }: Game,
  round: Round,
  removed: ReadonlySet<string>,
  clamped: ReadonlySet<string>,
): PlayedQuestion {
  const { index, question, rules } = round;
  const players = playing.filter(({ id }) => !removed.has(id));
  const shown = { ...rules.asked, type: question.type };
  const rightAnswer = rules.correct === null ? null : answerText(shown, rules.correct);
  const turns = new Map<string, Turn>();
  for (const player of players) {
    const answer = reportedAnswer(player, shown, rules, { scoring, clamped });
    if (answer) turns.set(player.id, { streak: player.streak, answer });
  }
  const given = [...turns.values()].map(({ answer }) => answer);
  const right = given.filter(({ mark }) => mark === 'right').length;
  return {
    question: {
      number: index + 1,
      type: question.type,
      question: question.question,
      rightAnswer,
      points: scoring === 'off' ? null : question.points,
      correct: rules.correct === null ? null : right,
      answered: given.length,
      players: players.length,
      meanTimeMs: meanTime(given),
      distribution: distributionOf(
        shown,
        rules,
        tallyWithout(
          round,
          playing.filter(({ id }) => removed.has(id)),
        ),
        given.length,
      ),
      hardest: false,
    },
    turns,
  };
}

/** Returns the mean in whole milliseconds; null without answers. */
export function meanTime(answers: readonly { readonly timeMs: number }[]): number | null {
  const sum = answers.reduce((total, { timeMs }) => total + timeMs, 0);
  return answers.length === 0 ? null : Math.round(sum / answers.length);
}

function reportedAnswer(
  { id, answer, result }: Player,
  shown: ShownQuestion,
  rules: QuestionRules,
  { scoring, clamped }: { readonly scoring: Scoring; readonly clamped: ReadonlySet<string> },
): ReportedAnswer | null {
  if (!answer || !result) return null;
  const { value, timeMs, mark } = answer;
  const { points, streakBonus } = scoring === 'off' ? UNSCORED : result;
  return {
    answer: answerText(shown, value),
    mark: markOf(rules, mark),
    points,
    streakBonus,
    timeMs,
    clamped: clamped.has(id),
  };
}

const UNSCORED = { points: null, streakBonus: null };

function markOf(rules: QuestionRules, { correct, share }: Mark): ReportedAnswer['mark'] {
  if (rules.correct === null) return null;
  if (correct) return 'right';
  return share > 0 ? 'partly' : 'wrong';
}

function tallyWithout({ tally, rules }: Round, players: readonly Player[]): Tally {
  const rest = new Map(tally);
  for (const { answer } of players) if (answer) removeAnswer(rest, rules, answer.value);
  return rest;
}

function distributionOf(
  shown: ShownQuestion,
  rules: QuestionRules,
  tally: Tally,
  answered: number,
): AnswerShare[] {
  const counted = rules.distribution(tally);
  if (shown.type === 'order' && rules.correct !== null) {
    const [right = 0, wrong = 0] = countsOf(counted);
    return [
      { answer: answerText(shown, rules.correct), count: right, right: true },
      { answer: 'other orders', count: wrong, right: false },
    ];
  }
  const counts = countsOf(counted);
  const right = rules.correct === null ? null : indexesOf(rules.correct);
  const ofOptions = optionsOf(shown).map((answer, index) => ({
    answer,
    count: counts[index] ?? 0,
    right: right && right.includes(index),
  }));
  const typed = [...counted].filter((entry) => typeof entry === 'object');
  const ofTyped = typed.map(({ answer, count }) => ({
    answer: answerText(shown, answer),
    count,
    right: rules.mark(answer).correct,
  }));
  const others = answered - typed.reduce((sum, { count }) => sum + count, 0);
  const rest =
    typed.length > 0 && others > 0 ? [{ answer: 'other answers', count: others, right: null }] : [];
  return [...ofOptions, ...ofTyped, ...rest];
}
