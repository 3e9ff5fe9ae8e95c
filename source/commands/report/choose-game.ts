import { whenText } from '../../report/words.ts';
import {
  type SavedGameSummary,
  findJournal,
  newestPlayedGame,
  searchSavedGames,
} from '../../journal/catalogue.ts';
import { type ExitCode, exitCodes } from '../process/exit-codes.ts';
import { programName } from '../process/program-name.ts';

/** The journal to report on, or why there is none. */
export type GameChoice =
  | { readonly ok: true; readonly file: string }
  | { readonly ok: false; readonly exitCode: ExitCode; readonly lines: readonly string[] };

/** Chooses a saved game by its path, name or id, or else by words in its title. Default: the newest that was played. */
export async function chooseGame(text: string | undefined, stateDir: string): Promise<GameChoice> {
  if (text === undefined) {
    const newest = await newestPlayedGame(stateDir);
    return newest === undefined ? failed(noSavedGames(stateDir)) : { ok: true, file: newest };
  }
  const file = await findJournal(text, stateDir);
  if (file !== undefined) return { ok: true, file };
  const matches = await searchSavedGames(text, stateDir);
  const [match] = matches;
  if (match === undefined) return failed(noSuchGame(text));
  if (matches.length === 1) return { ok: true, file: match.file };
  return { ok: false, exitCode: exitCodes.usage, lines: ambiguousGame(text, matches) };
}

/** The message for an empty list of games. */
export function noSavedGames(stateDir: string): string {
  return `No saved games in ${stateDir}. Start a game with "${programName()} host quiz.json".`;
}

export function noSuchGame(text: string): string {
  return `${text}: no such game. "${programName()} report --list" shows the saved games.`;
}

function ambiguousGame(text: string, matches: readonly SavedGameSummary[]): string[] {
  const lines = matches.map(({ id, playedAt, title }) =>
    [' ', id, playedAt === null ? '' : whenText(playedAt), title ?? ''].join('  ').trimEnd(),
  );
  return [`${text}: ${matches.length} saved games match. Pass the name of one of them:`, ...lines];
}

function failed(message: string): GameChoice {
  return { ok: false, exitCode: exitCodes.failed, lines: [message] };
}
