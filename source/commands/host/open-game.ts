import { nanoid } from 'nanoid';
import { type AddressWatch, watchAddresses } from './address-watch.ts';
import { type AnnounceOptions, announce } from './announce.ts';
import { type GameLocation, allowedHosts, joinableAddresses, listeningAddresses } from './game-location.ts';
import { GameMessages } from './game-messages.ts';
import { openPort } from './open-port.ts';
import { servingOf } from './serving.ts';
import { type SettingOptions, settingsOf } from './settings.ts';
import type { TlsIdentity } from './tls-identity.ts';
import { packOwnPackage, readOwnPage, runsFromClone } from '../own-package.ts';
import { stateFolder } from '../process/state-folder.ts';
import { type Clock, systemClock } from '../../clock.ts';
import type { GameCreated } from '../../game/events.ts';
import { type FirstJournal, GameLog, type GameLogOptions } from '../../journal/game-log.ts';
import type { EncodedEvent } from '../../journal/journal.ts';
import { JournalInUseError } from '../../journal/lock.ts';
import { type SavedGame, TRUNCATED_NOTICE } from '../../journal/saved-game.ts';
import type { Quiz } from '../../quiz/quiz.ts';
import { reportFolder } from '../../report/report-files.ts';
import { ReportWriter } from '../../report/report-writer.ts';
import { makePin } from '../../protocol/token.ts';
import { connectionCapacity } from '../../server/limits/open-connections.ts';
import { Room } from '../../server/room/room.ts';
import { serve } from '../../server/server.ts';

export interface OpenGameOptions extends SettingOptions, AnnounceOptions {
  /** 0 picks any free port. */
  readonly port: number;
  /** Undefined: without TLS. */
  readonly tls?: TlsIdentity | undefined;
  /** The game's URL behind a tunnel or a proxy, without a trailing slash. */
  readonly publicUrl?: string | undefined;
  /** Other names by which players reach the game, in lower case. */
  readonly allowHost?: readonly string[] | undefined;
  /** Whether to take players' addresses from a proxy's headers. Default: false. */
  readonly trustProxy?: boolean | undefined;
  /** Whether to serve the page for phones. Default: true. */
  readonly web?: boolean | undefined;
  /** Whether to serve the program's own package. Default: false. */
  readonly servePackage?: boolean | undefined;
  /** Default: six random digits, or eight if the game has a public URL. */
  readonly pin?: string | undefined;
  /** Default: as many as the open-file limit allows. */
  readonly maxPlayers?: number | undefined;
  /** Everything random in the game depends on it. Default: a random one. */
  readonly seed?: string | undefined;
  /** Whether to acknowledge an answer only once it is on the disk. Default: false. */
  readonly durable?: boolean | undefined;
  /** Where games are saved. Default: the platform's state folder. */
  readonly stateDir?: string | undefined;
  /** The folder for reports, as an absolute path. Default: the folder `reports` of the state folder. */
  readonly reportDir?: string | undefined;
}

export interface OpenGame {
  readonly room: Room;
  /** Where the game was opened. */
  readonly location: GameLocation;
  /** How to join, kept up to date as networks come and go. */
  readonly joining: AddressWatch['joining'];
  /** The first game's journal; null if it cannot be saved. */
  readonly journal: string | null;
  readonly messages: GameMessages;
  /** Closes all connections, the port, the journal and the reports. */
  close(): Promise<void>;
}

export interface GameObserver {
  /** Called before the first event. */
  onOpen(location: GameLocation, journal: string | null): void;
  /** Called with the events of each turn once they are saved. */
  onSaved(events: readonly EncodedEvent[]): void;
}

/** A game to open. It can be passed to another thread. */
export type GameRequest =
  | { readonly type: 'new'; readonly quiz: Quiz; readonly options: OpenGameOptions }
  | { readonly type: 'saved'; readonly game: SavedGame; readonly options: OpenGameOptions };

/** Opens a new or an interrupted game. Returns a message if it cannot be opened. */
export async function openRequestedGame(
  request: GameRequest,
  observer?: GameObserver,
): Promise<OpenGame | string> {
  return request.type === 'new'
    ? openGame(request.quiz, request.options, observer)
    : reopenGame(request.game, request.options, observer);
}

/** Opens a new game, without a journal if none can be written. Returns a message if the game cannot be opened. */
export async function openGame(
  quiz: Quiz,
  options: OpenGameOptions,
  observer?: GameObserver,
): Promise<OpenGame | string> {
  const capacity = connectionCapacity();
  const { seed = nanoid(), maxPlayers = capacity, stateDir = stateFolder() } = options;
  const { pin = makePin(options.publicUrl === undefined ? 6 : 8) } = options;
  const settings = settingsOf(quiz, options, maxPlayers);
  const clock = systemClock();
  return open(options, { clock, observer, ifInUse: 'Pass --port 0 to pick a free one.' }, () => {
    const at = clock.now();
    // Random, because everybody sees it: neither the PIN nor the seed can be derived from it.
    const room = nanoid(10);
    const created = { type: 'game-created', at, room, game: 1, seed, quiz, settings } as const;
    return { pin, created, stateDir, journal: { now: at } };
  });
}

