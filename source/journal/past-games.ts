import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { isJournalTaken } from './lock.ts';
import type { PastGame } from './read.ts';
import { type KeptGame, isLost, journals, readGame, sentenceOn } from './saved-games.ts';

/** What a list of games tells of one; of a journal that cannot be read no more than its file and why. */
export interface ListedGame {
  /** What the game is called on the command line: the last part of its file's name. */
  readonly id: string;
  readonly file: string;
  readonly state: 'finished' | 'running' | 'interrupted' | 'damaged';
  /** Why it cannot be read, in a sentence that begins with the file's name and the line; null where it can. */
  readonly problem: string | null;
  readonly title: string | null;
  /** The number of the game, from 1. */
  readonly game: number | null;
  /** When it was opened, as an ISO 8601 time. */
  readonly playedAt: string | null;
  /** How many play in it and were not kicked. */
  readonly players: number | null;
}

/** The games that a state folder keeps, the newest first. */
export async function listedGames(stateDir: string): Promise<ListedGame[]> {
  const games: ListedGame[] = [];
  for (const file of await journals(stateDir)) games.push(await listedGame(file));
  return games;
}

/**
 * The journal of the newest game with something to report: a question that was closed. Where none has, of the newest that
 * somebody was in, and of the newest of all where nobody was in any.
 */
export async function newestPlayed(stateDir: string): Promise<string | undefined> {
  const files = await journals(stateDir);
  const unplayed: KeptGame[] = [];
  for (const file of files) {
    const game = await readGame(file);
    // What is wrong with it is to be said, and nothing older shown in its place.
    if (isLost(game)) return file;
    if ('reason' in game) continue;
    if (hasResults(game.past)) return file;
    unplayed.push(game);
  }
  const newest = unplayed.find(({ past }) => hasPlayers(past)) ?? unplayed[0];
  return newest?.file ?? files[0];
}

function hasResults({ events }: PastGame): boolean {
  return events.some(({ type }) => type === 'question-closed');
}

/** Whether anybody ever joined. */
export function hasPlayers({ events }: PastGame): boolean {
  return events.some(({ type }) => type === 'player-joined');
}

/** That there is none of them, in a sentence. */
export function noGameIn(stateDir: string): string {
  return `There is no game in ${stateDir}. Run one with "termquiz host quiz.json".`;
}

/** The journal that an argument names, by its name, by its id or as a path; undefined where there is none. */
export async function journalNamed(argument: string, stateDir: string): Promise<string | undefined> {
  return (await keptJournalNamed(argument, stateDir)) ?? (existsSync(argument) ? argument : undefined);
}

/** The journal in a state folder that an argument names, by its name or by its id; undefined where there is none. */
export async function keptJournalNamed(argument: string, stateDir: string): Promise<string | undefined> {
  return (await journals(stateDir)).find((file) => namesOf(file).includes(argument));
}

/** That there is no game of this name, in a sentence. */
export function noGameNamed(argument: string): string {
  return `${argument}: there is no such game. "termquiz report --list" shows those that there are.`;
}

/** How far a game came: to its podium, or not, and whether a host is still at it then. */
export function stateOf(file: string, { events }: PastGame): 'finished' | 'running' | 'interrupted' {
  if (events.some(({ type }) => type === 'podium-shown')) return 'finished';
  return isJournalTaken(file) ? 'running' : 'interrupted';
}

async function listedGame(file: string): Promise<ListedGame> {
  const game = await readGame(file);
  const id = idOf(file);
  if ('reason' in game) {
    const state = isJournalTaken(file) ? 'running' : 'damaged';
    const problem = sentenceOn(basename(file), game);
    return { id, file, state, problem, title: null, game: null, playedAt: null, players: null };
  }
  const { created } = game.past;
  return {
    id,
    file,
    state: stateOf(file, game.past),
    problem: null,
    title: created.quiz.title,
    game: created.game,
    playedAt: new Date(created.at).toISOString(),
    players: game.past.players,
  };
}

function namesOf(file: string): string[] {
  return [basename(file), basename(file, '.jsonl'), idOf(file)];
}

function idOf(file: string): string {
  return basename(file, '.jsonl').split('-').at(-1) ?? '';
}
