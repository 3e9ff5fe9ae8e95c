import type { ClockCommand, Command, HostCommand, PlayerCommand, Timed } from './commands.ts';
import { dueAt, isPausable } from './deadlines.ts';
import {
  decideAnswer,
  decideChangeName,
  decideDisconnect,
  decideGivePoints,
  decideJoin,
  decideKick,
  decideLeave,
  decideMove,
  decideRemove,
  decideRemoveAway,
  decideReadmit,
  decideReconnect,
  decideRename,
} from './decide-players.ts';
import { type Decision, type HostRejection, type PlayerRejection, accept, reject } from './decision.ts';
import { decideAllow, decideVoid } from './disputes.ts';
import type { CloseReason, GameEvent } from './events.ts';
import type { Game, Round } from './game.ts';
import { podiumEnd, podiumStart } from './podium.ts';
import { finalStandings } from './standings.ts';

/** How long the text of a question is shown before its options, in milliseconds. */
const READY_MS = 3000;

/** Additional time for teams to discuss it, in milliseconds. */
const TEAM_TALK_MS = 5000;

/** By how much the host extends an open question at a time, in milliseconds. */
const EXTENSION_MS = 10_000;

/** Decides a command: returns its events, or why it is rejected. Changes nothing and never throws. */
export function decide(game: Game, command: Timed<PlayerCommand>): Decision<PlayerRejection>;
export function decide(game: Game, command: Timed<HostCommand | ClockCommand>): Decision<HostRejection>;
export function decide(game: Game, command: Command): Decision;
export function decide(game: Game, command: Command): Decision {
  switch (command.type) {
    case 'join':
      return decideJoin(game, command);
    case 'reconnect':
      return decideReconnect(game, command);
    case 'move':
      return decideMove(game, command);
    case 'disconnect':
      return decideDisconnect(game, command);
    case 'leave':
      return decideLeave(game, command);
    case 'answer':
      return decideAnswer(game, command);
    case 'kick':
      return decideKick(game, command);
    case 'readmit':
      return decideReadmit(game, command);
    case 'rename':
      return decideRename(game, command);
    case 'change-name':
      return decideChangeName(game, command);
    case 'give-points':
      return decideGivePoints(game, command);
    case 'remove':
      return decideRemove(game, command);
    case 'remove-away':
      return decideRemoveAway(game, command.now);
    case 'void':
      return decideVoid(game, command);
    case 'allow':
      return decideAllow(game, command);
    case 'start':
      return game.phase === 'lobby' ? accept(announce(game, 0, command.now)) : reject('not-now');
    case 'next':
      return decideNext(game, command.now);
    case 'skip':
      return decideSkip(game, command.now);
    case 'close':
      return decideClose(game, command.now);
    case 'pause':
      return isPausable(game) && game.pausedAt === null
        ? accept({ type: 'game-paused', at: command.now })
        : reject('not-now');
    case 'resume':
      return game.pausedAt === null ? reject('not-now') : accept({ type: 'game-resumed', at: command.now });
    case 'extend':
      return decideExtend(game, command.now);
    case 'lock':
      return game.locked || game.phase === 'ended'
        ? reject('not-now')
        : accept({ type: 'game-locked', at: command.now });
    case 'unlock':
      return game.locked && game.phase !== 'ended'
        ? accept({ type: 'game-unlocked', at: command.now })
        : reject('not-now');
    case 'change-pin':
      return game.phase === 'ended'
        ? reject('not-now')
        : accept({ type: 'pin-changed', at: command.now, pin: command.pin });
    case 'reveal-podium':
      return decideRevealPodium(game, command.now);
    case 'end':
      return decideEnd(game, command.now);
    case 'deadline-passed':
      return decideDeadlinePassed(game, command.now);
  }
}

function decideNext(game: Game, now: number): Decision<HostRejection> {
  switch (game.phase) {
    case 'ready':
      return game.round ? accept(open(game.round, now)) : reject('not-now');
    case 'reveal': {
      // Without scoring, everybody is first.
      const hasStandings = !isLastQuestion(game) && game.settings.scoring !== 'off';
      return accept(hasStandings ? { type: 'standings-shown', at: now } : announceNext(game, now));
    }
    case 'standings':
      return accept(announceNext(game, now));
    case 'podium':
      return accept({ type: now < podiumEnd(game) ? 'podium-revealed' : 'game-ended', at: now });
    default:
      return reject('not-now');
  }
}

function decideSkip(game: Game, now: number): Decision<HostRejection> {
  if (game.phase !== 'ready' || !game.round) return reject('not-now');
  return accept({ type: 'question-skipped', at: now, question: game.round.index }, announceNext(game, now));
}

function decideClose(game: Game, now: number): Decision<HostRejection> {
  if (game.phase !== 'question' || !game.round) return reject('not-now');
  return accept(close(game.round, 'host', now));
}

/** Moves the deadline of the open question. Answers earn points as before, and those in the extra time are credited the whole limit. */
function decideExtend({ phase, round }: Game, now: number): Decision<HostRejection> {
  if (phase !== 'question' || !round || round.closesAt === null) return reject('not-now');
  // A question whose time is up may still wait for answers that are on their way.
  const closesAt = Math.max(round.closesAt, now) + EXTENSION_MS;
  return accept({ type: 'question-extended', at: now, question: round.index, closesAt });
}

function decideRevealPodium(game: Game, now: number): Decision<HostRejection> {
  if (game.phase !== 'podium') return reject('not-now');
  return now < podiumEnd(game) ? accept({ type: 'podium-revealed', at: now }) : accept();
}

function decideEnd(game: Game, now: number): Decision<HostRejection> {
  if (game.phase === 'ended') return reject('not-now');
  return accept(game.phase === 'podium' ? { type: 'game-ended', at: now } : showPodium(game, now));
}

function decideDeadlinePassed(game: Game, now: number): Decision<HostRejection> {
  const due = dueAt(game, now);
  if (due === null || now < due) return reject('not-now');
  if (game.phase === 'lobby') return accept(startAutomatically(game, now));
  if (game.phase !== 'question' || !game.round) return decideNext(game, now);
  const { closesAt } = game.round;
  return accept(close(game.round, closesAt !== null && now >= closesAt ? 'time' : 'answered', now));
}

/** Starts the game, or in games that continue automatically, the countdown to its start. */
function startAutomatically(game: Game, now: number): GameEvent {
  const { autoAfter } = game.settings;
  if (autoAfter === null || game.startsAt !== null) return announce(game, 0, now);
  return { type: 'start-scheduled', at: now, startsAt: now + autoAfter * 1000 };
}

function isLastQuestion(game: Game): boolean {
  return (game.round?.index ?? -1) + 1 >= game.playOrder.length;
}

/** Announces the next question, or shows the podium after the last one. */
function announceNext(game: Game, now: number): GameEvent {
  return isLastQuestion(game) ? showPodium(game, now) : announce(game, (game.round?.index ?? -1) + 1, now);
}

function announce({ settings }: Game, question: number, now: number): GameEvent {
  const opensAt = now + READY_MS + (settings.teams ? TEAM_TALK_MS : 0);
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

function showPodium(game: Game, now: number): GameEvent {
  return { type: 'podium-shown', at: now, shownAt: podiumStart(game, now), standings: finalStandings(game) };
}
