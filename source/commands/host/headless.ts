import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { HostRejection } from '../../game/decision.ts';
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

/** The line written for a command that was not run. */
export interface Refused {
  readonly type: 'refused';
  /** The line that was read. */
  readonly command: string;
  readonly code: RefusalCode;
  /** The code in words. */
  readonly message: string;
}

type RefusalCode = HostRejection | 'bad-command';

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
    const code = run(seat, text);
    if (code !== null) write({ type: 'refused', command: text, code, message: messageFor(code, text, seat) });
  });
  await endOf(seat, signal);
  lines.close();
}

function run(seat: HostSeat, text: string): RefusalCode | null {
  const command = parseCommand(text);
  return command ? seat.command(command) : 'bad-command';
}

function messageFor(code: RefusalCode, command: string, seat: HostSeat): string {
  switch (code) {
    case 'not-now':
      return `"${command}" does not work in the phase "${phaseOf(seat)}".`;
    case 'no-such-player':
      return 'No player in this game has that name.';
    case 'bad-command':
      return `Unknown command. Commands: ${[...WORDS, 'kick <name>'].join(', ')}.`;
  }
}

function phaseOf(seat: HostSeat): string {
  const { stage, ended } = seat.snapshot();
  return ended ? 'ended' : stage.phase;
}

const WORDS = [
  'start',
  'next',
  'skip',
  'close',
  'pause',
  'resume',
  'lock',
  'unlock',
  'end',
  'again',
] as const;

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
