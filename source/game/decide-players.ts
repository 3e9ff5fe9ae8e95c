import { creditedTime } from './answer-time.ts';
import type { Command } from './commands.ts';
import { type Decision, type HostRejection, type PlayerRejection, accept, reject } from './decision.ts';
import { parseReason } from './disputes.ts';
import type { Game, Player, Round } from './game.ts';
import { generatedName } from './names/generated-name.ts';
import { parsePlayerName } from './names/player-name.ts';
import type { Settings } from './settings.ts';
import { looksOf } from '../text/look-alike.ts';

type CommandOf<Type extends Command['type']> = Extract<Command, { type: Type }>;

/**
 * Adds a player. If the token already has a seat, reconnects that player instead, whatever the name. Rejects with the first code
 * that applies: `kicked` (the token is banned), `moved` (the token's seat has another one now), `bad-name`, `kicked` (the name looks
 * like that of a kicked player), `name-taken` (or like that of another player), `locked` (or the game has started without late
 * joining), `full`. After the end, rejects everybody with `locked`. In a full lobby, the player away the longest gives up the seat.
 */
export function decideJoin(game: Game, command: CommandOf<'join'>): Decision<PlayerRejection> {
  if (game.phase === 'ended') return reject('locked');
  if (isKnownToken(game, command.tokenHash)) return decideReconnect(game, command);
  const { names, lateJoin, maxPlayers } = game.settings;
  const name = parsePlayerName(
    names === 'generated' ? generatedName(game.seed, game.nextName) : (command.name ?? ''),
  );
  if (!name) return reject('bad-name');
  const namesake = findByName(game, name);
  if (namesake) return reject(namesake.kicked ? 'kicked' : 'name-taken');
  if (game.locked || (!lateJoin && game.phase !== 'lobby')) return reject('locked');
  const { now: at, player, tokenHash } = command;
  const joined = {
    type: 'player-joined',
    at,
    player,
    name,
    team: teamFor(game, command.team),
    tokenHash,
  } as const;
  if (game.playerCount < maxPlayers) return accept(joined);
  const absent = longestAway(game);
  return absent ? accept({ type: 'player-left', at, player: absent.id }, joined) : reject('full');
}

/** Returns the player in the lobby who has been away for longest. After the lobby, players keep their seats. */
function longestAway({ phase, players, playerCount, connectedCount }: Game): Player | undefined {
  if (phase !== 'lobby' || connectedCount === playerCount) return undefined;
  let longest: Player | undefined;
  for (const player of players.values()) {
    if (player.presence !== 'disconnected') continue;
    if (!longest || player.disconnectedAt < longest.disconnectedAt) longest = player;
  }
  return longest;
}

/** Returns the player with this name or one that looks like it. */
function findByName({ playersByLook }: Game, name: string): Player | undefined {
  for (const look of looksOf(name)) {
    const player = playersByLook.get(look);
    if (player) return player;
  }
  return undefined;
}

/** Returns the preferred team if it exists, otherwise the smallest; null in games without teams. */
function teamFor({ teams }: Game, preferred: string | undefined): string | null {
  let [team] = teams;
  if (!team) return null;
  const looks = looksOf(parsePlayerName(preferred ?? '') ?? '');
  for (const other of teams) {
    if (other.looks.some((look) => looks.includes(look))) return other.name;
    if (other.members < team.members) team = other;
  }
  return team.name;
}

/** Whether a token has or had a seat in this game. */
function isKnownToken({ playersByToken, playersByFormerToken, bannedTokens }: Game, token: string): boolean {
  return playersByToken.has(token) || playersByFormerToken.has(token) || bannedTokens.has(token);
}

/**
 * Reconnects the player with this token. Rejects with `kicked`, `moved` (the player's seat has another token now), or
 * `unknown-token`.
 */
export function decideReconnect(
  game: Game,
  command: { now: number; tokenHash: string },
): Decision<PlayerRejection> {
  if (game.bannedTokens.has(command.tokenHash)) return reject('kicked');
  const player = game.playersByToken.get(command.tokenHash);
  const former = game.playersByFormerToken.get(command.tokenHash);
  if (player?.kicked || former?.kicked) return reject('kicked');
  if (!player) return reject(former ? 'moved' : 'unknown-token');
  if (player.presence === 'connected') return accept();
  return accept({ type: 'player-connected', at: command.now, player: player.id });
}

