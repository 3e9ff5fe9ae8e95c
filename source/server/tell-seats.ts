import type { GameEvent } from '../game/events.ts';
import type { Game } from '../game/game.ts';
import type { Audience } from './audience.ts';
import { closeCodes } from './connection.ts';
import type { EventLog } from './journal.ts';
import type { Seats } from './seats.ts';

export interface Told {
  /** After the event. */
  readonly game: Game;
  readonly audience: Audience;
  readonly seats: Seats;
  readonly log: EventLog;
}

/** Tells the seats what an event changes for them: a change of phase at once, a counter soon. */
export function tellSeats(event: GameEvent, { game, audience, seats, log }: Told): void {
  switch (event.type) {
    case 'player-joined':
    case 'player-connected':
    case 'player-lost':
      return audience.publishSoon();
    case 'player-left':
      if (!game.players.has(event.player)) seats.remove(event.player);
      return audience.publishSoon();
    case 'player-kicked':
      log.flush();
      seats.kick(event.player);
      audience.youChanged();
      return audience.publish();
    case 'answer-accepted':
      seats.tell(event.player);
      return audience.publishSoon();
    case 'question-announced':
    case 'question-closed':
    case 'podium-shown':
      audience.youChanged();
      return audience.publish();
    case 'question-left-out':
    case 'time-passed':
      return;
    case 'game-ended':
      audience.publish();
      audience.flush();
      return seats.dismiss(closeCodes.normal, 'ended');
    default:
      return audience.publish();
  }
}
