import { type AddressWindow, gameUrl, takeCode } from './address.ts';
import type { ReadableStore } from './hooks.ts';
import { SavedDraft } from './saved-draft.ts';
import { SavedSeat } from './saved-seat.ts';
import type { PlayerSeat, PlayerSnapshot } from '../../client/player-seat.ts';
import { Session } from '../../client/session.ts';
import { type Clock, systemClock } from '../../clock.ts';
import { INFO_PATH, PROTOCOL } from '../../protocol/endpoints.ts';
import { type GameInfo, parseGameInfo } from '../../protocol/game-info.ts';
import { isMoveCode } from '../../protocol/move-code.ts';
import { Store } from '../../store.ts';
import { playerName } from '../../words/game.ts';
import { buzzFor } from '../device/buzz.ts';
import { ScreenLock, type ScreenLockBrowser } from '../device/screen-lock.ts';
import { type StorageWindow, savedItems } from '../device/storage.ts';
import { type WakingBrowser, onWakeUp } from '../device/wake-ups.ts';
import { browserTransport } from '../transport/browser-transport.ts';
import { OUTDATED } from '../transport/failures.ts';
import { type Fetch, FetchClient } from '../transport/fetch-client.ts';
import type { WebSocketConstructor } from '../transport/page-socket.ts';

/** The game that serves the page, and this browser's seat in it. */
export interface BrowserGame {
  /** The player's seat. To take it, use `join` below, which also handles teams, move codes and saved seats. */
  readonly seat: PlayerSeat;
  /** What the host tells everybody about the game. */
  readonly info: ReadableStore<InfoSnapshot>;
  /** The initial values of the form for joining. */
  readonly entry: ReadableStore<Entry>;
  /** The player's settings, saved in this browser. */
  readonly settings: ReadableStore<Settings>;
  /** Joins or, with a move code, continues the seat of another device. The outcome is in the seat's snapshot. */
  join(request: JoinRequest): void;
  /** Fetches `info` again. */
  refreshInfo(): void;
  changeSettings(change: Partial<Settings>): void;
  /** The draft of an answer to the open question, which a reload must not lose. */
  readonly draft: Pick<SavedDraft, 'read' | 'write'>;
  /** Whether this device can vibrate. */
  readonly canVibrate: boolean;
  /**
   * Reloads the page after the game has ended here, to join again or to take the seat back from another tab. The seat stays
   * saved unless it is gone for good.
   */
  startOver(): void;
}

export interface InfoSnapshot {
  readonly status: 'loading' | 'known' | 'unreachable';
  /** The newest; null until known. */
  readonly game: GameInfo | null;
  /** Why the game is unreachable, and what to do, in one or two sentences; null if it is not. */
  readonly message: string | null;
}

export interface Entry {
  /** The PIN or the move code that was in the page's address; empty if there was none. */
  readonly code: string;
  /** The name and the team that were last chosen in this browser; empty if none. */
  readonly name: string;
  readonly team: string;
  /** Whether the page is taking back the seat that this browser had: no form is needed, unless that fails. */
  readonly isReturning: boolean;
}

export interface JoinRequest {
  /** A PIN or a move code, as typed. */
  readonly code: string;
  /** Empty if the host gives the names. */
  readonly name: string;
  /** Absent for the smallest. */
  readonly team?: string | undefined;
}

export interface Settings {
  /** Whether to vibrate when the result of an answer appears. */
  readonly vibrates: boolean;
}

/** What the page needs from the browser. */
export interface Browser {
  readonly window: AddressWindow &
    StorageWindow &
    WakingBrowser['window'] & {
      readonly fetch: Fetch;
      readonly WebSocket: WebSocketConstructor;
      matchMedia(query: string): { readonly matches: boolean };
      addEventListener(event: 'hashchange', listener: () => void): void;
    };
  readonly document: WakingBrowser['document'] & ScreenLockBrowser['document'];
  readonly navigator: WakingBrowser['navigator'] &
    ScreenLockBrowser['navigator'] & { readonly vibrate?: ((pattern: number[]) => boolean) | undefined };
}

export interface Sources {
  readonly clock: Clock;
  /** Returns a number from 0 to 1. */
  readonly random: () => number;
}

/** How long to wait for the game info, in milliseconds. */
const INFO_TIMEOUT_MS = 5000;

/** Starts the page's game: asks the host about it, and takes back the seat that this browser had. */
export function createBrowserGame(
  browser: Browser = globalThis,
  sources: Sources = { clock: systemClock(), random: Math.random },
): BrowserGame {
  return new PageGame(browser, sources);
}

class PageGame implements BrowserGame {
  readonly seat: Session;
  readonly info = new Store<InfoSnapshot>({ status: 'loading', game: null, message: null });
  readonly entry: Store<Entry>;
  readonly settings: Store<Settings>;
  readonly draft: SavedDraft;
  readonly canVibrate: boolean;
  readonly #browser: Browser;
  readonly #client: FetchClient;
  readonly #saved: SavedSeat;
  readonly #screenLock: ScreenLock;
  #team: string | undefined;
  #before: PlayerSnapshot;