/**
 * Gives a player's seat another token, and connects the player. If the new token is known already, only reconnects its player.
 * Rejects like a reconnect, and with `locked` after the end.
 */
export function decideMove(game: Game, command: CommandOf<'move'>): Decision<PlayerRejection> {
  const { now: at, tokenHash } = command;
  if (game.phase === 'ended') return reject('locked');
  if (isKnownToken(game, tokenHash)) return decideReconnect(game, command);
  const player = game.players.get(command.player);
  if (!player) return reject('unknown-token');
  if (player.kicked) return reject('kicked');
  const moved = { type: 'player-moved', at, player: player.id, tokenHash } as const;
  return player.presence === 'connected'
    ? accept(moved)
    : accept(moved, { type: 'player-connected', at, player: player.id });
}

/** Disconnects a player. Never rejects: has no effect if the player is not connected. */
export function decideDisconnect(game: Game, command: CommandOf<'disconnect'>): Decision<PlayerRejection> {
  const player = game.players.get(command.player);
  if (player?.presence !== 'connected') return accept();
  return accept({ type: 'player-disconnected', at: command.now, player: player.id });
}

/** Lets a player leave. Never rejects: has no effect if the player has left already. */
export function decideLeave(game: Game, command: CommandOf<'leave'>): Decision<PlayerRejection> {
  const player = game.players.get(command.player);
  if (!player || player.kicked || player.presence === 'left') return accept();
  return accept({ type: 'player-left', at: command.now, player: player.id });
}

/** Kicks the player with this name or one that looks like it. Rejects with `no-such-player`, or `not-now` after the end. */
export function decideKick(game: Game, command: CommandOf<'kick'>): Decision<HostRejection> {
  if (game.phase === 'ended') return reject('not-now');
  const player = playerNamed(game, command.name);
  if (!player) return reject('no-such-player');
  return accept({ type: 'player-kicked', at: command.now, player: player.id });
}

/** Lets a kicked player back in. Rejects with `no-such-player`, `full`, or `not-now` after the end. */
export function decideReadmit(game: Game, command: CommandOf<'readmit'>): Decision<HostRejection> {
  if (game.phase === 'ended') return reject('not-now');
  const player = findByName(game, parsePlayerName(command.name) ?? '');
  if (!player?.kicked) return reject('no-such-player');
  if (game.playerCount >= game.settings.maxPlayers) return reject('full');
  return accept({ type: 'player-readmitted', at: command.now, player: player.id });
}

/** Renames a player. Rejects with `not-now` after the end, `no-such-player`, `bad-name` or `name-taken`. */
export function decideRename(game: Game, command: CommandOf<'rename'>): Decision<HostRejection> {
  if (game.phase === 'ended') return reject('not-now');
  const player = playerNamed(game, command.name);
  return player ? renamed(game, player, command.newName, command.now) : reject('no-such-player');
}

/**
 * Renames a player who asks for it. Rejects with the first code that applies: `unknown-token`, `kicked`, `not-now` (the game has
 * started, or gives the names), `bad-name`, `name-taken`.
 */
export function decideChangeName(game: Game, command: CommandOf<'change-name'>): Decision<PlayerRejection> {
  const player = game.players.get(command.player);
  if (!player) return reject('unknown-token');
  if (player.kicked) return reject('kicked');
  if (game.phase !== 'lobby' || game.settings.names === 'generated') return reject('not-now');
  return renamed(game, player, command.name, command.now);
}

function renamed(game: Game, player: Player, typed: string, at: number): Decision<'bad-name' | 'name-taken'> {
  const name = parsePlayerName(typed);
  if (!name) return reject('bad-name');
  const namesake = findByName(game, name);
  if (namesake && namesake !== player) return reject('name-taken');
  return name === player.name ? accept() : accept({ type: 'player-renamed', at, player: player.id, name });
}

/** The most points that the host can give or take at once. */
export const MAX_GIVEN_POINTS = 100_000;

