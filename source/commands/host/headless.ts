import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { AlarmLine, RefusalCode, RefusedLine } from './headless-output.ts';
import { formatProblem, readQuizFile } from '../quiz-file.ts';
import { hostRejectionMessages } from '../../protocol/rejections.ts';
import type { HostSeat, RoomCommand } from '../../server/room/host-seat.ts';
import { parseJson } from '../../text/json.ts';

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
  const runAndReport = async (text: string) => {
    const refused = await runLine(text, seat);
    if (refused) write(refused);
  };
  // One after the other, because reading a quiz takes a while.
  let handled = Promise.resolve();
  lines.on('line', (line) => {
    handled = handled.then(async () => runAndReport(line.trim()));
  });
  const unsubscribe = seat.subscribe(alarmWriter(seat, write));
  await waitForEnd(seat, signal);
  unsubscribe();
  lines.close();
}

/** Runs the command in a line. Returns why it is refused, if it is. */
async function runLine(text: string, seat: HostSeat): Promise<RefusedLine | undefined> {
  if (text === '') return undefined;
  const refused = (code: RefusalCode, message: string): RefusedLine => ({
    type: 'refused',
    command: text,
    code,
    message,
  });
  const file = /^again\s+(?<file>.+)$/u.exec(text)?.groups?.['file'];
  const read = file === undefined ? undefined : await readQuizFile(file);
  if (read && !read.ok) {
    return refused('bad-quiz', read.errors.map((error) => formatProblem(read.file, error)).join(' '));
  }
  const command = read ? ({ type: 'again', quiz: read.quiz } as const) : parseCommand(text);
  const phase = phaseOf(seat);
  const code = await (command ? seat.command(command) : 'bad-command');
  return code === null ? undefined : refused(code, messageFor(code, text, phase));
}

function parseCommand(text: string): RoomCommand | undefined {
  const { name = '', rest = '' } = /^(?<name>\S+)(?:\s+(?<rest>.+))?$/u.exec(text)?.groups ?? {};
  const parse = Object.hasOwn(ARGUMENT_PARSERS, name) ? ARGUMENT_PARSERS[name] : undefined;
  if (parse) return parse(rest);
  const type = COMMANDS.find((command) => command === text);
  return type && { type };
}

/** Parsers of the arguments of each command that has any. They return undefined for invalid arguments. */
const ARGUMENT_PARSERS: Readonly<Record<string, (rest: string) => RoomCommand | undefined>> = {
  kick: (name) => (name === '' ? undefined : { type: 'kick', name }),
  'remove-address': (address) => (/^\S+$/u.test(address) ? { type: 'remove-address', address } : undefined),
  readmit: (name) => (name === '' ? undefined : { type: 'readmit', name }),
  rename(rest) {
    const [name, newName, ...more] = wordsOf(rest);
    const isComplete = name !== undefined && newName !== undefined && more.length === 0;
    return isComplete ? { type: 'rename', name, newName } : undefined;
  },
  points(rest) {
    const [name, points = '', ...reason] = wordsOf(rest);
    if (name === undefined || !/^[+-]?\d{1,6}$/u.test(points)) return undefined;
    return { type: 'give-points', name, points: Number(points), reason: reason.join(' ') };
  },
  void(rest) {
    const { question, more: reason } = parseQuestion(rest);
    return question === undefined ? undefined : { type: 'void', question, reason };
  },
  allow(rest) {
    const { question, more } = parseQuestion(rest);
    const answer = more === undefined ? undefined : parseJson(more);
    return question === undefined || answer === undefined ? undefined : { type: 'allow', question, answer };
  },
};

/** Splits at spaces, except in parts that are strings in JSON. */
function wordsOf(text: string): string[] {
  return (text.match(/"(?:[^"\\]|\\.)*"|\S+/gu) ?? []).map((word) => {
    const parsed = word.startsWith('"') ? parseJson(word) : undefined;
    return typeof parsed === 'string' ? parsed : word;
  });
}

/** Parses the index of a question, and returns it with what follows it, if anything. */
function parseQuestion(text: string): { readonly question?: number; readonly more?: string } {
  const { index, more } = /^(?<index>\d{1,4})(?:\s+(?<more>.+))?$/u.exec(text)?.groups ?? {};
  return { ...(index !== undefined && { question: Number(index) }), ...(more !== undefined && { more }) };
}

/** The commands with arguments, as messages show them. */
const USAGES = [
  'again <quiz.json>',
  'kick <name>',
  'readmit <name>',
  'rename <name> <new name>',
  'points <name> <number> [reason]',
  'remove-address <address>',
  'void <question> [reason]',
  'allow <question> <answer>',
];

const COMMANDS = [
  'start',
  'next',
  'skip',
  'close',
  'reveal-podium',
  'extend',
  'pause',
  'resume',
  'lock',
  'unlock',
  'end',
  'again',
  'remove-away',
  'new-pin',
] as const;

function messageFor(code: Exclude<RefusalCode, 'bad-quiz'>, command: string, phase: string): string {
  switch (code) {
    case 'not-now':
      return `"${command}" does not work in the phase "${phase}".`;
    case 'no-such-player':
      if (command === 'remove-away') return 'No player is away.';
      if (command.startsWith('readmit')) return 'No player by that name was kicked.';
      return `No player in this game has that ${command.startsWith('remove-address') ? 'address' : 'name'}.`;
    case 'no-such-question':
      return 'No closed question with a correct answer has that index, or it is already void.';
    case 'bad-command':
      return `Unknown command. Commands: ${[...COMMANDS, ...USAGES].join(', ')}.`;
    default:
      return hostRejectionMessages[code];
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
