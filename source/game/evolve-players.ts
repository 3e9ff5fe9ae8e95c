import type { GameEvent } from './events.ts';
import type { Game, Missing, Player, PointsGiven } from './game.ts';
import { generatedName } from './names/generated-name.ts';
import { addByName, removeByName } from './names/name-order.ts';
import { score } from './scoring.ts';
import { byScoreAndName } from './standings.ts';
import { addAnswer, removeAnswer } from '../quiz/questions/tally.ts';
import { foldCase, looksOf } from '../text/look-alike.ts';

export function addPlayer(game: Game, event: Extract<GameEvent, { type: 'player-joined' }>): void {
  const player: Player = {
    id: event.player,
    ...namingOf(event.name),
    team: event.team,
    hasAnswered: false,
    tokenHash: event.tokenHash,
    formerTokens: [],
    presence: 'left',
    disconnectedAt: 0,
    kicked: false,
    score: 0,
    streak: 0,
    rank: null,
    previousRank: null,
    answer: null,
    result: null,
    history: game.closedQuestions.map(() => null),
    given: null,
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

/** Frees a player's name and tokens. */
function forget(game: Game, player: Player): void {
  game.players.delete(player.id);
  game.playersByToken.delete(player.tokenHash);
  for (const token of player.formerTokens) game.playersByFormerToken.delete(token);
  for (const look of player.looks) game.playersByLook.delete(look);
}

/** Takes a player out of all counts and standings. The tokens and the name stay, so that both are rejected from now on. */
export function kick(game: Game, player: Player, at: number): void {
  takeOut(game, [player], at);
}

/** Removes players. Their names are free for others; with a ban, their tokens are rejected from now on. */
export function removePlayers(game: Game, players: readonly Player[], isBan: boolean, at: number): void {
  takeOut(game, players, at);
  for (const player of players) {
    forget(game, player);
    if (!isBan) continue;
    for (const token of [player.tokenHash, ...player.formerTokens]) game.bannedTokens.add(token);
  }
}

/** Lets a kicked player back in, as if the connection had just been lost. */
export function readmit(game: Game, player: Player, at: number): void {
  player.kicked = false;
  game.playerCount++;
  changeMembers(game, player, 1);
  addByName(game, player);
  while (player.history.length < game.closedQuestions.length) player.history.push(null);
  if (player.answer && game.round && game.phase === 'question') {
    game.round.answered++;
    addAnswer(game.round.tally, game.round.rules, player.answer.value);
  }
  disconnect(game, player, 'disconnected', at);
  score(game, { type: 'readmitted', player });
}

export function rename(game: Game, player: Player, name: string): void {
  for (const look of player.looks) game.playersByLook.delete(look);
  removeByName(game, player);
  Object.assign(player, namingOf(name));
  for (const look of player.looks) game.playersByLook.set(look, player);
  addByName(game, player);
  if (game.settings.names === 'generated') skipUsedNames(game);
  game.standings = game.standings.toSorted(byScoreAndName);
}

/** Replaces a player's token. The newest former tokens stay known: the game rejects them with `moved`, and bans them with the player. */
export function move(game: Game, player: Player, tokenHash: string): void {
  const { playersByToken, playersByFormerToken } = game;
  playersByToken.delete(player.tokenHash);
  playersByFormerToken.set(player.tokenHash, player);
  const forgotten = player.formerTokens.splice(
    0,
    player.formerTokens.push(player.tokenHash) - MAX_FORMER_TOKENS,
  );
  for (const token of forgotten) playersByFormerToken.delete(token);
  player.tokenHash = tokenHash;
  playersByToken.set(tokenHash, player);
}

/** Enough for all of a person's devices, and few enough to move thousands of seats again and again. */
const MAX_FORMER_TOKENS = 8;

function namingOf(name: string): Pick<Player, 'name' | 'sortKey' | 'looks'> {
  return { name, sortKey: foldCase(name), looks: looksOf(name) };
}

export function givePoints(game: Game, player: Player, given: PointsGiven): void {
  player.given = given;
  score(game, { type: 'points', player, points: given.points });
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
  score(game, { type: 'removed', players });
}

function changeMembers(game: Game, { team }: Player, by: 1 | -1): void {
  const joined = game.teams.find(({ name }) => name === team);
  if (joined) joined.members += by;
}

function owesAnswer(game: Game, player: Player): boolean {
  return game.phase === 'question' && player.answer === null;
}
