import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { GameEvent } from '../../source/game/events.ts';
import { gameEventSchema } from '../../source/journal/event-schemas.ts';
import { HeadlessHost } from './headless-host.ts';
import { sleep } from './sleep.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { TerminalGame } from './terminal-game.ts';
import { until } from './until.ts';

/** How long a stopped host sleeps, in milliseconds: longer than 2 s, so that it counts as lost time. */
const STOP_MS = 2500;

type EventOf<Type extends GameEvent['type']> = Extract<GameEvent, { type: Type }>;

type Command = 'start' | 'pause' | 'resume' | 'end';

/** What the host's screen takes for these commands. Only a question takes the `y`. */
const KEYS: Readonly<Record<Command, string>> = { start: ' y', pause: 'p', resume: 'p', end: 'qy' };

/** A host whose process can be stopped for a while, and whose journal can be read. */
export interface StoppableHost {
  readonly port: number;
  readonly pin: string;
  command(command: Command): void;
  kill(signal: 'SIGSTOP' | 'SIGCONT'): void;
  readonly exited: Promise<number | null>;
  readonly stateDir: string;
}

export async function headlessStoppableHost(quiz: string, flags: readonly string[]): Promise<StoppableHost> {
  const stateDir = temporaryFolder();
  const host = new HeadlessHost(quiz, ['--state-dir', stateDir, ...flags]);
  const { port, pin } = await host.listening();
  return {
    port,
    pin,
    stateDir,
    exited: host.exited,
    command: (command) => host.command(command),
    kill: (signal) => host.kill(signal),
  };
}

export async function stoppableHostOnScreen(quiz: string, flags: readonly string[]): Promise<StoppableHost> {
  const stateDir = temporaryFolder();
  const { host, address, pin } = await TerminalGame.host(quiz, {
    flags: ['--state-dir', stateDir, ...flags],
  });
  return {
    port: Number(address.split(':').at(-1)),
    pin,
    stateDir,
    exited: host.exited,
    command: (command) => host.press(KEYS[command]),
    kill: (signal) => host.kill(signal),
  };
}

/** Stops a host for a while, and calls `meanwhile` before it continues. Returns its `host-returned` event. */
export async function stopHost(
  host: StoppableHost,
  meanwhile: () => void = () => undefined,
): Promise<EventOf<'host-returned'>> {
  const before = eventsOf(host).filter(({ type }) => type === 'host-returned').length;
  host.kill('SIGSTOP');
  await sleep(STOP_MS);
  meanwhile();
  host.kill('SIGCONT');
  return nthEvent(host, 'host-returned', before);
}

/** Returns the event of this type with this index, once it is in the journal. */
export async function nthEvent<Type extends GameEvent['type']>(
  host: StoppableHost,
  type: Type,
  index = 0,
): Promise<EventOf<Type>> {
  const find = () => eventsOf(host).filter((event): event is EventOf<Type> => event.type === type)[index];
  await until(find).toBeDefined();
  const event = find();
  if (!event) throw new Error(`the journal has lost its ${type}`);
  return event;
}

/** Returns the events that are in the journal. */
export function eventsOf({ stateDir }: StoppableHost): GameEvent[] {
  const folder = join(stateDir, 'games');
  const file = readdirSync(folder).find((name) => name.endsWith('.jsonl'));
  if (file === undefined) return [];
  // Without a last line that is not complete yet.
  const lines = readFileSync(join(folder, file), 'utf8').split('\n').slice(0, -1);
  return lines.flatMap((line) => {
    const { data } = gameEventSchema.safeParse(JSON.parse(line));
    return data ? [data] : [];
  });
}
