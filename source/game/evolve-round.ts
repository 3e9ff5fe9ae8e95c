import { RECONNECT_GRACE_MS } from './deadlines.ts';
import type { GameEvent } from './events.ts';
import { addMissing, disconnect, trimMissing } from './evolve-players.ts';
import type { Game, Player, Round } from './game.ts';
import { podiumEnd } from './podium.ts';
import { scoreRound } from './scoring.ts';
import { permuter } from './shuffle.ts';
import type { Answer, Layout } from '../quiz/questions/question-type.ts';
import { type Question, rulesOf } from '../quiz/questions/question.ts';
import { addAnswer } from '../quiz/questions/tally.ts';

export function announceQuestion(game: Game, index: number, opensAt: number): void {
  const round = roundAt(game, index, opensAt);
  game.phase = 'ready';
  // A skipped question is followed by one that is not paused.
  game.pausedAt = null;
  game.correction = null;
  game.round = round;
  for (const player of game.players.values()) {
    player.answer = null;
    player.result = null;
    player.given = null;
  }
}

/** Creates the round of the question with this index in play order. */
export function roundAt(game: Game, index: number, opensAt: number): Round {
  const question = questionAt(game, index);
  return {
    index,
    question,
    rules: rulesOf(question, layoutOf(game, index)),
    time: Math.round((question.time ?? game.settings.time) * game.settings.timeFactor),
    opensAt,
    openedAt: opensAt,
    closesAt: null,
    answered: 0,
    tally: new Map(),
    missing: [],
    distribution: null,
  };
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
  // The game keeps the round until it ends.
  round.missing.length = 0;
  scoreRound(game, round);
}

/** Ends a pause and shifts deadlines by its length. */
export function resume(game: Game, at: number): void {
  postpone(game, at - (game.pausedAt ?? at));
  game.pausedAt = null;
}

/**
 * Shifts deadlines by the time that the host was away, and gives players the usual time to reconnect. After a restart all
 * connections are gone; otherwise many may be, without the host knowing yet. A paused game stays paused.
 */
export function addLostTime(
  game: Game,
  { at, downSince, restarted }: Extract<GameEvent, { type: 'host-returned' }>,
): void {
  // All disconnected players are added again, with a new time.
  game.round?.missing.splice(0);
  for (const player of game.players.values()) {
    const isGone = player.presence === 'disconnected' || (restarted && player.presence === 'connected');
    if (isGone) disconnect(game, player, 'disconnected', at);
  }
  // After a restart, nobody is connected.
  if (restarted) game.startsAt = null;
  if (game.podiumShownAt !== null && downSince < podiumEnd(game)) game.podiumShownAt += at - downSince;
  game.reconnectUntil = at + RECONNECT_GRACE_MS;
  if (game.pausedAt === null) postpone(game, at - downSince);
}

/** Keeps a question open until players have had time to reconnect to a host that was away, and to answer. */
function extendForReconnects({ phase, players, reconnectUntil }: Game, round: Round): void {
  if (phase !== 'question' || round.closesAt === null || round.closesAt >= reconnectUntil) return;
  const isMissingAnswers = [...players.values()].some(
    ({ presence, answer }) => presence !== 'left' && answer === null,
  );
  if (isMissingAnswers) round.closesAt = reconnectUntil;
}

function postpone(game: Game, byMs: number): void {
  const { round } = game;
  game.phaseStartedAt += byMs;
  if (game.startsAt !== null) game.startsAt += byMs;
  if (!round) return;
  round.opensAt += byMs;
  round.openedAt += byMs;
  if (round.closesAt !== null) round.closesAt += byMs;
  extendForReconnects(game, round);
}
