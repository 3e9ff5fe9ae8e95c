import { creditedTime, graceMs } from './answer-time.ts';
import type { Command } from './commands.ts';
import { type Decision, type HostRejection, type PlayerRejection, accept, reject } from './decision.ts';
import type { Game, Player, Round } from './game.ts';
import { generatedName } from './generated-name.ts';
import { parsePlayerName } from './player-name.ts';
import type { Settings } from './settings.ts';
import { looksOf } from '../text/look-alike.ts';

type CommandOf<Type extends Command['type']> = Extract<Command, { type: Type }>;

/**
 * Adds a player. If the token already has a seat, reconnects that player instead, whatever the name. Rejects with the first code
 * that applies: `kicked` (the token is banned), `bad-name`, `kicked` (the name looks like that of a kicked player), `name-taken` (or
 * like that of another player), `locked` (or the game has started without late joining), `full`. After the end, rejects everybody with
 * `locked`. In a full lobby, the player away the longest gives up the seat.
 */
export function decideJoin(game: Game, command: CommandOf<'join'>): Decision<PlayerRejection> {
  if (game.phase === 'ended') return reject('locked');
  if (game.playersByToken.has(command.tokenHash)) return decideReconnect(game, command);
  if (game.bannedTokens.has(command.tokenHash)) return reject('kicked');
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

/** Reconnects the player with this token. Rejects with `unknown-token` or `kicked`. */
export function decideReconnect(
  game: Game,
  command: { now: number; tokenHash: string },
): Decision<PlayerRejection> {
  if (game.bannedTokens.has(command.tokenHash)) return reject('kicked');
  const player = game.playersByToken.get(command.tokenHash);
  if (!player) return reject('unknown-token');
  if (player.kicked) return reject('kicked');
  if (player.presence === 'connected') return accept();
  return accept({ type: 'player-connected', at: command.now, player: player.id });
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
  const player = findByName(game, parsePlayerName(command.name) ?? '');
  if (!player || player.kicked) return reject('no-such-player');
  return accept({ type: 'player-kicked', at: command.now, player: player.id });
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
  if (round.pausedAt !== null) return reject('paused');
  return checkAnswer(game.settings, round, player, command);
}

function checkAnswer(
  settings: Settings,
  round: Round,
  player: Player,
  { now: at, question, answer: given, elapsed, timing }: CommandOf<'answer'>,
): Decision<PlayerRejection> {
  const isLate = round.closesAt !== null && at > round.closesAt + graceMs(timing);
  if (isLate) return reject('too-late');
  const answer = round.rules.accept(given);
  if (answer === undefined) return reject('bad-answer');
  const measuredMs = Math.max(0, at - round.openedAt - timing.startDelayMs);
  const { timeMs: time, isClamped } = creditedTime(settings, measuredMs, elapsed, timing, round.time * 1000);
  const clamped = isClamped && ({ clamped: true } as const);
  return accept({ type: 'answer-accepted', at, player: player.id, question, answer, time, ...clamped });
}
