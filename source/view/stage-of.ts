import { awardsOf } from './awards.ts';
import {
  type AnnouncedQuestion,
  type AskedQuestion,
  type LobbyName,
  type LobbyStage,
  MAX_NAMES,
  MAX_TOP,
  type QuestionOutcome,
  type QuestionStage,
  type RevealStage,
  type Stage,
  type Standing,
  type TeamStanding,
  type WaitingStage,
} from './stage.ts';
import { continuesAt } from '../game/deadlines.ts';
import { markAllowing } from '../game/disputes.ts';
import type { Game, Player, Round } from '../game/game.ts';
import { rankChange, rankOf, sortTeams } from '../game/standings.ts';
import type { Answer } from '../quiz/questions/question-type.ts';
import { countsOf } from '../quiz/questions/shown-question.ts';
import { estimatedSeconds } from '../quiz/quiz.ts';

/** Creates the stage of a game. Before the reveal, nothing in it gives away the correct answer. */
export function stageOf(game: Game, version: number): Stage {
  const common = {
    type: 'stage',
    version,
    game: game.number,
    title: game.quiz.title,
    players: game.playerCount,
    connected: game.connectedCount,
  } as const;
  const { phase, round } = game;
  if (phase === 'podium' || phase === 'ended') {
    return {
      ...common,
      phase: 'podium',
      shownAt: game.podiumShownAt ?? 0,
      top: topStandings(game),
      more: tiedWithLast(game),
      awards: awardsOf(game),
      ...teamStandings(game),
      questions: questionOutcomes(game),
    };
  }
  if (phase === 'lobby' || !round) return { ...common, ...lobby(game) };
  const announced = announcedQuestion(game, round);
  switch (phase) {
    case 'ready':
      return {
        ...common,
        phase: 'ready',
        question: announced,
        opensAt: round.opensAt,
        pausedAt: game.pausedAt,
      };
    case 'question':
      return {
        ...common,
        ...openQuestion(askedQuestion(announced, round), round),
        pausedAt: game.pausedAt,
        autoSubmit: game.settings.autoSubmit,
      };
    case 'reveal':
      return { ...common, ...reveal(game, askedQuestion(announced, round), round), ...waiting(game) };
    case 'standings':
      return {
        ...common,
        phase: 'standings',
        top: topStandings(game, latecomers(game)),
        ...teamStandings(game),
        ...waiting(game),
      };
  }
}

function waiting(game: Game): WaitingStage {
  return { continuesAt: continuesAt(game), pausedAt: game.pausedAt };
}

function lobby(game: Game): LobbyStage {
  const { players, playerCount, teams, playOrder, settings, locked } = game;
  const names: LobbyName[] = [];
  let older = playerCount - MAX_NAMES;
  for (const { name, team, kicked } of players.values())
    if (!kicked && older-- <= 0) names.push({ name, team });
  return {
    phase: 'lobby',
    names: names.toReversed(),
    ...(teams.length > 0 && { teams: teams.map(({ name, members }) => ({ name, players: members })) }),
    locked,
    questions: playOrder.length,
    seconds: estimatedSeconds(timesOf(game), settings.autoAfter),
    startAt: settings.startAt,
    auto: settings.autoAfter,
    ...waiting(game),
  };
}

function timesOf({ quiz, settings }: Game): number[] {
  return quiz.questions.map(({ time = settings.time }) => time * settings.timeFactor);
}

function announcedQuestion(
  { playOrder, settings }: Game,
  { index, question, time }: Round,
): AnnouncedQuestion {
  const points = settings.scoring === 'off' ? 0 : question.points;
  return { index, total: playOrder.length, type: question.type, text: question.question, points, time };
}

/** Everything about a question but its answer. */
export function askedQuestionOf(game: Game, round: Round): AskedQuestion {
  return askedQuestion(announcedQuestion(game, round), round);
}

function askedQuestion(announced: AnnouncedQuestion, { question: { code }, rules }: Round): AskedQuestion {
  return { ...announced, ...(code && { code }), ...rules.asked };
}

