import type { Writable } from 'node:stream';
import type { Clock } from '../../clock.ts';
import type { HostRejection } from '../../game/decision.ts';
import type { EncodedEvent } from '../../journal/journal.ts';
import { escapeUnsafe } from '../../text/clean.ts';
import { escapeCommands, toJson } from '../../text/json.ts';
import type { Alarm } from '../../server/limits/alarms.ts';

/** The first line of a headless game's output: how to reach the game. */
export interface ListeningLine {
  readonly type: 'listening';
  readonly port: number;
  readonly pin: string;
  readonly addresses: readonly string[];
  readonly urls: readonly string[];
  /** The URLs of the page, with the PIN; empty without a page. */
  readonly pages: readonly string[];
  /** The URLs of the host's own package; empty unless it is served. */
  readonly packages: readonly string[];
  /** The journal's file; null if the game is not saved. */
  readonly journal: string | null;
}

/** The line for a command that was rejected. */
export interface RefusedLine {
  readonly type: 'refused';
  readonly command: string;
  readonly code: RefusalCode;
  /** The code in words. */
  readonly message: string;
}

/** The line for an alarm, when it begins. */
export interface AlarmLine {
  readonly type: 'alarm';
  readonly alarm: Alarm['type'];
}

/** `bad-quiz`: the file of another quiz cannot be used. */
export type RefusalCode = HostRejection | 'bad-command' | 'bad-quiz';

/** At least this much time passes between two writes of events, in milliseconds: each write blocks the event loop. */
const WRITE_INTERVAL_MS = 10;

/** The output of a headless game: one JSON object per line, in the order in which things happened. */
export class HeadlessOutput {
  readonly #stream: Writable;
  readonly #clock: Clock;
  #lines: string[] = [];
  #isWaiting = false;

  constructor(stream: Writable, clock: Clock) {
    this.#stream = stream;
    this.#clock = clock;
  }

  /** Writes a line that is not an event. */
  writeLine(line: ListeningLine | RefusedLine | AlarmLine): void {
    this.#lines.push(`${toJson(line)}\n`);
    this.flush();
  }

  /** Writes the lines of events, without the hashes of tokens: at once, or together with those of the next few milliseconds. */
  writeEvents(events: readonly EncodedEvent[]): void {
    for (const event of events) this.#lines.push(publicLine(event));
    if (!this.#isWaiting) this.#flushAndWait();
  }

  /** Writes the lines that are still waiting. */
  flush(): void {
    if (this.#lines.length === 0) return;
    this.#stream.write(this.#lines.join(''));
    this.#lines = [];
  }

  #flushAndWait(): void {
    this.flush();
    this.#isWaiting = true;
    this.#clock.after(WRITE_INTERVAL_MS, () => {
      this.#isWaiting = false;
      if (this.#lines.length > 0) this.#flushAndWait();
    });
  }
}

function publicLine({ event, line }: EncodedEvent): string {
  return escapeCommands(
    escapeUnsafe('tokenHash' in event ? `${JSON.stringify({ ...event, tokenHash: undefined })}\n` : line),
  );
}
