import type { Game, Player } from '../game/game.ts';
import type { Welcome } from '../protocol/server-message.ts';
import { PROTOCOL, VERSION } from '../protocol/version.ts';

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
