import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { PLAYERS_CORE, pinned, programPath } from '../bench/machine.ts';
import { type HostEvent, MeasuredServer, PIN } from '../bench/measured-server.ts';
import { median } from '../bench/numbers.ts';
import { certificate } from '../helpers/certificates.ts';
import { peakMemoryOf } from '../helpers/process-memory.ts';
import { sleep } from '../helpers/sleep.ts';
import { ATTACKER, type Attack, type HostSetup, type Gains, type Target } from './attack.ts';
import { HonestPlayer, type Way } from './honest-player.ts';
import { HonestRoom } from './honest-room.ts';

/** More questions than can be played during an attack. */
const QUESTIONS = 1000;
const QUESTION = { type: 'boolean', question: 'Is it so?', answer: true, time: 0 };
const POINTS = 1000;

const JOINS = 20;

const DURATION_MS = 5000;

/** The time from the start of the attack to the first honest join, and from that to the last one, in milliseconds. */
const JOINS_AFTER_MS = 500;
const JOINS_WITHIN_MS = 1000;

/** How long the host may take to show the podium, in milliseconds. */
const PODIUM_WITHIN_MS = 5000;

/** The most memory measurements after an attack, until memory is back to normal, and the time between them, in milliseconds. */
const SETTLE_ATTEMPTS = 5;
const SETTLE_INTERVAL_MS = 300;

/** How much more memory the host may keep after an attack, in bytes, including the attackers' seats. */
export const HEAP_TOLERANCE = 10_000_000;

const SAMPLE_EVERY_MS = 100;

/** The address of honest players who do not share the attackers'. Only Linux has it without setting it up. */
const ELSEWHERE = process.platform === 'linux' ? '127.0.0.2' : undefined;

/** What an attack did to a host, and to its honest players. */
export interface AttackOutcome {
  /** The times from an answer to its acknowledgement, in milliseconds; empty in the lobby. */
  readonly latencies: readonly number[];
  readonly memory: { readonly before: number; readonly peak: number; readonly after: number };
  /** Live memory on the host's heap, in bytes. */
  readonly heap: { readonly before: number; readonly after: number };
  /** How long successful honest joins took, in milliseconds, and how many were tried: from elsewhere, and from the attackers' address. */
  readonly elsewhere: Joins;
  readonly sameAddress: Joins;
  readonly gains: Gains;
  /** The alarms that the host raised. */
  readonly alarms: readonly string[];
  /** What happened but must not, in words. */
  readonly problems: readonly string[];
}

export interface Joins {
  readonly tried: number;
  readonly tookMs: readonly number[];
}

