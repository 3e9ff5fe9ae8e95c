import type * as z from 'zod/mini';
import type { GameCreated, GameEvent } from '../game/events.ts';
import { evolve } from '../game/evolve.ts';
import { createGame } from '../game/game.ts';
import { gameCreatedSchema, gameEventSchema } from './event-schemas.ts';
import { type JournalHeader, anyHeaderSchema, journalHeaderSchema } from './header.ts';
import { isPossible, replayCost } from './possible-event.ts';
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
  const lines = linesOf(intact);
  const { value: first = '' } = lines.next();
  const header = parseLine(journalHeaderSchema, first);
  if (!header.ok) return { ok: false, line: 1, ...headerProblem(text, first, header.message) };
  const { value: second } = lines.next();
  if (second === undefined) {
    return { ok: false, reason: 'no-game', line: 2, message: 'this journal ends before its game began' };
  }
  const created = parseLine(gameCreatedSchema, second);
  if (!created.ok) return damagedAt(2, created.message);
  const game = createGame(created.value);
  const events: GameEvent[] = [];
  let cost = 0;
  for (const line of lines) {
    const event = parseLine(gameEventSchema, line);
    const lineNumber = events.length + 3;
    if (!event.ok) return damagedAt(lineNumber, event.message);
    if (!isPossible(game, event.value)) {
      return damagedAt(lineNumber, 'this line contradicts those before it');
    }
    cost += replayCost(game, event.value);
    if (cost > MAX_REPLAY_COST) return damagedAt(lineNumber, 'this game takes too long to replay');
    evolve(game, event.value);
    events.push(event.value);
    if (events.length % LINES_PER_SLICE === 0) yield;
  }
  const contents = {
    header: header.value,
    created: created.value,
    events,
    players: game.playerCount,
    lastAt: Math.max(created.value.at, ...events.slice(-1).map(({ at }) => at)),
    intactBytes: Buffer.byteLength(intact),
    isTruncated: intact.length < text.length,
  };
  return { ok: true, contents };
}

/** Takes about ten seconds. Removing 10,000 players one by one costs half of it, and asking them 1,000 questions a seventh. */
const MAX_REPLAY_COST = 200_000_000;

/** Yields the complete lines of a text, one by one: a damaged journal may consist of nothing but line breaks. */
function* linesOf(text: string): Generator<string, undefined> {
  let start = 0;
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
    yield text.slice(start, end);
    start = end + 1;
  }
}

/** The maximum length of a line, in UTF-16 code units: enough for a podium of 100,000 players. */
const MAX_LINE_LENGTH = 16_000_000;

type ParsedLine<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly message: string };

/** Parses a line with its schema, or says which of its values is not valid. */
function parseLine<Value>(schema: z.ZodMiniType<Value>, line: string): ParsedLine<Value> {
  if (line.length > MAX_LINE_LENGTH) return { ok: false, message: 'this line is too long' };
  const parsed = schema.safeParse(parseJson(line));
  if (parsed.success) return { ok: true, value: parsed.data };
  const path = parsed.error.issues[0]?.path.join('.') ?? '';
  return { ok: false, message: path === '' ? DAMAGED : `${DAMAGED} at "${path}"` };
}

const DAMAGED = 'this line is damaged';

function headerProblem(
  text: string,
  firstLine: string,
  message: string,
): Pick<JournalProblem, 'reason' | 'message'> {
  if (text === '') return { reason: 'no-game', message: 'this file is empty' };
  const header = anyHeaderSchema.safeParse(parseJson(firstLine)).data;
  if (!header) return { reason: 'no-game', message: 'this is not the journal of a termquiz game' };
  return header.format === 1
    ? { reason: 'damaged', message }
    : {
        reason: 'later-format',
        message: 'written by a later version of termquiz. Update termquiz to read it',
      };
}

function damagedAt(line: number, message: string): ReadResult {
  return { ok: false, reason: 'damaged', line, message };
}

/** Whether the game is over. One that is on its podium is not: its host may still play again. */
export function hasEnded({ events }: Pick<JournalContents, 'events'>): boolean {
  return events.some(({ type }) => type === 'game-ended');
}
