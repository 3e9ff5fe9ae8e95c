import type { Command } from './commands.ts';
import { type Decision, type HostRejection, type PlayerRejection, accept, reject } from './decision.ts';
import type { Game, Player, Round } from './game.ts';
import { friendlyName, parsePlayerName } from './player-name.ts';

type CommandOf<Type extends Command['type']> = Extract<Command, { type: Type }>;

/**
 * A new player; for a token that has a seat, that seat again, whatever the name. Otherwise rejects with `bad-name`, with
 * `kicked` or `name-taken` for a name that looks like another's, with `locked` where nobody new may join, and with `full`.
 */
export function decideJoin(game: Game, command: CommandOf<'join'>): Decision<PlayerRejection> {
  if (game.phase === 'ended') return reject('locked');
  if (game.playersByToken.has(command.tokenHash)) return decideReconnect(game, command);
  const { names, lateJoin, maxPlayers } = game.settings;
  const name = parsePlayerName(names === 'generated' ? unusedName(game) : (command.name ?? ''));
  if (!name) return reject('bad-name');
  const namesake = game.playersByName.get(name.key);
  if (namesake) return reject(namesake.kicked ? 'kicked' : 'name-taken');
  if (game.locked || (!lateJoin && game.phase !== 'lobby')) return reject('locked');
  if (game.playerCount >= maxPlayers) return reject('full');
  const { now: at, player, tokenHash } = command;
  const team = teamFor(game, command.team);
  return accept({ type: 'player-joined', at, player, name: name.name, team, tokenHash });
}

/** A friendly name that nobody here has or had. */
function unusedName({ seed, players, playersByName }: Game): string {
  for (let index = players.size; ; index++) {
    const name = friendlyName(seed, index);
    if (!playersByName.has(parsePlayerName(name)?.key ?? '')) return name;
  }
}

/** The team that was wished for; without one, or where there is no such team, the smallest. */
function teamFor({ teams }: Game, wished: string | undefined): string | null {
  const key = wished === undefined ? undefined : parsePlayerName(wished)?.key;
  const chosen = key === undefined ? undefined : teams.find(({ name }) => parsePlayerName(name)?.key === key);
  const [smallest] = teams.toSorted((a, b) => a.members - b.members);
  return (chosen ?? smallest)?.name ?? null;
}

/** The seat of a token again. Rejects with `unknown-token`, and with `kicked`. */
export function decideReconnect(
  game: Game,
  command: { now: number; tokenHash: string },
): Decision<PlayerRejection> {
  const player = game.playersByToken.get(command.tokenHash);
  if (!player) return reject('unknown-token');
  if (player.kicked) return reject('kicked');
  if (player.presence === 'connected') return accept();
  return accept({ type: 'player-connected', at: command.now, player: player.id });
}

/** The connection is gone without a goodbye. Never rejects: nothing happens where it was not there. */
export function decideDisconnect(game: Game, command: CommandOf<'disconnect'>): Decision<PlayerRejection> {
  const player = game.players.get(command.player);
  if (player?.presence !== 'connected') return accept();
  return accept({ type: 'player-disconnected', at: command.now, player: player.id });
}

/** The player says goodbye. Never rejects: nothing happens where that was said before. */
export function decideLeave(game: Game, command: CommandOf<'leave'>): Decision<PlayerRejection> {
  const player = game.players.get(command.player);
  if (!player || player.kicked || player.presence === 'left') return accept();
  return accept({ type: 'player-left', at: command.now, player: player.id });
}

/** Sends away whoever plays under a name that looks like this one. Rejects with `no-such-player`; `not-now` after the end. */
export function decideKick(game: Game, command: CommandOf<'kick'>): Decision<HostRejection> {
  if (game.phase === 'ended') return reject('not-now');
  const player = game.playersByName.get(parsePlayerName(command.name)?.key ?? '');
  if (!player || player.kicked) return reject('no-such-player');
  return accept({ type: 'player-kicked', at: command.now, player: player.id });
}

/**
 * Takes a player's answer to the open question, with the time that it took. Rejects, the first that fits: `unknown-token`,
 * `kicked`, `wrong-question` (of another game, another one, or one that is not open yet), `already-answered`, `too-late` (the
 * question has closed), `paused`, `too-late` (its time is up), `bad-answer`.
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
  return takeAnswer(round, player, command);
}

function takeAnswer(round: Round, player: Player, command: CommandOf<'answer'>): Decision<PlayerRejection> {
  const limitMs = round.time * 1000;
  const shownUntil = command.now - command.startDelayMs;
  if (round.closesAt !== null && shownUntil > round.closesAt) return reject('too-late');
  const takenMs = Math.max(0, shownUntil - round.openedAt);
  const answer = round.rules.accept(command.answer);
  if (answer === undefined) return reject('bad-answer');
  const { now: at, question } = command;
  // Who had to come back to a host that was away may have had longer; it is never credited as more.
  const time = limitMs > 0 ? Math.min(takenMs, limitMs) : takenMs;
  return accept({ type: 'answer-accepted', at, player: player.id, question, answer, time });
}
