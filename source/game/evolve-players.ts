import type { GameEvent } from './events.ts';
import type { Game, Missing, Player } from './game.ts';
import { generatedName } from './generated-name.ts';
import { addByName, removeByName } from './name-order.ts';
import { rankTeams, setRanks } from './standings.ts';
import { removeAnswer } from '../quiz/questions/tally.ts';
import { foldCase, looksOf } from '../text/look-alike.ts';

export function addPlayer(game: Game, event: Extract<GameEvent, { type: 'player-joined' }>): void {
  const player: Player = {
    id: event.player,
    name: event.name,
    sortKey: foldCase(event.name),
    looks: looksOf(event.name),
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
  for (const look of player.looks) game.playersByLook.set(look, player);
  addByName(game, player);
  game.playerCount++;
  if (game.settings.names === 'generated') skipUsedNames(game);
  changeMembers(game, player, 1);
  connect(game, player);
}

/** Advances to the next generated name that no player has. No name is given twice. */
function skipUsedNames(game: Game): void {
  const isUsed = (look: string) => game.playersByLook.has(look);
  while (looksOf(generatedName(game.seed, game.nextName)).some(isUsed)) game.nextName++;
}

export function connect(game: Game, player: Player): void {
  if (player.presence === 'connected') return;
  player.presence = 'connected';
  game.connectedCount++;
  if (!owesAnswer(game, player)) return;
  game.pendingAnswers++;
  trimMissing(game);
}

/** @param presence `left` if the player chose to leave, `disconnected` if the connection was lost. */
export function disconnect(game: Game, player: Player, presence: 'disconnected' | 'left', at: number): void {
  if (player.presence === 'connected') {
    game.connectedCount--;
    if (owesAnswer(game, player)) game.pendingAnswers--;
  }
  player.presence = presence;
  player.disconnectedAt = at;
  if (presence === 'disconnected' && owesAnswer(game, player)) addMissing(game, player);
  trimMissing(game);
}

/** Makes the open question wait for a disconnected player. */
export function addMissing({ round }: Game, player: Player): void {
  if (!round) return;
  const since = player.disconnectedAt;
  let place = round.missing.length;
  while ((round.missing[place - 1]?.since ?? -Infinity) > since) place--;
  round.missing.splice(place, 0, { player, since });
}

/** Removes entries from the end of the list of missing players until the last player in it is still missing. */
export function trimMissing({ round }: Game): void {
  for (let last = round?.missing.at(-1); last && !isMissing(last); last = round?.missing.at(-1)) {
    round?.missing.pop();
  }
}

function isMissing({ player, since }: Missing): boolean {
  return player.presence === 'disconnected' && player.answer === null && player.disconnectedAt === since;
}

/** Removes a player who leaves the lobby. After the lobby, players who leave keep their score in case they return. */
export function leave(game: Game, player: Player, at: number): void {
  disconnect(game, player, 'left', at);
  if (game.phase !== 'lobby') return;
  forget(game, player);
  removeByName(game, player);
  game.playerCount--;
  changeMembers(game, player, -1);
}

/** Frees a player's name and token. */
function forget(game: Game, player: Player): void {
  game.players.delete(player.id);
  game.playersByToken.delete(player.tokenHash);
  for (const look of player.looks) game.playersByLook.delete(look);
}

/** Takes a player out of all counts and standings. The token and the name stay, so that both are rejected from now on. */
export function kick(game: Game, player: Player, at: number): void {
  takeOut(game, [player], at);
}

/** Removes players. Their names are free for others; with a ban, their tokens are rejected from now on. */
export function removePlayers(game: Game, players: readonly Player[], isBan: boolean, at: number): void {
  takeOut(game, players, at);
  for (const player of players) {
    forget(game, player);
    if (isBan) game.bannedTokens.add(player.tokenHash);
  }
}

/** Takes players out of all counts and standings. */
function takeOut(game: Game, players: readonly Player[], at: number): void {
  for (const player of players) {
    disconnect(game, player, 'left', at);
    player.kicked = true;
    game.playerCount--;
    changeMembers(game, player, -1);
    if (player.answer && game.round && game.phase === 'question') {
      game.round.answered--;
      removeAnswer(game.round.tally, game.round.rules, player.answer.value);
    }
  }
  const isIn = ({ kicked }: Player) => !kicked;
  game.playing = game.playing.filter(isIn);
  game.newcomers = game.newcomers.filter(isIn);
  game.standings = game.standings.filter(isIn);
  setRanks(game.standings);
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
