import type { EventEmitter } from 'node:events';

/** How often a line is looked at, and pinged where it needs that, in milliseconds. */
const BEAT_MS = 1000;

/** The server pings every 5 s: a line that is silent for so long is dead, whatever the system says. */
const SILENT_MS = 15_000;

/** How a WebSocket ends that nobody has closed. */
const CUT = 1006;

/** What a WebSocket needs to be looked after. */
interface Watched extends EventEmitter {
  ping(): void;
  terminate(): void;
}

/**
 * Looks after the lines of one transport. Something on the way may cut what is quiet for less than the server's pings are
 * apart: after the first line that was cut like that the next ones are pinged from here, too.
 */
export class KeepAlive {
  readonly #now: () => number;
  #pings = false;
  /** The last line was cut while it was quiet: by something on the way if a new one can be had at once, else with the server. */
  #isSuspected = false;

  /** @param now A clock, in milliseconds. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Looks after a new line until it ends. */
  watch(socket: Watched): void {
    let heardAt = this.#now();
    let timer: NodeJS.Timeout | undefined;
    const heard = () => {
      heardAt = this.#now();
    };
    const quietMs = () => this.#now() - heardAt;
    const beat = () => {
      if (quietMs() >= SILENT_MS) socket.terminate();
      else if (this.#pings) socket.ping();
    };
    socket.on('open', () => {
      heard();
      this.#pings ||= this.#isSuspected;
      timer = setInterval(beat, BEAT_MS);
    });
    socket.on('ping', heard);
    socket.on('pong', heard);
    socket.on('message', heard);
    socket.on('close', (code: number) => {
      clearInterval(timer);
      const isQuiet = quietMs() > BEAT_MS && quietMs() < SILENT_MS;
      this.#isSuspected = timer !== undefined && code === CUT && isQuiet;
    });
  }
}
