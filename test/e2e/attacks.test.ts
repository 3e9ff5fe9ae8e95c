// The short form of `npm run test:attack`, which also measures times.
import { setMaxListeners } from 'node:events';
import { readdirSync } from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ATTACKER, type Gains, type Target } from '../attack/attack.ts';
import { attacks } from '../attack/attacks.ts';
import { HonestPlayer } from '../attack/honest-player.ts';
import { HonestRoom } from '../attack/honest-room.ts';
import { fixture } from '../helpers/binary.ts';
import { HeadlessHost } from '../helpers/headless-host.ts';
import { memoryOf, peakMemoryOf } from '../helpers/process-memory.ts';
import { until } from '../helpers/until.ts';

/** How long each attack lasts, in milliseconds. */
const DURATION_MS = 150;

/** What a correct answer earns. */
const POINTS = 1000;

/** How much more memory the host may use during the attacks, in bytes. */
const MEMORY_TOLERANCE = 100_000_000;

/** Attacks that need neither a proxy, nor TLS, nor a host with few files. */
const ATTACKS = ['requests-5', 'pongs', 'pings', 'empty-fragments', 'unread', 'foreign-names', 'ghosts'];

/** Starts a game that three honest players have joined. */
async function honestGame(flags: readonly string[] = []) {
  const options = ['--scoring=accuracy', '--no-streaks', ...flags];
  const host = new HeadlessHost(fixture('two-questions.json'), options);
  const { port, pin } = await host.listening();
  const target: Target = { port, pin, isTls: false };
  const room = new HonestRoom(
    target,
    (command) => host.command(command),
    ({ type }) => (type === 'boolean' ? true : 1),
  );
  onTestFinished(() => room.leave());
  await room.joined();
  return { host, target, room };
}

/** Attacks for a moment. Returns what the attackers got, and the most that they may get. */
async function attack(name: string, target: Target): Promise<{ gains: Gains; atMost: Gains }> {
  const signal = AbortSignal.timeout(DURATION_MS);
  setMaxListeners(Infinity, signal);
  const found = attacks.find((known) => known.name === name);
  if (!found) throw new Error(`there is no attack called ${name}`);
  return { gains: await found.run(target, signal), atMost: found.atMost ?? {} };
}

function expectAtMost({ gains, atMost }: { gains: Gains; atMost: Gains }): void {
  for (const [what, most] of Object.entries(atMost)) expect(gains[what]).toBeLessThanOrEqual(most);
}

function filesOf(pid: number): number {
  return process.platform === 'linux' ? readdirSync(`/proc/${pid}/fd`).length : 0;
}

describe('a host under attack', () => {
  it('accepts every honest answer, keeps its memory, and closes all connections of the attackers', async () => {
    const { host, target, room } = await honestGame();
    const memory = memoryOf(host.pid);
    const files = filesOf(host.pid);
    await host.openFirstQuestion();
    const played = Promise.all(room.players.map((player) => player.hasAnswered(0)));
    for (const name of ATTACKS) expectAtMost(await attack(name, target));
    await played;
    if (process.platform === 'linux') expect(peakMemoryOf(host.pid)).toBeLessThan(memory + MEMORY_TOLERANCE);
    await until(() => filesOf(host.pid)).toBeLessThanOrEqual(files);
    host.command('close');
    host.command('end');
    const { standings } = await host.line('podium-shown');
    for (const { name } of room.players) {
      expect(standings).toContainEqual(expect.objectContaining({ name, score: POINTS }));
    }
  });
});

describe('a host whose PIN is guessed', () => {
  it('checks few PINs, and lets an honest player in from the same address', async () => {
    const { host, target } = await honestGame(['--trust-proxy', '--pin', '48291375']);
    const guessed = attack('pin-fast', target);
    const honest = new HonestPlayer('Margaret', { ...target, forwardedFor: ATTACKER }, null);
    onTestFinished(() => honest.leave());
    expectAtMost(await guessed);
    expectAtMost(await attack('pin-ipv4-long', target));
    await honest.joined();
    expect(host.linesOf('player-joined').map(({ name }) => name)).toContain('Margaret');
  });
});
