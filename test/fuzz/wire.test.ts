import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Target } from '../attack/attack.ts';
import { HonestRoom } from '../attack/honest-room.ts';
import { RawClient, UPGRADE } from '../attack/raw-client.ts';
import { fixture } from '../helpers/binary.ts';
import { HeadlessHost } from '../helpers/headless-host.ts';
import { memoryOf } from '../helpers/process-memory.ts';
import { runTermquiz } from '../helpers/run-termquiz.ts';
import { SeededRandom } from '../helpers/seeded-random.ts';
import { sleep } from '../helpers/sleep.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';
import { clientFrame, httpRequest, pollingRequest } from './client-input.ts';
import { COUNT, FUZZ_TIMEOUT_MS, SEED } from './runs.ts';
import { pointsOf, correctOrWrong } from './correct-answers.ts';

const QUESTIONS = 1000;
const PLAYERS = 300;
const CLIENTS = 10;

/** Frames on one connection: the host closes it if there are more, or 20 that it does not understand. */
const MAX_FRAMES = 40;

/** Requests that are sent together: the host refuses more of them. */
const MAX_REQUESTS = 4;
const MAX_BATCHES = 8;

/** How long a client waits for a sign of the host before it gives up its connection, in milliseconds. */
const PATIENCE_MS = 20;

/** How long honest players think at most, in milliseconds: longer in long runs, so that the questions last. */
const MOST_THOUGHT_MS = Math.min(1500, 120 + COUNT / 500);

/** The answers of each honest player that must have been acknowledged. */
const LEAST_ANSWERS = 3;

/** How much the host's memory may grow after a fifth of the input, in bytes. */
const MEMORY_TOLERANCE = 100_000_000;

describe(`a host that gets ${COUNT} messages and frames of any kind`, () => {
  it(
    `keeps running, holds no memory, and scores the honest players exactly (seed ${SEED})`,
    { timeout: FUZZ_TIMEOUT_MS },
    async () => {
      const { host, journal, target, room, types } = await playedGame();
      const stopped = new AbortController();
      const played = room.play(stopped.signal);
      const fuzz = new Fuzz(target);
      await fuzz.send(COUNT * 0.2);
      const before = memoryOf(host.pid);
      await fuzz.send(COUNT * 0.8);
      expect(memoryOf(host.pid)).toBeLessThan(before + MEMORY_TOLERANCE);
      // A short run may be over before the first questions are.
      await Promise.race([room.answered(LEAST_ANSWERS), host.exited]);
      stopped.abort();
      await played;
      for (const command of ['close', 'end']) host.command(command);
      await host.line('podium-shown');
      await room.settled();
      expect(host.stderr).not.toMatch(/\bat .*:\d+|Warning|rror:/u);
      const report: Report = JSON.parse((await runTermquiz(['report', journal, '--format', 'json'])).stdout);
      for (const [index, { name, acknowledged }] of room.players.entries()) {
        const earned = [...acknowledged.keys()].map((question) => pointsOf(question, index, types));
        const due = earned.reduce((sum, points) => sum + points, 0);
        expect(report.players.find((player) => player.name === name)?.score).toBe(due);
      }
      room.leave();
    },
  );
});

interface Report {
  readonly players: readonly { readonly name: string; readonly score: number }[];
}

/** Starts a game of all types of questions, with three honest players. */
async function playedGame() {
  const quiz = join(temporaryFolder(), 'quiz.json');
  const { questions, ...rest } = JSON.parse(readFileSync(fixture('every-type.json'), 'utf8'));
  const many = Array.from({ length: QUESTIONS }, (_, index) => ({ ...questions[index % questions.length] }));
  writeFileSync(quiz, JSON.stringify({ ...rest, time: 0, questions: many }));
  const host = new HeadlessHost(quiz, ['--scoring=accuracy', '--no-streaks', `--max-players=${PLAYERS}`]);
  const { port, pin, journal } = await host.listening();
  const target = { port, pin, isTls: false };
  const room = new HonestRoom(target, (command) => host.command(command), correctOrWrong, MOST_THOUGHT_MS);
  await room.joined();
  return { host, journal: journal ?? '', target, room, types: questions.length };
}

/** Clients that send anything. */
class Fuzz {
  readonly #target: Target;
  #connections = 0;
  #sent = 0;

  constructor(target: Target) {
    this.#target = target;
  }

  /** Sends this many messages, frames and requests, over all transports. */
  async send(count: number): Promise<void> {
    const end = this.#sent + count;
    const client = async () => {
      while (this.#sent < end) await this.#connect();
    };
    await Promise.all(Array.from({ length: CLIENTS }, client));
  }

  /** Opens a connection, sends something over it, and drops it. */
  async #connect(): Promise<void> {
    const dice = new SeededRandom(`${SEED} ${this.#connections++}`);
    // From any address of this machine, so that limits per address do not keep the host from reading on.
    const from = process.platform === 'linux' ? `127.${dice.int(1, 250)}.${dice.int(0, 250)}.1` : undefined;
    const isSocket = dice.chance(0.6);
    const batches = isSocket ? [this.#frames(dice)] : this.#requests(dice);
    const client = await RawClient.open(this.#target, null, from === undefined ? {} : { from });
    if (!client) return;
    if (isSocket) client.send(UPGRADE);
    for (const batch of batches) {
      this.#sent += batch.length;
      const responded = new Promise<void>((resolve) => (client.onData = () => resolve()));
      client.send(Buffer.concat(batch));
      await Promise.race([responded, client.closed, sleep(PATIENCE_MS)]);
    }
    // The response to the upgrade says nothing about the frames.
    if (isSocket) await Promise.race([client.closed, sleep(PATIENCE_MS)]);
    client.drop();
    await client.closed;
  }

  #frames(dice: SeededRandom): Buffer[] {
    const { pin } = this.#target;
    return Array.from({ length: dice.int(1, MAX_FRAMES) }, () => clientFrame(pin, dice));
  }

  /** Returns requests in batches that the host handles in one turn of its event loop. */
  #requests(dice: SeededRandom): Buffer[][] {
    const { pin } = this.#target;
    const kind = dice.pick(['http', 'long polling', 'polling']);
    const request = () =>
      kind === 'http' ? httpRequest(pin, dice) : pollingRequest(pin, dice, kind === 'long polling');
    return Array.from({ length: dice.int(1, MAX_BATCHES) }, () =>
      Array.from({ length: dice.int(1, MAX_REQUESTS) }, request),
    );
  }
}
