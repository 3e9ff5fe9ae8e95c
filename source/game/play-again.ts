import type { GameCreated, GameEvent } from './events.ts';
import type { Game } from './game.ts';
import { type Settings, quizSettings } from './settings.ts';
import type { Quiz } from '../quiz/quiz.ts';

/**
 * Creates the next game and the events that seat the players of the last game, except those who left or were kicked. The quiz, if it
 * is the same, is shuffled anew. A locked game stays locked.
 */
export function playAgain(
  last: GameCreated,
  { number, players, locked }: Game,
  at: number,
  quiz: Quiz = last.quiz,
): { created: GameCreated; events: GameEvent[] } {
  const game = number + 1;
  const settings = settingsFor(quiz, last);
  const created = { ...last, at, game, seed: `${last.seed}/${game}`, quiz, settings };
  const events = [...players.values()].flatMap(({ id: player, name, team, tokenHash, presence, kicked }) => {
    if (kicked || presence === 'left') return [];
    const joined: GameEvent = { type: 'player-joined', at, player, name, team, tokenHash };
    const disconnected: GameEvent = { type: 'player-disconnected', at, player };
    return presence === 'disconnected' ? [joined, disconnected] : [joined];
  });
  const lock: GameEvent[] = locked ? [{ type: 'game-locked', at }] : [];
  return { created, events: [...events, ...lock] };
}

/**
 * Returns the last game's settings for another quiz. What the last quiz set, or left to the defaults, now comes from this one; what
 * the host set stays. The teams stay as well, because the players are in them.
 */
function settingsFor(quiz: Quiz, last: GameCreated): Settings {
  const [before, after] = [quizSettings(last.quiz), quizSettings(quiz)];
  const { scoring, streaks, shuffle, time, autoSubmit } = last.settings;
  return {
    ...last.settings,
    scoring: scoring === before.scoring ? after.scoring : scoring,
    streaks: streaks === before.streaks ? after.streaks : streaks,
    shuffle: shuffle === before.shuffle ? after.shuffle : shuffle,
    time: time === before.time ? after.time : time,
    autoSubmit: autoSubmit === before.autoSubmit ? after.autoSubmit : autoSubmit,
  };
}
