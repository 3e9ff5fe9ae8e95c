import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { AlarmLine, RefusalCode, RefusedLine } from './headless-output.ts';
import type { HostSeat, RoomCommand } from '../../server/room/host-seat.ts';

/** Runs a game with commands from `input`, one per line, until it ends or `signal` is aborted. It continues after the last line. */
export async function runHeadless(
  seat: HostSeat,
  input: Readable,
  write: (line: RefusedLine | AlarmLine) => void,
  signal: AbortSignal,
): Promise<void> {
  const lines = createInterface({ input });
  // Under nohup, for example, stdin cannot be read.
  lines.on('error', () => lines.close());
  lines.on('line', async (line) => {
    const text = line.trim();
    if (text === '') return;
    const command = parseCommand(text);
    const phase = phaseOf(seat);
    const code = await (command ? seat.command(command) : 'bad-command');
    if (code !== null)
      write({ type: 'refused', command: text, code, message: messageFor(code, text, phase) });
  });
  const unsubscribe = seat.subscribe(alarmWriter(seat, write));
  await waitForEnd(seat, signal);
  unsubscribe();
  lines.close();
}

function parseCommand(text: string): RoomCommand | undefined {
  const kicked = /^kick\s+(?<name>.+)$/u.exec(text)?.groups?.['name'];
  if (kicked !== undefined) return { type: 'kick', name: kicked };
  const address = /^remove-address\s+(?<address>\S+)$/u.exec(text)?.groups?.['address'];
  if (address !== undefined) return { type: 'remove-address', address };
  const type = COMMANDS.find((command) => command === text);
  return type && { type };
}

const COMMANDS = [
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
  'remove-away',
  'new-pin',
] as const;

function messageFor(code: RefusalCode, command: string, phase: string): string {
  switch (code) {
    case 'not-now':
      return `"${command}" does not work in the phase "${phase}".`;
    case 'no-such-player':
      if (command === 'remove-away') return 'No player is away.';
      return `No player in this game has that ${command.startsWith('kick') ? 'name' : 'address'}.`;
    case 'bad-command':
      return `Unknown command. Commands: ${[...COMMANDS, 'kick <name>', 'remove-address <address>'].join(', ')}.`;
  }
}

function phaseOf(seat: HostSeat): string {
  const { stage, ended } = seat.snapshot();
  return ended ? 'ended' : stage.phase;
}

/** Returns a function that writes the alarms that began since its last call. */
function alarmWriter(seat: HostSeat, write: (line: AlarmLine) => void): () => void {
  let known = seat.snapshot().alarms;
  return () => {
    const { alarms } = seat.snapshot();
    const begun = alarms.filter(({ type }) => !known.some((alarm) => alarm.type === type));
    known = alarms;
    for (const { type } of begun) write({ type: 'alarm', alarm: type });
  };
}

function waitForEnd(seat: HostSeat, signal: AbortSignal): Promise<void> {
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
