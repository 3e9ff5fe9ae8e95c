import { RECONNECT_GRACE_MS } from './deadlines.ts';
import type { GameEvent } from './events.ts';
import { addMissing, disconnect, trimMissing } from './evolve-players.ts';
import type { Game, Player, Round } from './game.ts';
import { scoreRound } from './scoring.ts';
import { permuter } from './shuffle.ts';
import type { Answer, Layout } from '../quiz/questions/question-type.ts';
import { type Question, rulesOf } from '../quiz/questions/question.ts';
import { addAnswer } from '../quiz/questions/tally.ts';

export function announceQuestion(game: Game, index: number, opensAt: number): void {
  const question = questionAt(game, index);
  game.phase = 'ready';
  game.round = {
    index,
    question,
    rules: rulesOf(question, layoutOf(game, index)),
    time: Math.round((question.time ?? game.settings.time) * game.settings.timeFactor),
    opensAt,
    openedAt: opensAt,
    closesAt: null,
    pausedAt: null,
    answered: 0,
    tally: new Map(),
    missing: [],
    distribution: null,
  };
  for (const player of game.players.values()) {
    player.answer = null;
    player.result = null;
  }
}

function questionAt(game: Game, index: number): Question {
  const question = game.quiz.questions[game.playOrder[index] ?? -1];
  if (!question) throw new RangeError(`no question ${index} in this game`);
  return question;
}

/** Returns the layout of a question. Random orders depend only on the seed and the question: all players get the same ones. */
function layoutOf({ seed, settings }: Game, index: number): Layout {
  const shufflesOptions = settings.shuffle === 'answers' || settings.shuffle === 'both';
  return { permute: permuter(`${seed}/answers/${index}`), shufflesOptions };
}

export function openQuestion(game: Game, round: Round, openedAt: number, closesAt: number | null): void {
  game.phase = 'question';
  game.pendingAnswers = game.connectedCount;
  round.openedAt = openedAt;
  round.closesAt = closesAt;
  round.pausedAt = null;
  const disconnected = [...game.players.values()].filter(({ presence }) => presence === 'disconnected');
  for (const player of disconnected.toSorted((a, b) => a.disconnectedAt - b.disconnectedAt)) {
    addMissing(game, player);
  }
  extendForReconnects(game, round);
}

/** Marks and counts the answer at once, so that closing a question is quick even with many players. */
export function acceptAnswer(game: Game, round: Round, player: Player, value: Answer, timeMs: number): void {
  if (player.presence === 'connected') game.pendingAnswers--;
  player.answer = { value, timeMs, mark: round.rules.mark(value) };
  round.answered++;
  addAnswer(round.tally, round.rules, value);
  trimMissing(game);
}

export function closeQuestion(game: Game, round: Round): void {
  game.phase = 'reveal';
  game.pendingAnswers = 0;
  round.pausedAt = null;
  scoreRound(game, round);
}

/** Ends a pause and shifts deadlines by its length. */
export function resumeRound(game: Game, round: Round, at: number): void {
  postpone(round, at - (round.pausedAt ?? at));
  round.pausedAt = null;
  extendForReconnects(game, round);
}

/**
 * Shifts deadlines by the time that the host was away, and gives players the usual time to reconnect. After a restart all
 * connections are gone; otherwise many may be, without the host knowing yet. A paused game stays paused.
 */
export function addLostTime(
  game: Game,
  { at, downSince, restarted }: Extract<GameEvent, { type: 'host-returned' }>,
): void {
  const { round } = game;
  // All disconnected players are added again, with a new time.
  round?.missing.splice(0);
  for (const player of game.players.values()) {
    const isGone = player.presence === 'disconnected' || (restarted && player.presence === 'connected');
    if (isGone) disconnect(game, player, 'disconnected', at);
  }
  game.phaseStartedAt += at - downSince;
  game.reconnectUntil = at + RECONNECT_GRACE_MS;
  if (!round || round.pausedAt !== null) return;
  postpone(round, at - downSince);
  extendForReconnects(game, round);
}

/** Keeps a question open until players have had time to reconnect to a host that was away, and to answer. */
function extendForReconnects({ phase, players, reconnectUntil }: Game, round: Round): void {
  if (phase !== 'question' || round.closesAt === null || round.closesAt >= reconnectUntil) return;
  const isMissingAnswers = [...players.values()].some(
    ({ presence, answer }) => presence !== 'left' && answer === null,
  );
  if (isMissingAnswers) round.closesAt = reconnectUntil;
}

function postpone(round: Round, byMs: number): void {
  round.opensAt += byMs;
  round.openedAt += byMs;
  if (round.closesAt !== null) round.closesAt += byMs;
}
