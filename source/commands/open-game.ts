import { customAlphabet, nanoid } from 'nanoid';
import type { GameCreated, GameEvent } from '../game/events.ts';
import { lanAddresses } from '../network/lan-addresses.ts';
import { DEFAULT_PORT } from '../protocol/endpoints.ts';
import type { Quiz } from '../quiz/quiz.ts';
import { connectionCapacity } from '../server/capacity.ts';
import { type Clock, systemClock } from '../server/clock.ts';
import type { HostSeat } from '../server/host-seat.ts';
import { GameLog, type GameLogStart } from '../server/game-log.ts';
import { JournalTaken } from '../server/journal-lock.ts';
import type { PastGame } from '../game/read-journal.ts';
import { Room } from '../server/room.ts';
import { listen, serve } from '../server/server.ts';
import { ReportWriter, reportFolder } from './report-writer.ts';
import { type SettingOptions, settingsOf } from './settings.ts';
import { stateFolder } from './state-folder.ts';
import { type KeptGame, TORN_NOTICE } from './journals.ts';

export interface OpenGameOptions extends SettingOptions {
  /** 0: any that is free. */
  readonly port: number;
  /** The address to listen on; undefined: all interfaces. */
  readonly bind?: string | undefined;
  /** Undefined: one is drawn. */
  readonly pin?: string | undefined;
  /** Undefined: what the open-file limit allows. */
  readonly maxPlayers?: number | undefined;
  /** What is drawn is drawn from it; undefined: another each time. */
  readonly seed?: string | undefined;
  /** Acknowledge an answer only once it is on the disk, and not only with the system. */
  readonly durable?: boolean | undefined;
  /** Where journals are kept; undefined: the platform's state folder. */
  readonly stateDir?: string | undefined;
  /** Where the reports go; undefined: the folder `reports` of the state folder. */
  readonly reportDir?: string | undefined;
}

/** How a game can be reached. */
export interface Reach {
  readonly port: number;
  readonly pin: string;
  /** The most likely first. */
  readonly addresses: readonly string[];
  /** The file that the game is kept in; null where none can be written. */
  readonly journal: string | null;
}

export interface OpenGame {
  /** Takes the host's commands. */
  readonly room: HostSeat;
  /** Of the quiz. */
  readonly title: string;
  readonly reach: Reach;
  /** Says goodbye to everybody and frees the port. */
  close(): Promise<void>;
}

/** Who is told about a game, beside its journal. */
export interface GameObserver {
  /** How the game can be reached, before the first event. */
  onReach(reach: Reach): void;
  onEvent(event: GameCreated | GameEvent): void;
}

/**
 * Takes the port and opens a game on it, with a journal where one can be written.
 *
 * @returns The game, or why the port cannot be had, in a sentence.
 */
export async function openGame(
  quiz: Quiz,
  options: OpenGameOptions,
  observer?: GameObserver,
): Promise<OpenGame | string> {
  const capacity = connectionCapacity();
  const { pin = drawPin(), seed = nanoid(), maxPlayers = capacity, stateDir = stateFolder() } = options;
  const settings = settingsOf(quiz, options, maxPlayers);
  const clock = systemClock();
  return open(options, clock, observer, (port) => {
    const at = clock.now();
    const created = {
      type: 'game-created',
      format: 1,
      at,
      game: 1,
      pin,
      port,
      seed,
      quiz,
      settings,
    } as const;
    return { created, folder: stateDir, journal: { now: at } };
  });
}

/**
 * Opens a game again that was interrupted, where it stopped: on the same port, with the same PIN, in the same journal.
 *
 * @returns The game, or why the port or the journal cannot be had, in a sentence.
 */