/** Attacks a host of its own while three honest players answer and others join. */
export async function runAttack(attack: Attack): Promise<AttackOutcome> {
  const folder = mkdtempSync(join(tmpdir(), 'termquiz-attack-'));
  const attacked = new AttackedHost(folder, attack.host ?? {});
  try {
    return await attacked.endure(attack);
  } finally {
    await attacked.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Standing {
  readonly name: string;
  readonly score: number;
}

class AttackedHost {
  readonly #setup: HostSetup;
  readonly #host: MeasuredServer;
  readonly #pin: string;
  readonly #alarms = new Set<string>();
  #journal: string | null = null;
  #onPodium: (standings: readonly Standing[]) => void = () => undefined;

  constructor(folder: string, setup: HostSetup) {
    this.#setup = setup;
    const quiz = join(folder, 'quiz.json');
    const questions = Array.from({ length: QUESTIONS }, () => QUESTION);
    writeFileSync(quiz, JSON.stringify({ title: 'Attacked', questions }));
    const { pin = PIN, openFiles, isTls = false, isBehindProxy = false } = setup;
    const { certFile, keyFile } = certificate('server');
    const options = [
      '--scoring=accuracy',
      '--no-streaks',
      ...(isTls ? ['--tls-cert', certFile, '--tls-key', keyFile] : []),
      // The last one counts.
      `--pin=${pin}`,
    ];
    this.#pin = pin;
    this.#host = new MeasuredServer('headless', quiz, {
      args: options,
      isDirect: !isBehindProxy,
      ...(openFiles !== undefined && { openFiles }),
    });
    this.#host.onEvent = (event: HostEvent & { standings?: readonly Standing[]; alarm?: string }) => {
      this.#journal ??= event.journal ?? null;
      if (event.alarm !== undefined) this.#alarms.add(event.alarm);
      if (event.standings) this.#onPodium(event.standings);
    };
  }

  async endure(attack: Attack): Promise<AttackOutcome> {
    const { durationMs = DURATION_MS } = attack;
    const target = { port: await this.#host.port(), pin: this.#pin, isTls: this.#setup.isTls ?? false };
    const room = new HonestRoom(
      this.#wayOf(target, '198.51.100.1'),
      (command) => this.#host.command(command),
      () => Math.random() < 0.7,
    );
    await room.joined();
    const { heap: heapBefore, rss: before } = await this.#host.collect();
    const journalBefore = this.#journalSize;
    const stopped = new AbortController();
    const played = this.#setup.staysInLobby ? null : room.play(stopped.signal);
    const meter = new Meter(this.#host.pid);
    const isAttacked = attack.name !== 'undisturbed';
    const attacker = isAttacked ? await startAttack(attack, target, durationMs) : null;
    const [elsewhere, sameAddress] = await Promise.all([
      this.#join('Elsewhere', JOINS, durationMs, (index) => ({
        ...this.#wayOf(target, `198.51.100.${100 + index}`),
        ...(ELSEWHERE !== undefined && { from: ELSEWHERE }),
      })),
      this.#join('Neighbour', attack.joinsFromSameAddress ?? JOINS, durationMs, () =>
        this.#wayOf(target, ATTACKER),
      ),
      sleep(durationMs),
    ]);
    const gains = (await attacker?.gains) ?? {};
    const { latencies } = room;
    stopped.abort();
    await played;
    const { heap: heapAfter, rss: after } = await this.#settled(heapBefore);
    const { peak, files } = meter.stop();
    const problems = played ? await this.#checkScores(room) : [];
    room.leave();
    return {
      latencies,
      memory: { before, peak, after },
      heap: { before: heapBefore, after: heapAfter },
      elsewhere,
      sameAddress,
      gains: {
        ...gains,
        'kB of journal': Math.round((this.#journalSize - journalBefore) / 1000),
        'open files': files,
      },
      alarms: [...this.#alarms],
      problems: /\bat .*\(|Warning/u.test(this.#host.errors) ? [...problems, this.#host.errors] : problems,
    };
  }

  async end(): Promise<void> {
    await this.#host.end();
  }

  /** Measures the memory once it is back to normal, or the host has had enough time. */
  async #settled(heapBefore: number): Promise<{ heap: number; rss: number }> {
    for (let attempt = 1; ; attempt++) {
      await sleep(SETTLE_INTERVAL_MS);
      const memory = await this.#host.collect();
      if (attempt === SETTLE_ATTEMPTS || memory.heap <= heapBefore + HEAP_TOLERANCE) return memory;
    }
  }

  /** Lets honest players join, one after the other during the attack. */
  async #join(
    group: string,
    tried: number,
    durationMs: number,
    wayOf: (index: number) => Way,
  ): Promise<Joins> {
    const joins = Array.from({ length: tried }, async (_, index) => {
      const startsAfterMs = JOINS_AFTER_MS + (JOINS_WITHIN_MS * index) / tried;
      await sleep(startsAfterMs);
      const player = new HonestPlayer(`${group} ${index}`, wayOf(index), null);
      await Promise.race([player.joined(), sleep(durationMs - startsAfterMs)]);
      const { joinedAfterMs } = player;
      player.leave();
      return joinedAfterMs;
    });
    return { tried, tookMs: (await Promise.all(joins)).filter((ms) => ms !== null) };
  }

  #wayOf(target: Target, address: string): Way {
    return { ...target, ...(this.#setup.isBehindProxy && { forwardedFor: address }) };
  }

  /** Compares the scores of the honest players with their acknowledged answers. */
  async #checkScores(room: HonestRoom): Promise<string[]> {
    const podium = new Promise<readonly Standing[]>((resolve) => (this.#onPodium = resolve));
    for (const command of ['close', 'end'] as const) this.#host.command(command);
    const standings = await Promise.race([podium, sleep(PODIUM_WITHIN_MS).then(() => null)]);
    if (!standings) return ['the host did not show the podium'];
    await Promise.race([room.settled(), sleep(PODIUM_WITHIN_MS)]);
    return room.players.flatMap(({ name, acknowledged }) => {
      const due = [...acknowledged.values()].filter((answer) => answer === true).length * POINTS;
      const score = standings.find((standing) => standing.name === name)?.score ?? 0;
      return score === due ? [] : [`${name} has ${score} points instead of ${due}`];
    });
  }

  get #journalSize(): number {
    return this.#journal === null ? 0 : statSync(this.#journal).size;
  }
}

/** Starts an attack in a process of its own. Resolves once the attack begins; the next lines have its gains. */
async function startAttack(
  attack: Attack,
  target: Target,
  durationMs: number,
): Promise<{ gains: Promise<Gains> }> {
  const { file, args } = pinned(PLAYERS_CORE, programPath('attack/attacker'), [
    attack.name,
    JSON.stringify(target),
    String(durationMs),
  ]);
  const attacker = spawn(file, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface({ input: attacker.stdout })[Symbol.asyncIterator]();
  await lines.next();
  return { gains: lines.next().then(({ value }) => JSON.parse(value)) };
}

/** Measures the memory and the open files of a process, from outside. */
class Meter {
  readonly #pid: number;
  readonly #timer: NodeJS.Timeout;
  readonly #files: number[] = [];
  #peak = NaN;

  constructor(pid: number) {
    this.#pid = pid;
    this.#timer = setInterval(() => this.#sample(), SAMPLE_EVERY_MS);
  }

  /** Returns the peak memory of the process, and how many files it had open most of the time. */
  stop(): { readonly peak: number; readonly files: number } {
    clearInterval(this.#timer);
    return { peak: this.#peak, files: median(this.#files) };
  }

  #sample(): void {
    this.#peak = peakMemoryOf(this.#pid);
    if (process.platform === 'linux') this.#files.push(readdirSync(`/proc/${this.#pid}/fd`).length);
  }
}
