import { customAlphabet, nanoid } from 'nanoid';
import { type Clock, systemClock } from '../../clock.ts';
import { type AnnounceOptions, announce } from './announce.ts';
import { GameMessages } from './game-messages.ts';
import { type Reach, ownAddresses, placesToJoin } from './reach.ts';
import { servingOf } from './serving.ts';
import { type SettingOptions, settingsOf } from './settings.ts';
import { takePort } from './take-port.ts';
import type { TlsIdentity } from './tls-identity.ts';
import { type JoiningWatch, watchJoining } from './watch-joining.ts';
import { stateFolder } from '../process/state-folder.ts';
import type { GameCreated, GameEvent } from '../../game/events.ts';
import { GameLog, type GameLogOptions, type FirstJournal } from '../../journal/game-log.ts';
import { JournalInUseError } from '../../journal/lock.ts';
import { type SavedGame, TRUNCATED_NOTICE } from '../../journal/saved-game.ts';
import type { Quiz } from '../../quiz/quiz.ts';
import { ReportWriter, reportFolder } from '../../report/report-writer.ts';
import { connectionCapacity } from '../../server/limits/capacity.ts';
import type { HostSeat } from '../../server/room/host-seat.ts';
import { Room } from '../../server/room/room.ts';
import { serve } from '../../server/server.ts';

export interface OpenGameOptions extends SettingOptions, AnnounceOptions {
  /** 0: any that is free. */
  readonly port: number;
  /** Undefined: without TLS. */
  readonly tls?: TlsIdentity | undefined;
  /** The URL that others reach it by, through a tunnel or a proxy, without a slash at its end. */
  readonly publicUrl?: string | undefined;
  /** Whether the proxy in front is believed what it says of its clients. */
  readonly trustProxy?: boolean | undefined;
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
  /** Where the reports go, as a whole path; undefined: the folder `reports` of the state folder. */
  readonly reportDir?: string | undefined;
}

export interface OpenGame {
  /** Takes the host's commands. */
  readonly room: HostSeat;
  /** Of the quiz. */
  readonly title: string;
  readonly reach: Reach;
  /** How to get into it, looked up again as networks come and go. */
  readonly joining: JoiningWatch['joining'];
  readonly messages: GameMessages;
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
  return open(options, clock, observer, CHOOSE_PORT, () => {
    const at = clock.now();
    const created = { type: 'game-created', at, game: 1, seed, quiz, settings } as const;
    return { pin, created, stateDir, journal: { now: at } };
  });
}

/**
 * Opens a game again that was interrupted, where it stopped: on the same port, with the same PIN, in the same journal.
 *
 * @returns The game, or why the port or the journal cannot be had, in a sentence.
 */
export async function reopenGame(
  game: SavedGame,
  { stateDir = stateFolder(), ...options }: OpenGameOptions,
  observer?: GameObserver,
): Promise<OpenGame | string> {
  const { header, created } = game;
  return open({ ...options, port: header.port }, systemClock(), observer, KEEP_PORT, () => ({
    pin: header.pin,
    created,
    past: game,
    stateDir,
    journal: game,
  }));
}

/** A game that is to be opened: a new one, or one with a past. */
interface Opening {
  readonly pin: string;
  readonly created: GameCreated;
  readonly past?: SavedGame;
  readonly stateDir: string;
  readonly journal: FirstJournal;
}

async function open(
  options: Omit<OpenGameOptions, 'stateDir'>,
  clock: Clock,
  observer: GameObserver | undefined,
  whenInUse: string,
  openingNow: () => Opening,
): Promise<OpenGame | string> {
  const { bind, tls, publicUrl, trustProxy, durable, reportDir, discovery } = options;
  const found = await ownAddresses(bind);
  const { addresses, misfit } = placesToJoin(found, { tls, publicUrl });
  const listening = await takePort({ port: options.port, bind, tls }, whenInUse);
  if (typeof listening === 'string') return listening;
  const { server, port } = listening;
  const { pin, created, past, stateDir, journal } = openingNow();
  const { title } = created.quiz;
  const messages = new GameMessages(misfit === undefined ? [] : [misfit]);
  const onWarning = (warning: string) => messages.warn(warning);
  if (past?.isTruncated) onWarning(TRUNCATED_NOTICE);
  const reports = new ReportWriter({
    folder: reportDir ?? reportFolder(stateDir),
    clock,
    onReport: (report) => messages.showReport(report),
    onWarning,
  });
  const log = openLog(
    {
      stateDir,
      header: { type: 'journal', format: 1, pin, port, serving: servingOf(options) },
      title,
      durable,
      onWarning,
      onNextGame: () => messages.startGame(),
      onEvent: eventsFor(observer, reports),
    },
    journal,
  );
  if (typeof log === 'string') {
    server.close();
    return log;
  }
  const isTls = tls !== undefined;
  const reach = { port, pin, addresses, isTls, publicUrl, journal: log.file };
  observer?.onReach(reach);
  const room = new Room(created, { clock, pin, log, ...(past && { past }) });
  if (room.phase === 'podium') reports.write(log.file);
  const closeServer = serve(server, room, clock, { publicUrl, trustProxy });
  // A certificate is for a name, and fits no address that is found on the network by itself.
  const [certified] = isTls ? addresses : [];
  const announced = announce({ title, port, tls: isTls, host: certified?.address }, { bind, discovery });
  const watch = watchJoining(reach, found, {
    bind,
    tls,
    publicUrl,
    clock,
    onMoved(newMisfit) {
      announced.refresh();
      if (newMisfit !== undefined) onWarning(newMisfit);
    },
  });
  const close = async () => {
    watch.close();
    await Promise.all([closeServer(), announced.unpublish()]);
    log.close();
    await reports.close();
  };
  return { room, title, reach, joining: watch.joining, messages, close };
}

/** Tells what happens to who looks on, and to the reports. */
function eventsFor(observer: GameObserver | undefined, reports: ReportWriter): GameLogOptions['onEvent'] {
  return (event, journal) => {
    observer?.onEvent(event);
    reports.follow(event, journal);
  };
}

/** The log, or why the game cannot be had, in a sentence. */
function openLog(options: GameLogOptions, first: FirstJournal): GameLog | string {
  try {
    return new GameLog(options, first);
  } catch (error) {
    if (error instanceof JournalInUseError) return error.message;
    throw error;
  }
}

/** Six digits, drawn so that nobody can guess them from another game's. */
const drawPin = customAlphabet('0123456789', 6);

/** What to do where the port of a game is in use: the players look for one that was interrupted on its own port alone. */
const CHOOSE_PORT = 'Choose another with --port, or --port 0 for any that is free.';
const KEEP_PORT = 'This game can only go on there: end what uses the port, then try again.';