/** Takes only these fields of the round, so that the correct answer is out of reach. */
function openQuestion(
  question: AskedQuestion,
  { openedAt, closesAt, answered }: Pick<Round, 'openedAt' | 'closesAt' | 'answered'>,
): Omit<QuestionStage, 'autoSubmit' | 'pausedAt'> {
  return { phase: 'question', question, openedAt, closesAt, answered };
}

function reveal(
  { closedQuestions }: Game,
  asked: AskedQuestion,
  round: Round,
): Omit<RevealStage, keyof WaitingStage> {
  const { index, rules, question } = round;
  const { explanation } = question;
  const closed = closedQuestions.findLast((each) => each.index === index);
  const { correct = 0, answered = 0, isVoided = false, voidReason = null, allowed = [] } = closed ?? {};
  return {
    phase: 'reveal',
    question: asked,
    correct: rules.correct,
    distribution: markedDistribution(round, allowed, correct),
    answered,
    correctCount: rules.correct === null ? null : correct,
    ...(explanation && { explanation }),
    ...(isVoided && { voided: true, ...(voidReason !== null && { voidReason }) }),
    ...(allowed.length > 0 && { allowed }),
  };
}

function markedDistribution(
  round: Round,
  allowed: readonly Answer[],
  correct: number,
): RevealStage['distribution'] {
  const { distribution } = round;
  const entries = [...(distribution ?? [])];
  const listed = entries.filter((entry) => typeof entry === 'object');
  if (listed.length === 0) {
    const counts = countsOf(distribution ?? []);
    const accepted = round.question.type === 'order' ? correct - (counts[0] ?? 0) : 0;
    return accepted === 0 ? counts : [correct, (counts[1] ?? 0) - accepted];
  }
  return listed.map((entry) => ({ ...entry, correct: markAllowing(round, allowed, entry.answer).correct }));
}

/** Polls have no correct answer, and would look like the hardest questions. */
function questionOutcomes({ closedQuestions, playOrder, quiz }: Game): QuestionOutcome[] {
  return closedQuestions.map(({ index, correct, answered, isVoided }) => {
    const isPoll = quiz.questions[playOrder[index] ?? -1]?.type === 'poll';
    return { index, correct: isVoided || isPoll ? null : correct, answered };
  });
}

function tiedWithLast({ standings }: Game): number {
  const last = standings[MAX_TOP - 1];
  return last ? standings.findLastIndex(({ score }) => score === last.score) + 1 - MAX_TOP : 0;
}

function teamStandings({ teams }: Game): { teams?: TeamStanding[] } {
  if (teams.length === 0) return {};
  const standings = sortTeams(teams).map((team) => ({
    rank: team.rank ?? 1,
    name: team.name,
    score: team.score,
    change: rankChange(team),
  }));
  return { teams: standings };
}

/** Returns the players who have joined since the last reveal, if there is room for them at the top. */
function latecomers({ standings, playing, newcomers }: Game): Player[] {
  if (standings.length >= MAX_TOP) return [];
  return [...playing, ...newcomers].filter(({ rank }) => rank === null);
}

function topStandings(game: Game, others: readonly Player[] = []): Standing[] {
  // The host may have given points to those who have just joined.
  const top = [...game.standings.slice(0, MAX_TOP), ...others].toSorted((a, b) => b.score - a.score);
  return top.slice(0, MAX_TOP).map((player) => ({
    rank: rankOf(game, player) ?? 0,
    name: player.name,
    team: player.team,
    score: player.score,
    change: rankChange(player),
    gain: gainOf(game, player),
  }));
}

/** Returns the points since the last question closed: for the answer to it, and from the host. At least 0. */
function gainOf({ scoringSteps }: Game, player: Player): number {
  const { points = 0, streakBonus = 0 } = player.result ?? {};
  const since = scoringSteps.findLastIndex(({ type }) => type === 'closed');
  const given = scoringSteps
    .slice(since + 1)
    .reduce((sum, step) => (step.type === 'points' && step.player === player ? sum + step.points : sum), 0);
  return Math.max(0, points + streakBonus + given);
}
