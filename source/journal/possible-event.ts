import type { GameEvent } from '../game/events.ts';
import type { Game, Player } from '../game/game.ts';

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
    case 'answer-accepted':
      return phase === 'question' && isPossibleAnswer(game, event);
    case 'game-paused':
      return isPausable(game) && round?.pausedAt === null;
    case 'game-resumed':
      return isPausable(game) && typeof round?.pausedAt === 'number';
    case 'question-closed':
      return phase === 'question' && event.question === round?.index;
    case 'standings-shown':
      return phase === 'reveal';
    case 'podium-shown':
      return phase !== 'podium' && phase !== 'ended' && event.standings.length <= game.players.size;
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
export function replayCost({ phase, players, playerCount, round }: Game, event: GameEvent): number {
  switch (event.type) {
    case 'player-kicked':
    case 'players-removed':
    case 'host-returned':
    case 'game-resumed':
    case 'question-announced':
    case 'question-opened':
    case 'question-closed':
      return players.size;
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

function isPausable({ phase }: Game): boolean {
  return phase === 'ready' || phase === 'question';
}

function playerIs({ players }: Game, id: string, matches: (player: Player) => boolean): boolean {
  const player = players.get(id);
  return player !== undefined && matches(player);
}

/** Whether these are different players, at least one, none of them kicked. */
function areInGame(game: Game, ids: readonly string[]): boolean {
  const isDistinct = new Set(ids).size === ids.length;
  return isDistinct && ids.length > 0 && ids.every((id) => playerIs(game, id, ({ kicked }) => !kicked));
}

function isNewPlayer(
  { players, playersByToken, teams }: Game,
  { player, tokenHash, team }: Extract<GameEvent, { type: 'player-joined' }>,
): boolean {
  const hasTeam = team === null ? teams.length === 0 : teams.some(({ name }) => name === team);
  return hasTeam && !players.has(player) && !playersByToken.has(tokenHash);
}

function isPossibleAnswer(
  game: Game,
  { player, question, answer, time }: Extract<GameEvent, { type: 'answer-accepted' }>,
): boolean {
  const { round } = game;
  if (!round || question !== round.index || round.pausedAt !== null) return false;
  const isInTime = round.time === 0 || time <= round.time * 1000;
  const isFirst = playerIs(game, player, ({ kicked, answer: earlier }) => !kicked && earlier === null);
  return isInTime && isFirst && round.rules.accept(answer) !== undefined;
}
