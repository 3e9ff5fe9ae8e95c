import { programName, quotedPath } from '../process/program-name.ts';
import { noSuchGame } from '../report/choose-game.ts';
import { findJournal } from '../../journal/catalogue.ts';
import { latestResumableGame, resumableGame } from '../../journal/resume.ts';
import type { SavedGame } from '../../journal/saved-game.ts';
import { pluralize } from '../../text/numbers.ts';

/**
 * Returns the game to resume: the one with this name or path, otherwise the latest. Returns a message if there is none.
 *
 * @param now In milliseconds since the epoch.
 */
export async function gameToResume(
  name: string | undefined,
  stateDir: string,
  now: number,
): Promise<SavedGame | string> {
  if (name !== undefined) {
    const file = await findJournal(name, stateDir);
    return file === undefined ? noSuchGame(name) : resumableGame(file);
  }
  const game = await latestResumableGame(stateDir, now);
  if (game === undefined) {
    return `No interrupted game in ${stateDir}. Start a game with "${programName()} host quiz.json".`;
  }
  return typeof game === 'string'
    ? `${game} To resume another game, pass its name: "${programName()} report --list" shows them.`
    : game;
}

/**
 * Returns the notice for a host who starts another game while players still wait for an interrupted one.
 *
 * @param now In milliseconds since the epoch.
 * @param hasKey Whether a key on the host's screen resumes it.
 */
export function interruptionNotice(game: SavedGame, now: number, hasKey: boolean): string {
  const minutes = Math.max(1, Math.round((now - game.lastAt) / 60_000));
  const ago = minutes < 60 ? pluralize(minutes, 'minute') : pluralize(Math.round(minutes / 60), 'hour');
  const players = pluralize(game.players, 'player');
  const how = hasKey ? 'Press r' : `Run "${programName()} host --resume"`;
  return `${how} to resume "${game.created.quiz.title}", interrupted ${ago} ago with ${players}.`;
}

/** Says how to resume a game that was just interrupted. */
export function resumeHint(stateDir: string | undefined): string {
  const where = stateDir === undefined ? '' : ` --state-dir ${quotedPath(stateDir)}`;
  return `To resume this game, run "${programName()} host --resume${where}".`;
}
