// Preloaded into each thread of a measured process, so that the program itself needs no hooks for measurements.
// The bench connects through a socket: each line it sends is the name of a request, and each thread replies with a line of JSON.
import { createHook } from 'node:async_hooks';
import { Session } from 'node:inspector';
import { connect } from 'node:net';
import { PerformanceObserver, performance, monitorEventLoopDelay } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { isMainThread } from 'node:worker_threads';
import type { Profile } from './profile.ts';

/** A thread's reply, about itself and its process. Delays and collections are those since the previous reply. */
export interface ProbeReply {
  readonly isMainThread: boolean;
  /** CPU time of the whole process so far, in microseconds. */
  readonly cpu: number;
  /** Resident memory of the whole process, in bytes. */
  readonly rss: number;
  /** Live memory on this thread's heap, and the memory outside the heap that it keeps in use, in bytes. */
  readonly heap: number;
  /** The longest time between two turns of the event loop, in milliseconds. */
  readonly longestTurnMs: number;
  /** The longest call into the program, in milliseconds; 0 unless TERMQUIZ_PROBE_CALLS is set, because it slows everything down. */
  readonly longestCallMs: number;
  /** The longest garbage collection, in milliseconds. */
  readonly longestCollectionMs: number;
  /** The resources that keep the event loop alive: timers, sockets, servers. */
  readonly resources: readonly string[];
  readonly profile: Profile | null;
}

/** The resolution with which turns of the event loop are measured, in milliseconds. A finer one would cost visible CPU time. */
const DELAY_RESOLUTION_MS = 4;

export type ProbeRequest = 'read' | 'collect' | 'start-profile' | 'stop-profile';

function answerRequests(path: string): void {
  const delays = monitorEventLoopDelay({ resolution: DELAY_RESOLUTION_MS });
  delays.enable();
  let longestCollectionMs = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries())
      longestCollectionMs = Math.max(longestCollectionMs, entry.duration);
  }).observe({ entryTypes: ['gc'] });
  const calls = process.env['TERMQUIZ_PROBE_CALLS'] === undefined ? null : new CallMeter();
  const profiler = new Session();
  const socket = connect(path);
  socket.unref();
  socket.on('error', () => socket.destroy());

  const reply = (profile: Profile | null) => {
    const { rss, heapUsed, external } = process.memoryUsage();
    const { user, system } = process.cpuUsage();
    const answer: ProbeReply = {
      isMainThread,
      cpu: user + system,
      rss,
      heap: heapUsed + external,
      longestTurnMs: delays.max / 1e6,
      longestCallMs: calls?.takeLongestMs() ?? 0,
      longestCollectionMs,
      resources: process.getActiveResourcesInfo(),
      profile,
    };
    socket.write(`${JSON.stringify(answer)}\n`);
    delays.reset();
    longestCollectionMs = 0;
  };
  createInterface({ input: socket }).on('line', (line) => {
    if (line === 'read') reply(null);
    if (line === 'collect') {
      collectGarbage();
      reply(null);
    }
    if (line === 'start-profile') {
      profiler.connect();
      profiler.post('Profiler.enable');
      profiler.post('Profiler.setSamplingInterval', { interval: 250 });
      profiler.post('Profiler.start', () => reply(null));
    }
    if (line === 'stop-profile') {
      profiler.post('Profiler.stop', (error, result) => {
        profiler.disconnect();
        reply(error ? null : result.profile);
      });
    }
  });
}

/**
 * Times the calls that the event loop makes: one per readable socket, timer and so on. One turn of the loop makes a call for every
 * socket that is readable at that moment.
 */
class CallMeter {
  #depth = 0;
  #startedAt = 0;
  #longestMs = 0;

  constructor() {
    const before = () => {
      if (this.#depth++ === 0) this.#startedAt = performance.now();
    };
    const after = () => {
      if (--this.#depth === 0)
        this.#longestMs = Math.max(this.#longestMs, performance.now() - this.#startedAt);
    };
    createHook({ before, after }).enable();
  }

  takeLongestMs(): number {
    const longestMs = this.#longestMs;
    this.#longestMs = 0;
    return longestMs;
  }
}

/** The second collection frees what the finalisers of the first one released. */
function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  collect();
  collect();
}

// Last, because it needs the classes above.
const path = process.env['TERMQUIZ_PROBE'];
if (path !== undefined) answerRequests(path);