export async function reopenGame(
  { file, size, past }: KeptGame,
  { bind, durable, reportDir, stateDir = stateFolder() }: OpenGameOptions,
  observer?: GameObserver,
): Promise<OpenGame | string> {
  const { created, length } = past;
  return open({ port: created.port, bind, durable, reportDir }, systemClock(), observer, () => ({
    created,
    past,
    folder: stateDir,
    journal: { file, length, size },
  }));
}

/** A game that is to be opened: a new one, or one with a past. */
interface Opening {
  readonly created: GameCreated;
  readonly past?: PastGame;
  readonly folder: string;
  readonly journal: GameLogStart;
}

async function open(
  {
    port: wanted,
    bind,
    durable,
    reportDir,
  }: Pick<OpenGameOptions, 'port' | 'bind' | 'durable' | 'reportDir'>,
  clock: Clock,
  observer: GameObserver | undefined,
  openingOn: (port: number) => Opening,
): Promise<OpenGame | string> {
  const addresses = await reachableAddresses(bind);
  let listening;
  try {
    listening = await listen({ port: wanted, bind, maxConnections: connectionCapacity() });
  } catch (error) {
    return listenFailure(error, { port: wanted, bind });
  }
  const { server, port } = listening;
  const { created, past, folder, journal } = openingOn(port);
  const warnings = past?.isTorn ? [TORN_NOTICE] : [];
  let room: Room | undefined;
  const onWarning = (warning: string) => {
    if (room) room.warn(warning);
    else warnings.push(warning);
  };
  const { title } = created.quiz;
  const reports = new ReportWriter({
    folder: reportDir ?? reportFolder(folder),
    clock,
    onReport(report, journalFile) {
      if (journalFile === log.file) room?.showReport(report);
    },
    onWarning,
  });
  const onEvent = (event: GameCreated | GameEvent) => {
    observer?.onEvent(event);
    if (isOfPodium(event, room)) reports.write(log.file);
  };
  let log: GameLog;
  try {
    log = new GameLog({ folder, title, durable, onWarning, onEvent }, journal);
  } catch (error) {
    server.close();
    if (error instanceof JournalTaken) return error.message;
    throw error;
  }
  const reach = { port, pin: created.pin, addresses, journal: log.file };
  observer?.onReach(reach);
  room = new Room(created, { clock, log, ...(past && { past }) });
  for (const warning of warnings) room.warn(warning);
  if (room.phase === 'podium') reports.write(log.file);
  const closeServer = serve(server, room, clock);
  const close = async () => {
    await closeServer();
    log.close();
    await reports.close();
  };
  return { room, title, reach, close };
}

/** Whether an event changes who is on the podium. */
function isOfPodium({ type }: GameCreated | GameEvent, room: Room | undefined): boolean {
  return type === 'podium-shown' || (type === 'player-kicked' && room?.phase === 'podium');
}

/** The addresses to join by, as they are typed: with the port where it is not the default, the most likely first. */
export function joinAddresses({ addresses, port }: Reach): string[] {
  return addresses.map((address) => {
    const host = address.includes(':') ? `[${address}]` : address;
    return port === DEFAULT_PORT ? host : `${host}:${port}`;
  });
}

/** Six digits, drawn so that nobody can guess them from another game's. */
const drawPin = customAlphabet('0123456789', 6);

async function reachableAddresses(bind: string | undefined): Promise<string[]> {
  const isWildcard = bind === undefined || bind === '0.0.0.0' || bind === '::';
  return isWildcard ? lanAddresses() : [bind];
}

function listenFailure(
  error: unknown,
  { port, bind = 'this machine' }: Pick<OpenGameOptions, 'port' | 'bind'>,
): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') {
    return `Port ${port} is in use, perhaps by another game. Choose another with --port, or --port 0 for any that is free.`;
  }
  if (code === 'EACCES')
    return `Port ${port} needs more rights than you have. Choose one above 1023 with --port.`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `${bind} is not an address of this machine. Check --bind.`;
  return `Port ${port} cannot be opened: ${error instanceof Error ? error.message : String(error)}`;
}
