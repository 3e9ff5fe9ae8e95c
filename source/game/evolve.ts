import { allowAnswer, voidQuestion } from './disputes.ts';
import type { GameEvent } from './events.ts';
import {
  addPlayer,
  connect,
  disconnect,
  givePoints,
  kick,
  leave,
  move,
  readmit,
  removePlayers,
  rename,
} from './evolve-players.ts';
import {
  acceptAnswer,
  addLostTime,
  announceQuestion,
  closeQuestion,
  openQuestion,
  resume,
} from './evolve-round.ts';
import type { Game, Player, Round } from './game.ts';
import { revealPodium } from './podium.ts';

/**
 * Applies an event to the game. Nothing else changes a game, and the same events always make the same game: resuming, reports
 * and replays rely on it. Throws a `RangeError` for events that do not belong to this game.
 */
export function evolve(game: Game, event: GameEvent): void {
  const { phase } = game;
  apply(game, event);
  if (game.phase === phase) return;
  game.phaseStartedAt = event.at;
  game.pausedAt = null;
}

function apply(game: Game, event: GameEvent): void {
  switch (event.type) {
    case 'player-joined':
      return addPlayer(game, event);
    case 'player-connected':
      return connect(game, playerOf(game, event.player));
    case 'player-disconnected':
      return disconnect(game, playerOf(game, event.player), 'disconnected', event.at);
    case 'player-left':
      return leave(game, playerOf(game, event.player), event.at);
    case 'player-kicked':
      return kick(game, playerOf(game, event.player), event.at);
    case 'player-readmitted':
      return readmit(game, playerOf(game, event.player), event.at);
    case 'player-renamed':
      return rename(game, playerOf(game, event.player), event.name);
    case 'player-moved':
      return move(game, playerOf(game, event.player), event.tokenHash);
    case 'points-given': {
      const { player, points, reason = null } = event;
      return givePoints(game, playerOf(game, player), { points, reason });
    }
    case 'players-removed': {
      const players = event.players.map((id) => playerOf(game, id));
      return removePlayers(game, players, event.banned, event.at);
    }
    case 'game-locked':
      game.locked = true;
      return;
    case 'game-unlocked':
      game.locked = false;
      return;
    case 'start-scheduled':
      game.startsAt = event.startsAt;
      return;
    case 'question-announced':
      return announceQuestion(game, event.question, event.opensAt);
    case 'pin-changed':
    case 'question-skipped':
    case 'time-passed':
      return;
    case 'host-returned':
      return addLostTime(game, event);
    case 'question-opened':
      return openQuestion(game, roundOf(game), event.at, event.closesAt);
    case 'question-extended':
      roundOf(game).closesAt = event.closesAt;
      return;
    case 'answer-accepted':
      return acceptAnswer(game, roundOf(game), playerOf(game, event.player), event.answer, event.time);
    case 'game-paused':
      game.pausedAt = event.at;
      return;
    case 'game-resumed':
      return resume(game, event.at);
    case 'question-closed':
      return closeQuestion(game, roundOf(game));
    case 'question-voided':
      return voidQuestion(game, event.question, event.reason ?? null);
    case 'answer-allowed':
      return allowAnswer(game, event.question, event.answer);
    case 'standings-shown':
      game.phase = 'standings';
      return;
    case 'podium-shown':
      // If the game is ended early, answers to the open question do not count.
      game.phase = 'podium';
      game.podiumShownAt = event.shownAt;
      game.pendingAnswers = 0;
      return;
    case 'podium-revealed':
      return revealPodium(game, event.at);
    case 'game-ended':
      game.phase = 'ended';
      return;
  }
}

function playerOf(game: Game, id: string): Player {
  const player = game.players.get(id);
  if (!player) throw new RangeError(`no player ${id} in this game`);
  return player;
}

function roundOf(game: Game): Round {
  if (!game.round) throw new RangeError('no question in this game yet');
  return game.round;
}