/** Opens an interrupted game where it stopped, with its PIN and journal. Returns a message if it cannot be opened. */
export async function reopenGame(
  game: SavedGame,
  { stateDir = stateFolder(), ...options }: OpenGameOptions,
  observer?: GameObserver,
): Promise<OpenGame | string> {
  const start = { pin: lastPin(game), created: game.created, past: game, stateDir, journal: game };
  // Players look for the game only on its port.
  const ifInUse = 'Players look for the game there. Stop the other program and try again.';
  return open(options, { clock: systemClock(), observer, ifInUse }, () => start);
}

/** What a game starts from. */
interface GameStart {
  readonly pin: string;
  readonly created: GameCreated;
  /** What has happened so far in an interrupted game. */
  readonly past?: SavedGame;
  readonly stateDir: string;
  readonly journal: FirstJournal;
}

interface OpenContext {
  readonly clock: Clock;
  readonly observer: GameObserver | undefined;
  /** What the host can do if another program has the port. */
  readonly ifInUse: string;
}

/** @param startGame Called once the port is open. */
async function open(
  options: Omit<OpenGameOptions, 'stateDir'>,
  { clock, observer, ifInUse }: OpenContext,
  startGame: () => GameStart,
): Promise<OpenGame | string> {
  const { bind, tls, publicUrl, trustProxy, discovery } = options;
  const [found, ownPage, packageFile] = await Promise.all([
    listeningAddresses(bind),
    options.web === false ? null : readOwnPage(),
    options.servePackage ? packOwnPackage() : null,
  ]);
  if (typeof packageFile === 'string') return packageFile;
  const page = typeof ownPage === 'string' ? null : ownPage;
  const { addresses, certificateMismatch } = joinableAddresses(found, { tls, publicUrl });
  const listening = await openPort({ port: options.port, bind, tls }, ifInUse);
  if (typeof listening === 'string') return listening;
  const { server, port } = listening;
  let undo = () => void server.close();
  try {
    const start = startGame();
    const { pin, created, past } = start;
    const { title } = created.quiz;
    const warnings = [certificateMismatch, ownPage].filter((warning) => typeof warning === 'string');
    const messages = new GameMessages(warnings);
    const records = openRecords(start, { ...options, port }, { clock, observer, messages });
    if (typeof records === 'string') {
      undo();
      return records;
    }
    const { log, reports } = records;
    undo = () => {
      server.close();
      log.close();
    };
    const hasPage = page !== null;
    const location = {
      port,
      pin,
      addresses,
      isTls: tls !== undefined,
      publicUrl,
      hasPage,
      isClone: runsFromClone(),
      packageFile: packageFile?.name,
    };
    observer?.onOpen(location, log.file);
    const room = new Room(created, { clock, pin, log, ...(past && { past }), hasPage });
    if (room.phase === 'podium') reports.write(log.file);
    const reverseProxy = { publicUrl, trustProxy, allowedHosts: allowedHosts(options) };
    const closeServer = serve(server, room, clock, reverseProxy, { page, packageFile });
    // Players who find the game on the network need a name or an address that the certificate is for.
    const host = tls && addresses[0]?.address;
    const announcement = announce({ title, port, tls: tls !== undefined, host }, { bind, discovery });
    const watch = watchAddresses(location, found, {
      clock,
      bind,
      tls,
      onChange(newMismatch) {
        announcement.refresh();
        if (newMismatch !== undefined) messages.warn(newMismatch);
      },
    });
    room.subscribe(() => {
      watch.showPin(room.pin);
      announcement.rename(room.title);
    });
    const close = async () => {
      watch.close();
      try {
        await Promise.all([closeServer(), announcement.unpublish()]);
      } finally {
        log.close();
        await reports.close();
      }
    };
    return { room, location, joining: watch.joining, journal: log.file, messages, close };
  } catch (error) {
    // An open port would keep the process alive, and with it the lock on the journal.
    undo();
    throw error;
  }
}

interface RecordsContext extends Pick<OpenContext, 'clock' | 'observer'> {
  readonly messages: GameMessages;
}

/** Opens the log and prepares the reports. Returns a message if another host has the journal. */
function openRecords(
  { pin, created, past, stateDir, journal }: GameStart,
  options: Omit<OpenGameOptions, 'stateDir'>,
  { clock, observer, messages }: RecordsContext,
): { readonly log: GameLog; readonly reports: ReportWriter } | string {
  const { port, durable, reportDir } = options;
  const onWarning = (warning: string) => messages.warn(warning);
  if (past?.isTruncated) onWarning(TRUNCATED_NOTICE);
  const reports = new ReportWriter({
    folder: reportDir ?? reportFolder(stateDir),
    stateDir,
    clock,
    onReport: (file) => messages.showReport(file),
    onWarning,
  });
  const logOptions: GameLogOptions = {
    stateDir,
    header: { type: 'journal', format: 1, pin, port, serving: servingOf(options) },
    title: created.quiz.title,
    durable,
    onWarning,
    onNextGame: () => messages.startGame(),
    onSaved(events, file) {
      observer?.onSaved(events);
      for (const { event } of events) {
        if (event.type === 'host-returned' && !event.restarted)
          messages.showLostTime(event.at - event.downSince);
        if (event.type === 'question-announced') messages.hideLostTime();
        reports.follow(event, file);
      }
    },
  };
  try {
    return { log: new GameLog(logOptions, journal), reports };
  } catch (error) {
    if (error instanceof JournalInUseError) return error.message;
    throw error;
  }
}

/** Returns the newest PIN of a saved game. */
function lastPin({ header, events }: SavedGame): string {
  const change = events.findLast((event) => event.type === 'pin-changed');
  return change?.type === 'pin-changed' ? change.pin : header.pin;
}