  constructor(browser: Browser, { clock, random }: Sources) {
    const { window, document, navigator } = browser;
    const base = gameUrl(window);
    const fetch: Fetch = (url, options) => window.fetch(url, options);
    const saved = new SavedSeat(savedItems(window, base, 'localStorage'));
    this.#browser = browser;
    this.#client = new FetchClient(base, fetch, clock);
    this.#saved = saved;
    this.draft = new SavedDraft(savedItems(window, base, 'sessionStorage'));
    this.#screenLock = new ScreenLock(browser);
    this.canVibrate = navigator.vibrate !== undefined;
    const team = () => this.#team;
    this.seat = new Session({
      transport: browserTransport(base, { WebSocket: window.WebSocket, fetch, clock, random }),
      clock,
      random,
      tokenFor: (_pin, name) => saved.tokenFor(name),
      get team() {
        return team();
      },
    });
    this.#before = this.seat.snapshot();
    const { name, team: lastTeam, vibrates } = saved.preferences();
    this.entry = new Store<Entry>({ code: takeCode(window), name, team: lastTeam, isReturning: false });
    this.settings = new Store<Settings>({ vibrates });
    this.seat.subscribe(() => this.#onSeat(this.seat.snapshot()));
    onWakeUp({ window, document, navigator }, clock, () => this.#wake());
    window.addEventListener('hashchange', () => this.#onHash());
    saved.onTaken(() => this.#giveWay());
    this.#return();
    this.refreshInfo();
  }

  join({ code, name, team }: JoinRequest): void {
    // It may be that of another player, or of another game at this address.
    this.draft.forget();
    if (isMoveCode(code)) return this.seat.continueSeat(code);
    this.#team = team;
    this.#saved.savePreferences({ ...(name !== '' && { name }), team: team ?? '' });
    this.seat.join(code, name);
  }

  refreshInfo(): void {
    void this.#fetchInfo();
  }

  changeSettings(change: Partial<Settings>): void {
    this.settings.update(change);
    this.#saved.savePreferences(change);
  }

  startOver(): void {
    this.#browser.window.location.reload();
  }

  /** Continues a seat with the move code in the address, or else takes back the seat that this browser had. */
  #return(): void {
    const { code } = this.entry.snapshot();
    const saved = this.#saved.toResume();
    if (isMoveCode(code) && !this.seat.snapshot().welcome) this.join({ code, name: '' });
    else if (saved) this.seat.resume(saved.token, saved.room);
    else return;
    this.entry.update({ isReturning: true });
  }

  async #fetchInfo(): Promise<void> {
    const request = { method: 'GET', path: INFO_PATH, timeoutMs: INFO_TIMEOUT_MS } as const;
    const result = await this.#client.request(request);
    const game = result.ok ? parseGameInfo(result) : undefined;
    if (game?.protocol === PROTOCOL) return this.info.update({ status: 'known', game, message: null });
    const failure = result.ok ? this.#client.responseFailure(INFO_PATH, result) : result.failure;
    const { message } = game ? OUTDATED : failure;
    this.info.update({ status: 'unreachable', message });
  }

  #onSeat(now: PlayerSnapshot): void {
    const before = this.#before;
    this.#before = now;
    const name = playerName(now);
    if (now.welcome?.token && (now.welcome !== before.welcome || name !== playerName(before))) {
      this.#saved.take(now.welcome, name);
    }
    if (isGone(before, now)) this.#saved.forget();
    else if (hasLeft(before, now)) this.#saved.leave();
    if (now.connection !== 'connecting') this.#onReturned(now);
    if (now.stage && now.stage.phase !== 'question' && now.stage !== before.stage) this.draft.forget();
    if (now.connection === 'reconnecting' && this.#saved.isTaken()) return this.#giveWay();
    const isPlaying = now.connection === 'open' || now.connection === 'reconnecting';
    this.#screenLock.set(isPlaying && now.stage?.phase === 'question');
    const buzz = buzzFor(before, now);
    if (buzz && this.settings.snapshot().vibrates && !this.#prefersStillness()) {
      this.#browser.navigator.vibrate?.(buzz);
    }
  }

  /** Shows the form if the return has failed. A used move code may have been used here, so the saved seat is tried first. */
  #onReturned({ connection, rejection }: PlayerSnapshot): void {
    const { isReturning } = this.entry.snapshot();
    if (!isReturning) return;
    const isGone = connection === 'idle' && rejection === null;
    const saved = rejection?.code === 'wrong-code' ? this.#saved.toResume() : undefined;
    if (saved) return this.seat.resume(saved.token, saved.room);
    if (isGone) this.#saved.forget();
    this.entry.update({ isReturning: false });
  }

  #wake(): void {
    if (this.#saved.isTaken()) return this.#giveWay();
    const { connection, end } = this.seat.snapshot();
    if (connection === 'idle') return this.refreshInfo();
    // The host may be reachable again.
    if (connection === 'closed' && end?.type === 'failure') return this.#return();
    this.seat.wake();
  }

  /** Ends the game here, because another tab has taken the seat. If this tab is connected, the server tells it. */
  #giveWay(): void {
    const { connection } = this.seat.snapshot();
    if (connection === 'idle' || connection === 'closed') return;
    if (connection !== 'open') this.seat.giveWay();
  }

  /** Another code was opened in this tab. During a game, the player keeps the seat. */
  #onHash(): void {
    const { connection } = this.seat.snapshot();
    if (connection === 'idle' || connection === 'closed') this.startOver();
    else takeCode(this.#browser.window);
  }

  #prefersStillness(): boolean {
    return this.#browser.window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  }
}

/** Whether a seat is gone for good: removed, over, or on another device. A kicked player may be let back in. */
function isGone(before: PlayerSnapshot, { connection, end }: PlayerSnapshot): boolean {
  if (connection === 'removed') return true;
  return end !== before.end && end?.type === 'bye' && (end.code === 'ended' || end.code === 'moved');
}

/** Whether the player has left, or no longer waits for the host. */
function hasLeft(before: PlayerSnapshot, { connection, end }: PlayerSnapshot): boolean {
  if (before.connection === 'closed' || connection !== 'closed') return false;
  return end === null || (end.type === 'bye' && end.code === 'host-left');
}
