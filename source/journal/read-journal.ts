import type { GameCreated, GameEvent } from '../game/events.ts';
import { evolve } from '../game/evolve.ts';
import { createGame } from '../game/game.ts';
import { gameCreatedSchema, gameEventSchema } from './event-schemas.ts';
import { type JournalHeader, journalHeaderSchema, laterHeaderSchema } from './header.ts';
import type { Slices } from './slices.ts';
import { parseJson } from '../text/json.ts';

/** A journal's contents: enough to resume the game, report on it or replay it. */
export interface JournalContents {
  readonly header: JournalHeader;
  readonly created: GameCreated;
  readonly events: readonly GameEvent[];
  /** How many players are in the game at its end. Kicked players, and those who left the lobby, are not. */
  readonly players: number;
  /** When the last line was written, in milliseconds of the server's clock. */
  readonly lastAt: number;
  /** Bytes up to the end of the last complete line. */
  readonly intactBytes: number;
  /** Whether an incomplete last line was dropped. */
  readonly isTruncated: boolean;
}

export type ReadResult =
  | { readonly ok: true; readonly contents: JournalContents }
  | ({ readonly ok: false } & JournalProblem<number>);

/** Why a journal cannot be read. `line` counts from 1; `message` has no full stop. */
export interface JournalProblem<Line extends number | null = number | null> {
  /**
   * - `no-game`: not a journal, or one that ends before its game began
   * - `later-format`: written by a later version of termquiz
   * - `damaged`: a line is broken or contradicts those before it
   * - `unreadable`: the file cannot be read; `line` is null
   */
  readonly reason: 'no-game' | 'later-format' | 'damaged' | 'unreadable';
  readonly line: Line;
  readonly message: string;
}

/** Lines per slice, which take a few milliseconds. A large game has about 100,000 lines. */
const LINES_PER_SLICE = 500;

/** Parses the text of a journal and checks that its events make a game. Never throws. */
export function* readJournal(text: string): Slices<ReadResult> {
  const intact = text.slice(0, text.lastIndexOf('\n') + 1);
  const [first = '', second, ...lines] = intact.split('\n').slice(0, -1);
  const header = journalHeaderSchema.safeParse(parseJson(first)).data;
  if (!header) return { ok: false, line: 1, ...headerProblem(text, first) };
  if (second === undefined) {
    return { ok: false, reason: 'no-game', line: 2, message: 'this journal ends before its game began' };
  }
  const created = gameCreatedSchema.safeParse(parseJson(second)).data;
  if (!created) return damagedAt(2, 'this line is damaged');
  const game = createGame(created);
  const events: GameEvent[] = [];
  for (const [index, line] of lines.entries()) {
    const lineNumber = index + 3;
    const event = gameEventSchema.safeParse(parseJson(line)).data;
    if (!event) return damagedAt(lineNumber, 'this line is damaged');
    try {
      evolve(game, event);
    } catch {
      return damagedAt(lineNumber, 'this line contradicts those before it');
    }
    events.push(event);
    if (index % LINES_PER_SLICE === 0) yield;
  }
  const contents = {
    header,
    created,
    events,
    players: game.playerCount,
    lastAt: Math.max(created.at, ...events.slice(-1).map(({ at }) => at)),
    intactBytes: Buffer.byteLength(intact),
    isTruncated: intact.length < text.length,
  };
  return { ok: true, contents };
}

function headerProblem(text: string, firstLine: string): Pick<JournalProblem, 'reason' | 'message'> {
  if (text === '') return { reason: 'no-game', message: 'this file is empty' };
  return laterHeaderSchema.safeParse(parseJson(firstLine)).success
    ? {
        reason: 'later-format',
        message: 'written by a later version of termquiz. Update termquiz to read it',
      }
    : { reason: 'no-game', message: 'this is not the journal of a termquiz game' };
}

function damagedAt(line: number, message: string): ReadResult {
  return { ok: false, reason: 'damaged', line, message };
}

/** Whether the game is over. One that is on its podium is not: its host may still play again. */
export function hasEnded({ events }: Pick<JournalContents, 'events'>): boolean {
  return events.some(({ type }) => type === 'game-ended');
}
