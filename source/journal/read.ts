import type { GameCreated, GameEvent } from '../game/events.ts';
import { evolve } from '../game/evolve.ts';
import { createGame } from '../game/game.ts';
import { gameCreatedSchema, gameEventSchema } from './format.ts';
import { type JournalHeader, journalHeaderSchema, laterHeaderSchema } from './header.ts';
import type { Slices } from './slices.ts';
import { parseJson } from '../text/json.ts';

/** What a journal holds: enough to go on from where it stops. */
export interface PastGame {
  readonly header: JournalHeader;
  readonly created: GameCreated;
  readonly events: readonly GameEvent[];
  /** How many play in it: who was kicked or left the lobby does not. */
  readonly players: number;
  /** When the last line was written, in milliseconds of the server's clock. */
  readonly lastAt: number;
  /** Bytes up to the end of the last whole line. */
  readonly length: number;
  /** The last line was not written to its end, and is left out. */
  readonly isTorn: boolean;
}

export type ReadJournal =
  | { readonly ok: true; readonly past: PastGame }
  /** `line` counts from 1; `message` is a sentence without its stop. */
  | { readonly ok: false; readonly reason: JournalFlaw; readonly line: number; readonly message: string };

/** Why a text is no journal to go on with: no game was begun in it, a later version has written it, or it is damaged. */
export type JournalFlaw = 'no-game' | 'later-format' | 'damaged';

/** How many lines are read in one slice: a few milliseconds. */
const LINES_A_SLICE = 500;

/**
 * The game that the text of a journal tells, or which line is damaged; in slices, because a large game has some 100,000
 * lines. Never throws.
 */
export function* readJournal(text: string): Slices<ReadJournal> {
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  const [first = '', second, ...lines] = whole.split('\n').slice(0, -1);
  const header = journalHeaderSchema.safeParse(parseJson(first)).data;
  if (!header) return { ok: false, line: 1, ...headerFlaw(text, first) };
  if (second === undefined) {
    return { ok: false, reason: 'no-game', line: 2, message: 'this journal ends before its game began' };
  }
  const created = gameCreatedSchema.safeParse(parseJson(second)).data;
  if (!created) return damagedAt(2, 'this line is damaged');
  const game = createGame(created);
  const events: GameEvent[] = [];
  for (const [index, line] of lines.entries()) {
    const event = gameEventSchema.safeParse(parseJson(line)).data;
    if (!event) return damagedAt(index + 3, 'this line is damaged');
    try {
      evolve(game, event);
    } catch {
      return damagedAt(index + 3, 'this line does not follow from those before it');
    }
    events.push(event);
    if (index % LINES_A_SLICE === 0) yield;
  }
  const lastAt = Math.max(created.at, ...events.slice(-1).map(({ at }) => at));
  const isTorn = whole.length < text.length;
  const length = Buffer.byteLength(whole);
  return { ok: true, past: { header, created, events, players: game.playerCount, lastAt, length, isTorn } };
}

function headerFlaw(text: string, first: string): { reason: JournalFlaw; message: string } {
  if (text === '') return { reason: 'no-game', message: 'this file is empty' };
  return laterHeaderSchema.safeParse(parseJson(first)).success
    ? {
        reason: 'later-format',
        message: 'a later version of termquiz has written this journal: update termquiz',
      }
    : { reason: 'no-game', message: 'this is not the journal of a termquiz game' };
}

function damagedAt(line: number, message: string): ReadJournal {
  return { ok: false, reason: 'damaged', line, message };
}

/** Whether there is anything to go on with. */
export function isUnfinished({ events }: PastGame): boolean {
  return !events.some(({ type }) => type === 'game-ended');
}
