import { isPausable } from '../game/deadlines.ts';
import { canAllow, canVoid, isDisputable } from '../game/disputes.ts';
import type { GameEvent } from '../game/events.ts';
import type { Game, Player, Round } from '../game/game.ts';
import { LEAD_MS } from '../game/podium.ts';

/**
 * Whether the rules could have decided on this event at this point of a game. The times of events are not compared: the machine's
 * clock may have been set back between two runs of the host. Neither are names, because later versions may compare them differently.
 */
export function isPossible(game: Game, event: GameEvent): boolean {
  const { phase, round } = game;
  switch (event.type) {
    case 'player-joined':
      return phase !== 'ended' && isNewPlayer(game, event);
    case 'player-connected':
      return playerIs(game, event.player, ({ presence, kicked }) => !kicked && presence !== 'connected');
    case 'player-disconnected':
      return playerIs(game, event.player, ({ presence }) => presence === 'connected');
    case 'player-left':
      return playerIs(game, event.player, ({ presence, kicked }) => !kicked && presence !== 'left');
    case 'player-kicked':
      return phase !== 'ended' && playerIs(game, event.player, ({ kicked }) => !kicked);
    case 'player-readmitted':
      return phase !== 'ended' && playerIs(game, event.player, ({ kicked }) => kicked);
    case 'player-renamed':
      return phase !== 'ended' && playerIs(game, event.player, ({ kicked }) => !kicked);
    case 'player-moved':
      return (
        phase !== 'ended' &&
        playerIs(game, event.player, ({ kicked }) => !kicked) &&
        isNewToken(game, event.tokenHash)
      );
    case 'points-given':
      return phase !== 'lobby' && phase !== 'ended' && arePossiblePoints(game, event);
    case 'players-removed':
      return phase !== 'ended' && areInGame(game, event.players);
    case 'game-locked':
      return phase !== 'ended' && !game.locked;
    case 'game-unlocked':
      return phase !== 'ended' && game.locked;
    case 'pin-changed':
      return phase !== 'ended';
    case 'question-announced':
      return BEFORE_QUESTION.has(phase) && event.question === (round?.index ?? -1) + 1;
    case 'question-skipped':
    case 'question-opened':
      return phase === 'ready' && event.question === round?.index;
    case 'start-scheduled':
      return phase === 'lobby' && game.settings.startAt !== null && game.startsAt === null;
    case 'question-extended':
      return phase === 'question' && event.question === round?.index && isLater(event.closesAt, round);
    case 'answer-accepted':
      return phase === 'question' && isPossibleAnswer(game, event);
    case 'game-paused':
      return isPausable(game) && game.pausedAt === null;
    case 'game-resumed':
      return game.pausedAt !== null;
    case 'question-closed':
      return phase === 'question' && event.question === round?.index;
    case 'question-voided':
      return isDisputable(game) && canVoid(game, event.question);
    case 'answer-allowed':
      return (
        isDisputable(game) && canVoid(game, event.question) && canAllow(game, event.question, event.answer)
      );
    case 'standings-shown':
      return phase === 'reveal';
    case 'podium-shown':
      return phase !== 'podium' && phase !== 'ended' && isPossiblePodium(game, event);
    case 'podium-revealed':
    case 'game-ended':
      return phase === 'podium';
    case 'time-passed':
    case 'host-returned':
      return true;
  }
}

/**
 * Returns what replaying an event costs: how many players the game goes through, weighted by the time that each takes. Events that
 * take the same time however many players there are cost nothing.
 */
export function replayCost(
  { phase, players, playerCount, round, scoringSteps }: Game,
  event: GameEvent,
): number {
  switch (event.type) {
    case 'player-kicked':
    case 'players-removed':
    case 'player-readmitted':
    case 'player-renamed':
    case 'points-given':
    case 'host-returned':
    case 'game-resumed':
    case 'question-announced':
    case 'question-opened':
    case 'question-closed':
      return players.size;
    case 'question-voided':
    case 'answer-allowed':
      return players.size * scoringSteps.length;
    case 'player-left':
      return phase === 'lobby' ? playerCount / 64 : 0;
    case 'player-disconnected': {
      const last = round?.missing.at(-1);
      // The list is sorted by time, so a player who disconnects at an earlier time has to be put in its middle.
      return round && last && event.at < last.since ? round.missing.length / 8 : 0;
    }
    default:
      return 0;
  }
}

/** A skipped question is followed by the next one. */
const BEFORE_QUESTION: ReadonlySet<Game['phase']> = new Set(['lobby', 'ready', 'reveal', 'standings']);

/** Both times are shifted when the host returns, so they can be compared. */
function isLater(extendedTo: number, { closesAt }: Round): boolean {
  return closesAt !== null && extendedTo > closesAt;
}

function playerIs({ players }: Game, id: string, matches: (player: Player) => boolean): boolean {
  const player = players.get(id);
  return player !== undefined && matches(player);
}

function arePossiblePoints(
  game: Game,
  { player, points }: Extract<GameEvent, { type: 'points-given' }>,
): boolean {
  return points !== 0 && playerIs(game, player, ({ kicked, score }) => !kicked && score + points >= 0);
}

/** Whether these are different players, at least one, none of them kicked. */
function areInGame(game: Game, ids: readonly string[]): boolean {
  const isDistinct = new Set(ids).size === ids.length;
  return isDistinct && ids.length > 0 && ids.every((id) => playerIs(game, id, ({ kicked }) => !kicked));
}

function isNewPlayer(
  game: Game,
  { player, tokenHash, team }: Extract<GameEvent, { type: 'player-joined' }>,
): boolean {
  const { players, teams } = game;
  const hasTeam = team === null ? teams.length === 0 : teams.some(({ name }) => name === team);
  return hasTeam && !players.has(player) && isNewToken(game, tokenHash);
}

function isNewToken({ playersByToken, playersByFormerToken }: Game, tokenHash: string): boolean {
  return !playersByToken.has(tokenHash) && !playersByFormerToken.has(tokenHash);
}

function isPossiblePodium(
  { players }: Game,
  { at, shownAt, standings }: Extract<GameEvent, { type: 'podium-shown' }>,
): boolean {
  return shownAt >= at && shownAt <= at + LEAD_MS && standings.length <= players.size;
}

function isPossibleAnswer(
  game: Game,
  { player, question, answer, time }: Extract<GameEvent, { type: 'answer-accepted' }>,
): boolean {
  const { round, pausedAt } = game;
  if (!round || question !== round.index || pausedAt !== null) return false;
  const isInTime = round.time === 0 || time <= round.time * 1000;
  const isFirst = playerIs(game, player, ({ kicked, answer: earlier }) => !kicked && earlier === null);
  return isInTime && isFirst && round.rules.accept(answer) !== undefined;
}
