import type { GameEvent } from '../../game/events.ts';
import type { Game, Player } from '../../game/game.ts';
import type { EventLog } from '../../journal/journal.ts';
import { PROTOCOL, VERSION } from '../../protocol/endpoints.ts';
import type { Welcome } from '../../protocol/server-message.ts';
import { closeCodes } from '../connection.ts';
import type { Broadcaster } from './broadcaster.ts';
import type { Seats } from './seats.ts';
import { stageUpdate } from '../../view/stage-update.ts';

export interface Told {
  /** After the event. */
  readonly game: Game;
  readonly audience: Broadcaster;
  readonly seats: Seats;
  readonly log: EventLog;
}

/** Tells the seats what an event changes for them: the stage for all, as it shows there, and for some more than that. */
export function tellSeats(event: GameEvent, told: Told): void {
  tellPlayers(event, told);
  showStage(event, told.audience);
  if (event.type !== 'game-ended') return;
  told.audience.flush();
  told.seats.dismiss(closeCodes.normal, 'ended');
}

/** What goes to players alone. */
function tellPlayers(event: GameEvent, { game, audience, seats, log }: Told): void {
  switch (event.type) {
    case 'player-left':
      if (!game.players.has(event.player)) seats.remove(event.player);
      return;
    case 'player-kicked':
      log.flush();
      seats.kick(event.player);
      return audience.youChanged();
    case 'answer-accepted':
      return seats.tell(event.player);
    case 'question-announced':
    case 'question-closed':
    case 'podium-shown':
      return audience.youChanged();
    default:
  }
}

function showStage(event: GameEvent, audience: Broadcaster): void {
  switch (stageUpdate(event)) {
    case 'now':
      return audience.publish();
    case 'batched':
      return audience.publishSoon();
    case 'none':
  }
}

/** What a seat is told first. A watcher has neither player nor token. */
export function welcomeTo(game: Game, player: Player | null, token: string | null, now: number): Welcome {
  return {
    type: 'welcome',
    protocol: PROTOCOL,
    version: VERSION,
    now,
    player: player && { id: player.id, name: player.name, team: player.team },
    token,
    quiz: { title: game.quiz.title, questions: game.playOrder.length },
  };
}
