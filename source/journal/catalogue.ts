import { existsSync, realpathSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { journalFolder } from './journal.ts';
import { isJournalInUse } from './lock.ts';
import {
  type SavedGame,
  type SavedGameState,
  hadPlayers,
  isLostGame,
  problemText,
  readSavedGame,
  stateOf,
} from './saved-game.ts';

/** A row of the list of saved games. If the journal cannot be read, all but the first four fields are null. */
export interface SavedGameSummary {
  /** The game's name on the command line: the last part of its file's name. */
  readonly id: string;
  readonly file: string;
  readonly state: SavedGameState | 'damaged';
  /** Why the journal cannot be read, with its name and the line; null if it can. */
  readonly problem: string | null;
  readonly title: string | null;
  /** The game's number, from 1. */
  readonly game: number | null;
  /** When the lobby was opened, as an ISO 8601 time. */
  readonly playedAt: string | null;
  readonly players: number | null;
}

/** Lists the saved games, newest first. */
export async function listSavedGames(stateDir: string): Promise<SavedGameSummary[]> {
  const games: SavedGameSummary[] = [];
  for (const file of await journalFiles(stateDir)) games.push(await summaryOf(file));
  return games;
}

/** The journals in a state folder, newest first. */
export async function journalFiles(stateDir: string): Promise<string[]> {
  const folder = journalFolder(stateDir);
  const names = await fileNamesIn(folder);
  // Journals are named after their time: the last one in order is the newest.
  return names
    .filter((name) => name.endsWith('.jsonl'))
    .toSorted()
    .toReversed()
    .map((name) => join(folder, name));
}

/** Whether a journal is in the state folder, and not merely linked from there. */
export function isOwnJournal(file: string, stateDir: string): boolean {
  try {
    return dirname(realpathSync(file)) === realpathSync(journalFolder(stateDir));
  } catch {
    // One of them does not exist.
    return false;
  }
}

/**
 * Returns the journal of the newest game with something to report: a question that was closed. If there is none, the
 * newest game that anyone joined, or else the newest of all.
 */
export async function newestPlayedGame(stateDir: string): Promise<string | undefined> {
  const files = await journalFiles(stateDir);
  const unplayed: SavedGame[] = [];
  for (const file of files) {
    const game = await readSavedGame(file);
    // Showing an older game instead would hide that this one is damaged.
    if (isLostGame(game)) return file;
    if ('reason' in game) continue;
    if (game.events.some(({ type }) => type === 'question-closed')) return file;
    unplayed.push(game);
  }
  const newest = unplayed.find(hadPlayers) ?? unplayed[0];
  return newest?.file ?? files[0];
}

/** Returns the journal with this file name or id in the state folder. */
export async function findSavedGame(name: string, stateDir: string): Promise<string | undefined> {
  const files = await journalFiles(stateDir);
  return files.find((file) => [basename(file), basename(file, '.jsonl'), idOf(file)].includes(name));
}

/** Returns the journal with this file name, id or path. */
export async function findJournal(nameOrPath: string, stateDir: string): Promise<string | undefined> {
  return (await findSavedGame(nameOrPath, stateDir)) ?? (existsSync(nameOrPath) ? nameOrPath : undefined);
}

/**
 * Returns the saved games whose file names begin with this text; if there are none, those whose titles have it as a word,
 * or as several words in a row. Newest first.
 */
export async function searchSavedGames(text: string, stateDir: string): Promise<SavedGameSummary[]> {
  const wanted = wordsIn(text);
  if (wanted === ' ') return [];
  const games = await listSavedGames(stateDir);
  const byFileName = games.filter(({ file }) => basename(file).startsWith(text));
  if (byFileName.length > 0) return byFileName;
  return games.filter(({ title }) => title !== null && wordsIn(title).includes(wanted));
}

/** The words of a text in lower case, with a space before and after each. */
function wordsIn(text: string): string {
  const words =
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return ` ${words.map((word) => `${word} `).join('')}`;
}

async function summaryOf(file: string): Promise<SavedGameSummary> {
  const game = await readSavedGame(file);
  const id = idOf(file);
  if ('reason' in game) {
    const state = isJournalInUse(file) ? 'running' : 'damaged';
    const problem = problemText(basename(file), game);
    return { id, file, state, problem, title: null, game: null, playedAt: null, players: null };
  }
  const { created, players } = game;
  return {
    id,
    file,
    state: stateOf(game),
    problem: null,
    title: created.quiz.title,
    game: created.game,
    playedAt: new Date(created.at).toISOString(),
    players,
  };
}

function idOf(file: string): string {
  return basename(file, '.jsonl').split('-').at(-1) ?? '';
}

async function fileNamesIn(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.filter((entry) => !entry.isDirectory()).map(({ name }) => name);
  } catch {
    // The folder is made with the first saved game.
    return [];
  }
}
