import { WebSocket } from 'ws';
import type { Browser } from '../../source/web/game/browser-game.ts';
import { ManualClock } from '../helpers/manual-clock.ts';

/** A WebSocket of a browser, whose server is played by the test. */
export class FakeWebSocket {
  readonly protocol: string = 'termquiz.v1';
  readonly sent: object[] = [];
  readyState: number = WebSocket.CONNECTING;
  isClosed = false;
  readonly #listeners: Record<string, ((event: { data: unknown; code: number }) => void)[]> = {};

  addEventListener(event: string, listener: (event: { data: unknown; code: number }) => void): void {
    (this.#listeners[event] ??= []).push(listener);
  }

  send(text: string): void {
    if (this.readyState !== WebSocket.OPEN) throw new Error('the WebSocket is not open');
    this.sent.push(JSON.parse(text));
  }

  /** As in browsers, the event comes later, or minutes later. */
  close(): void {
    this.isClosed = true;
    this.readyState = WebSocket.CLOSING;
  }

  /** Opens, and responds to the first ping. */
  open(): this {
    this.emit('open');
    return this.pong();
  }

  pong(): this {
    return this.deliver({ type: 'pong', id: this.pings.at(-1) });
  }

  deliver(...messages: readonly object[]): this {
    for (const message of messages) this.emit('message', JSON.stringify(message));
    return this;
  }

  drop(code = 1006): void {
    this.emit('close', undefined, code);
  }

  emit(event: string, data?: unknown, code = 0): void {
    if (event === 'open') this.readyState = WebSocket.OPEN;
    if (event === 'close') this.readyState = WebSocket.CLOSED;
    for (const listener of this.#listeners[event] ?? []) listener({ data, code });
  }

  /** The numbers of the pings. */
  get pings(): unknown[] {
    return this.sent.flatMap((message) =>
      Reflect.get(message, 'type') === 'ping' ? [Reflect.get(message, 'id')] : [],
    );
  }

  /** What was sent besides pings. */
  get messages(): object[] {
    return this.sent.filter((message) => Reflect.get(message, 'type') !== 'ping');
  }
}

/** What all tabs of one browser share. */
export class FakeProfile {
  readonly items = new Map<string, string>();
  readonly tabs: FakeTab[] = [];
}

/** A tab of a browser without a network of its own, with a clock that the test controls. */
export class FakeTab {
  readonly clock = new ManualClock();
  /** The tab's storage. To reload the tab, pass it to another `FakeTab`. */
  readonly items: Map<string, string>;
  readonly sockets: FakeWebSocket[] = [];
  /** The URLs of the requests. */
  readonly requests: string[] = [];
  readonly vibrations: number[][] = [];
  readonly locks: { isHeld: boolean }[] = [];
  reloads = 0;
  isStorageBlocked = false;
  prefersStillness = false;
  visibility: DocumentVisibilityState = 'visible';
  href: string;
  /** What the host responds to a request; null for nothing, as without a network. */
  response: { status: number; body: string } | null = { status: 404, body: '' };
  readonly browser: Browser;
  readonly #profile: FakeProfile;
  readonly #listeners: Record<string, ((event: { key: string | null }) => void)[]> = {};

  constructor(href: string, profile = new FakeProfile(), items = new Map<string, string>()) {
    this.href = href;
    this.#profile = profile;
    this.items = items;
    profile.tabs.push(this);
    this.browser = FakeTab.#browserOf(this);
  }

  /** The newest WebSocket. */
  get socket(): FakeWebSocket {
    const socket = this.sockets.at(-1);
    if (!socket) throw new Error('no WebSocket was opened');
    return socket;
  }

  emit(event: string, key: string | null = null): void {
    for (const listener of this.#listeners[event] ?? []) listener({ key });
  }

  show(visibility: DocumentVisibilityState): void {
    this.visibility = visibility;
    this.emit('visibilitychange');
  }

  /** Lets promises and the notifications of stores settle. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  }

  static #browserOf(tab: FakeTab): Browser {
    const addEventListener = (event: string, listener: (event: { key: string | null }) => void) => {
      (tab.#listeners[event] ??= []).push(listener);
    };
    class OwnWebSocket extends FakeWebSocket {
      constructor(_url: string) {
        super();
        tab.sockets.push(this);
      }
    }
    return {
      window: {
        location: {
          get href() {
            return tab.href;
          },
          reload: () => void tab.reloads++,
        },
        history: {
          state: null,
          replaceState(_state, _unused, url) {
            tab.href = new URL(url, tab.href).href;
          },
        },
        get localStorage() {
          if (tab.isStorageBlocked) throw new Error('the storage is blocked');
          return tab.#storage();
        },
        get sessionStorage() {
          if (tab.isStorageBlocked) throw new Error('the storage is blocked');
          return storageOf(tab.items);
        },
        addEventListener,
        async fetch(url) {
          tab.requests.push(url);
          await Promise.resolve();
          if (!tab.response) throw new TypeError('Failed to fetch');
          return new Response(tab.response.body, { status: tab.response.status });
        },
        WebSocket: OwnWebSocket,
        matchMedia: () => ({ matches: tab.prefersStillness }),
      },
      document: {
        get visibilityState() {
          return tab.visibility;
        },
        addEventListener,
      },
      navigator: {
        vibrate: (pattern) => tab.vibrations.push(pattern) > 0,
        wakeLock: {
          async request() {
            const lock = { isHeld: true };
            tab.locks.push(lock);
            return {
              release: async () => {
                lock.isHeld = false;
              },
            };
          },
        },
      },
    };
  }

  #storage() {
    const { items, tabs } = this.#profile;
    return storageOf(items, (key) => {
      for (const other of tabs) if (other !== this) other.emit('storage', key);
    });
  }
}

function storageOf(items: Map<string, string>, onChange: (key: string) => void = () => undefined) {
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem(key: string, value: string) {
      items.set(key, value);
      onChange(key);
    },
    removeItem(key: string) {
      items.delete(key);
      onChange(key);
    },
  };
}