/**
 * Gives points to a player, or takes some, but not more than there are. Rejects with `not-now` (in the lobby, after the end, or if
 * nothing is scored), `no-such-player`, or `no-points` (the number is not whole, or there are none to take).
 */
export function decideGivePoints(game: Game, command: CommandOf<'give-points'>): Decision<HostRejection> {
  const { phase, settings } = game;
  if (phase === 'lobby' || phase === 'ended' || settings.scoring === 'off') return reject('not-now');
  const player = playerNamed(game, command.name);
  if (!player) return reject('no-such-player');
  const points = Math.max(-player.score, -MAX_GIVEN_POINTS, Math.min(command.points, MAX_GIVEN_POINTS));
  if (points === 0 || !Number.isInteger(points)) return reject('no-points');
  const reason = parseReason(command.reason);
  const { now: at } = command;
  return accept({
    type: 'points-given',
    at,
    player: player.id,
    points,
    ...(reason !== undefined && { reason }),
  });
}

/** Returns the player in the game with this name or one that looks like it. */
function playerNamed(game: Game, name: string): Player | undefined {
  const player = findByName(game, parsePlayerName(name) ?? '');
  return player?.kicked ? undefined : player;
}

/** Removes players, and bans their tokens. Rejects with `no-such-player` if none is in the game, or `not-now` after the end. */
export function decideRemove(game: Game, command: CommandOf<'remove'>): Decision<HostRejection> {
  const players = [...new Set(command.players)].flatMap((id) => game.players.get(id) ?? []);
  return removeAll(game, players, true, command.now);
}

/**
 * Removes all players who are not connected. They may join again, as new players. Rejects with `no-such-player` if there are none, or
 * `not-now` after the end.
 */
export function decideRemoveAway(game: Game, now: number): Decision<HostRejection> {
  const away = [...game.players.values()].filter(({ presence }) => presence !== 'connected');
  return removeAll(game, away, false, now);
}

function removeAll(
  { phase }: Game,
  players: readonly Player[],
  banned: boolean,
  at: number,
): Decision<HostRejection> {
  if (phase === 'ended') return reject('not-now');
  const ids = players.filter(({ kicked }) => !kicked).map(({ id }) => id);
  if (ids.length === 0) return reject('no-such-player');
  return accept({ type: 'players-removed', at, players: ids, banned });
}

/**
 * Accepts a player's answer to the open question and credits the time it took. Rejects with the first code that applies:
 * `unknown-token`, `kicked`, `wrong-question` (for another game, another question, or one that is not open yet),
 * `already-answered`, `too-late` (the question is closed), `paused`, `too-late` (the player's time is up), `bad-answer`.
 */
export function decideAnswer(game: Game, command: CommandOf<'answer'>): Decision<PlayerRejection> {
  const player = game.players.get(command.player);
  const { round } = game;
  if (!player) return reject('unknown-token');
  if (player.kicked) return reject('kicked');
  if (!round || command.question !== round.index || (command.game ?? game.number) !== game.number) {
    return reject('wrong-question');
  }
  if (player.answer) return reject('already-answered');
  if (game.phase === 'ready') return reject('wrong-question');
  if (game.phase !== 'question') return reject('too-late');
  if (game.pausedAt !== null) return reject('paused');
  return checkAnswer(game.settings, round, player, command);
}

function checkAnswer(
  settings: Settings,
  round: Round,
  player: Player,
  { now: at, question, answer: given, elapsed, timing }: CommandOf<'answer'>,
): Decision<PlayerRejection> {
  const isLate = round.closesAt !== null && at > round.closesAt + timing.graceMs;
  if (isLate) return reject('too-late');
  const answer = round.rules.accept(given);
  if (answer === undefined) return reject('bad-answer');
  const measuredMs = Math.max(0, at - round.openedAt - timing.startDelayMs);
  const { timeMs: time, isClamped } = creditedTime(settings, measuredMs, elapsed, timing, round.time * 1000);
  const clamped = isClamped && ({ clamped: true } as const);
  return accept({ type: 'answer-accepted', at, player: player.id, question, answer, time, ...clamped });
}
