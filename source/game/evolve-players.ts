import type { GameEvent } from './events.ts';
import type { Game, Player } from './game.ts';
import { parsePlayerName } from './player-name.ts';
import { rankPlayers, rankTeams } from './standings.ts';

export function addPlayer(game: Game, event: Extract<GameEvent, { type: 'player-joined' }>): void {
  const player: Player = {
    id: event.player,
    name: event.name,
    nameKey: parsePlayerName(event.name)?.key ?? event.name,
    team: event.team,
    hasAnswered: false,
    tokenHash: event.tokenHash,
    presence: 'left',
    disconnectedAt: 0,
    kicked: false,
    score: 0,
    streak: 0,
    rank: null,
    previousRank: null,
    answer: null,
    result: null,
  };
  game.players.set(player.id, player);
  game.playersByToken.set(player.tokenHash, player);
  game.playersByName.set(player.nameKey, player);
  game.playerCount++;
  changeMembers(game, player, 1);
  connect(game, player);
}

export function connect(game: Game, player: Player): void {
  if (player.presence === 'connected') return;
  player.presence = 'connected';
  game.connectedCount++;
  if (owesAnswer(game, player)) game.pendingAnswers++;
}

/** @param presence `left` if the player chose to leave, `disconnected` if the connection was lost. */
export function disconnect(game: Game, player: Player, presence: 'disconnected' | 'left', at: number): void {
  if (player.presence === 'connected') {
    game.connectedCount--;
    if (owesAnswer(game, player)) game.pendingAnswers--;
  }
  player.presence = presence;
  player.disconnectedAt = at;
}

/** Removes a player who leaves the lobby. After the lobby, players who leave keep their score in case they return. */
export function leave(game: Game, player: Player, at: number): void {
  disconnect(game, player, 'left', at);
  if (game.phase !== 'lobby') return;
  game.players.delete(player.id);
  game.playersByToken.delete(player.tokenHash);
  game.playersByName.delete(player.nameKey);
  game.playerCount--;
  changeMembers(game, player, -1);
}

/** Takes a player out of all counts and standings. The token and the name stay, so that both are rejected from now on. */
export function kick(game: Game, player: Player, at: number): void {
  disconnect(game, player, 'left', at);
  player.kicked = true;
  game.playerCount--;
  changeMembers(game, player, -1);
  if (player.answer && game.round && game.phase === 'question') game.round.answered--;
  game.standings = rankPlayers(game.standings.filter((other) => other !== player));
  // Teams have no ranks before the first reveal.
  if (game.teams.some(({ rank }) => rank !== null)) rankTeams(game.teams, game.standings);
}

function changeMembers(game: Game, { team }: Player, by: 1 | -1): void {
  const joined = game.teams.find(({ name }) => name === team);
  if (joined) joined.members += by;
}

function owesAnswer(game: Game, player: Player): boolean {
  return game.phase === 'question' && player.answer === null;
}
