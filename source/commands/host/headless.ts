import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { GameCreated, GameEvent } from '../../game/events.ts';
import type { HostSeat, RoomCommand } from '../../server/room/host-seat.ts';

/** Writes one JSON object a line. Tokens' hashes stay in the house. */
export function ndjsonWriter(
  output: Writable,
): (value: GameCreated | GameEvent | Listening | Refused) => void {
  return (value) => {
    output.write(
      `${JSON.stringify(value, (key, member: unknown) => (key === 'tokenHash' ? undefined : member))}\n`,
    );
  };
}

/** The first line of a headless game: how it can be reached. */
export interface Listening {
  readonly type: 'listening';
  readonly port: number;
  readonly pin: string;
  readonly addresses: readonly string[];
  readonly urls: readonly string[];
  /** The journal's file; null without one. */
  readonly journal: string | null;
}

/** The answer to a command that was not taken. */
interface Refused {
  readonly type: 'refused';
  readonly command: string;
  readonly message: string;
}

/** Steers a game by commands, one a line, until it has ended or `signal` is aborted. The end of the input stops nothing. */
export async function runHeadless(
  seat: HostSeat,
  input: Readable,
  write: (refused: Refused) => void,
  signal: AbortSignal,
): Promise<void> {
  const lines = createInterface({ input });
  // What cannot be read, as under nohup, has come to its end.
  lines.on('error', () => lines.close());
  lines.on('line', (line) => {
    const text = line.trim();
    if (text === '') return;
    const message = obey(seat, text);
    if (message !== null) write({ type: 'refused', command: text, message });
  });
  await endOf(seat, signal);
  lines.close();
}

/** Takes one command. Null when it was taken, else why not. */
function obey(seat: HostSeat, text: string): string | null {
  const command = parseCommand(text);
  return command
    ? seat.command(command)
    : `Unknown command. Known are ${[...WORDS, 'kick <name>'].join(', ')}.`;
}

const WORDS = ['start', 'next', 'skip', 'pause', 'resume', 'lock', 'unlock', 'end', 'again'] as const;

function parseCommand(text: string): RoomCommand | undefined {
  const kicked = /^kick\s+(?<name>.+)$/u.exec(text)?.groups?.['name'];
  if (kicked !== undefined) return { type: 'kick', name: kicked };
  const word = WORDS.find((known) => known === text);
  return word && { type: word };
}

function endOf(seat: HostSeat, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const unsubscribe = seat.subscribe(() => {
      if (seat.snapshot().ended) end();
    });
    const end = () => {
      unsubscribe();
      signal.removeEventListener('abort', end);
      resolve();
    };
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
  });
}
