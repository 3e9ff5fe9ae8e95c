import type { ClockCommand, Command, HostCommand, PlayerCommand, Timed } from './commands.ts';
import { dueAt } from './deadlines.ts';
import {
  decideAnswer,
  decideJoin,
  decideKick,
  decideLeave,
  decideDisconnect,
  decideReconnect,
} from './decide-players.ts';
import { type Decision, type HostRejection, type PlayerRejection, accept, reject } from './decision.ts';
import type { CloseReason, GameEvent } from './events.ts';
import type { Game, Round } from './game.ts';
import { finalStandings } from './standings.ts';

/** How long the text of a question is shown before its options, in milliseconds. */
const READY_MS = 3000;

/** How much longer it is shown to teams, who talk about it, in milliseconds. */
const TALK_MS = 5000;

/** What comes of a command in this game. Changes nothing and never throws: what cannot be taken is rejected. */
export function decide(game: Game, command: Timed<PlayerCommand>): Decision<PlayerRejection>;
export function decide(game: Game, command: Timed<HostCommand | ClockCommand>): Decision<HostRejection>;
export function decide(game: Game, command: Command): Decision;
export function decide(game: Game, command: Command): Decision {
  switch (command.type) {
    case 'join':
      return decideJoin(game, command);
    case 'reconnect':
      return decideReconnect(game, command);
    case 'disconnect':
      return decideDisconnect(game, command);
    case 'leave':
      return decideLeave(game, command);
    case 'answer':
      return decideAnswer(game, command);
    case 'kick':
      return decideKick(game, command);
    case 'start':
      return game.phase === 'lobby' ? accept(announce(game, 0, command.now)) : reject('not-now');
    case 'next':
      return decideNext(game, command.now);
    case 'skip':
      return decideSkip(game, command.now);
    case 'close':
      return game.phase === 'question' && game.round
        ? accept(close(game.round, 'host', command.now))
        : reject('not-now');
    case 'pause':
      return isRunning(game) && game.round?.pausedAt === null
        ? accept({ type: 'game-paused', at: command.now })
        : reject('not-now');
    case 'resume':
      return isRunning(game) && typeof game.round?.pausedAt === 'number'
        ? accept({ type: 'game-resumed', at: command.now })
        : reject('not-now');
    case 'lock':
      return game.locked || game.phase === 'ended'
        ? reject('not-now')
        : accept({ type: 'game-locked', at: command.now });
    case 'unlock':
      return game.locked && game.phase !== 'ended'
        ? accept({ type: 'game-unlocked', at: command.now })
        : reject('not-now');
    case 'end':
      return decideEnd(game, command.now);
    case 'deadline-passed':
      return decideTimeIsUp(game, command.now);
  }
}

function decideNext(game: Game, now: number): Decision<HostRejection> {
  switch (game.phase) {
    case 'ready':
      return game.round ? accept(open(game.round, now)) : reject('not-now');
    case 'reveal':
      return accept(isLastQuestion(game) ? podium(game, now) : { type: 'standings-shown', at: now });
    case 'standings':
      return accept(announceNext(game, now));
    case 'podium':
      return accept({ type: 'game-ended', at: now });
    default:
      return reject('not-now');
  }
}

function decideSkip(game: Game, now: number): Decision<HostRejection> {
  if (game.phase !== 'ready' || !game.round) return reject('not-now');
  return accept({ type: 'question-skipped', at: now, question: game.round.index }, announceNext(game, now));
}

function decideEnd(game: Game, now: number): Decision<HostRejection> {
  if (game.phase === 'ended') return reject('not-now');
  return accept(game.phase === 'podium' ? { type: 'game-ended', at: now } : podium(game, now));
}

function decideTimeIsUp(game: Game, now: number): Decision<HostRejection> {
  const due = dueAt(game, now);
  if (due === null || now < due) return reject('not-now');
  if (game.phase === 'lobby') return accept(announce(game, 0, now));
  if (game.phase !== 'question' || !game.round) return decideNext(game, now);
  const { closesAt } = game.round;
  return accept(close(game.round, closesAt !== null && now >= closesAt ? 'time' : 'answered', now));
}

function isRunning(game: Game): boolean {
  return game.phase === 'ready' || game.phase === 'question';
}

function isLastQuestion(game: Game): boolean {
  return (game.round?.index ?? -1) + 1 >= game.playOrder.length;
}

/** The next question, or the podium where there is none. */
function announceNext(game: Game, now: number): GameEvent {
  return isLastQuestion(game) ? podium(game, now) : announce(game, (game.round?.index ?? -1) + 1, now);
}

function announce({ settings }: Game, question: number, now: number): GameEvent {
  const opensAt = now + READY_MS + (settings.teams ? TALK_MS : 0);
  return { type: 'question-announced', at: now, question, opensAt };
}

function open({ index, time }: Round, now: number): GameEvent {
  return {
    type: 'question-opened',
    at: now,
    question: index,
    closesAt: time === 0 ? null : now + time * 1000,
  };
}

function close({ index }: Round, reason: CloseReason, now: number): GameEvent {
  return { type: 'question-closed', at: now, question: index, reason };
}

function podium(game: Game, now: number): GameEvent {
  return { type: 'podium-shown', at: now, standings: finalStandings(game) };
}
