import { spawn as spawnInTerminal } from '@lydell/node-pty';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { binary, userEnvironment } from '../helpers/binary.ts';
import { sleep } from '../helpers/sleep.ts';
import { Load } from './load.ts';
import { PLAYERS_CORE, pinned } from './machine.ts';
import { MeasuredServer, PIN } from './measured-server.ts';
import { OutputMeter, type PhaseOutput } from './output-meter.ts';

/** What the screens of a game write in one phase, and the CPU time of the host. */
export interface MeasuredPhase {
  readonly phase: string;
  readonly host: PhaseOutput;
  readonly player: PhaseOutput;
  /** The share of a core that the host's threads use together. */
  readonly cpu: number;
}

export interface ScreenOutputOptions {
  readonly quiz: string;
  /** Besides the one with a screen. */
  readonly players: number;
  readonly columns: number;
  readonly rows: number;
}

/** How long a player takes to start and to join, in milliseconds. */
const JOINS_WITHIN_MS = 3000;

/** How long each phase is measured, and at the end of it the rest without movements, in milliseconds. */
const PHASE_MS = 5000;
const REST_MS = 1500;

/** A little less than an announced question is shown. */
const READY_MS = 2700;

/** Third, second and first place come one after another. */
const PODIUM_MS = 14_000;

/** Longer than the host's screen ignores the space bar after a change of phase, in milliseconds. */
const SETTLE_MS = 1500;

/** Plays a game in which the host and one of the players have a terminal, and measures what both receive. */
export async function measureScreenOutput(options: ScreenOutputOptions): Promise<MeasuredPhase[]> {
  const { quiz, players, columns, rows } = options;
  const host = new OutputMeter();
  const player = new OutputMeter();
  const server = new MeasuredServer('screen', quiz, {
    args: ['--count', '2'],
    onOutput: (data) => host.add(data),
    size: { columns, rows },
  });
  const load = new Load();
  const folder = mkdtempSync(join(tmpdir(), 'termquiz-bench-'));
  const phases: MeasuredPhase[] = [];
  const measure = async (phase: string, act: () => Promise<unknown>, forMs = PHASE_MS) => {
    const before = await server.read();
    const startedAt = performance.now();
    for (const meter of [host, player]) meter.begin();
    await act();
    await sleep(Math.max(0, forMs - (performance.now() - startedAt)));
    const restsAt = performance.now() - REST_MS;
    const output = { host: host.end(restsAt), player: player.end(restsAt) };
    const spentMs = performance.now() - startedAt;
    const { cpu } = await server.read();
    phases.push({ phase, ...output, cpu: (cpu - before.cpu) / 1000 / spentMs });
  };
  const shows = async (phase: string, question: number) => load.ask({ type: 'shows', phase, question });
  const next = async (phase: string, question: number) => {
    server.command('next');
    await shows(phase, question);
  };
  const port = await server.port();
  const { file, args } = pinned(PLAYERS_CORE, binary, ['join', `127.0.0.1:${port}`, PIN, '--name', 'Ada']);
  const env = userEnvironment(folder);
  const pty = spawnInTerminal(file, [...args], { cols: columns, rows, env });
  pty.onData((data) => player.add(data));
  const exited = new Promise((resolve) => pty.onExit(resolve));
  try {
    await sleep(JOINS_WITHIN_MS);
    await measure('lobby', async () => load.ask({ type: 'join', port, pin: PIN, players }));
    await measure('ready', async () => next('ready', 0), READY_MS);
    await measure('question', async () => {
      await shows('question', 0);
      await sleep(SETTLE_MS);
      pty.write('1');
      await load.ask({ type: 'answer', question: 0, withinMs: PHASE_MS - 2 * SETTLE_MS });
    });
    await measure('reveal', async () => load.ask({ type: 'answer-last', question: 0 }));
    await measure('standings', async () => next('standings', -1));
    await next('ready', 1);
    await sleep(SETTLE_MS);
    await next('question', 1);
    await sleep(SETTLE_MS);
    pty.write('1');
    await load.ask({ type: 'answer', question: 1, withinMs: SETTLE_MS });
    await load.ask({ type: 'answer-last', question: 1 });
    await sleep(SETTLE_MS);
    await measure('podium', async () => next('podium', -1), PODIUM_MS);
    return phases;
  } finally {
    pty.kill('SIGTERM');
    await exited;
    await load.end();
    await server.end();
    rmSync(folder, { recursive: true, force: true });
  }
}
