import { once } from 'node:events';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import {
  lobby,
  question,
  ready,
  rejected,
  reveal,
  stageFields,
  welcome,
  you,
} from '../helpers/scripted-server.ts';
import { SeededRandom } from '../helpers/seeded-random.ts';
import { TerminalProgram } from '../helpers/terminal.ts';
import { mutated, mutatedText } from './mutate.ts';
import { FUZZ_TIMEOUT_MS, SEED, STACK_TRACE, isThorough, oneIn } from './runs.ts';

const MESSAGES = oneIn(200, 100);

/** How many messages are sent before the client has a chance to draw. */
const BATCH = 20;

/** How long a client may take to handle everything and exit, in milliseconds. */
const ENDS_WITHIN_MS = 10_000 + MESSAGES * 5;

const standings = {
  top: [{ rank: 1, name: 'Ada', team: 'Red', score: 1000, change: 1, gain: 1000 }],
  teams: [{ rank: 1, name: 'Red', score: 1000, change: null }],
};

/** What a host sends. */
const messages: readonly [object, ...object[]] = [
  welcome(),
  lobby(1, ['Grace', 'Ada']),
  ready(2, 0),
  question(3),
  question(4, 0, { pausedAt: 1_000_000 }),
  reveal(5),
  { ...stageFields, version: 6, phase: 'standings', ...standings },
  {
    ...stageFields,
    version: 7,
    phase: 'podium',
    shownAt: 0,
    ...standings,
    more: 0,
    awards: [{ type: 'fastest-finger', names: ['Ada'], more: 0, value: 843 }],
    questions: [{ index: 0, correct: 1, answered: 2 }],
  },
  { type: 'counts', version: 8, stage: 7, players: 3, connected: 2, answered: 1 },
  you(9),
  you(10, { answered: true, answer: 1 }),
  rejected('already-answered', 0),
];

/** The commands that connect to a host, with their options. */
const clients: readonly (readonly [command: string, options: readonly string[]])[] = [
  ['join', ['--name', 'Ada']],
  ...(isThorough ? [['watch', []] as const] : []),
];

describe.each(clients)('%s', (command, options) => {
  it(
    `survives ${MESSAGES} mutated messages of a host, and still responds (seed ${SEED})`,
    { timeout: Math.min(ENDS_WITHIN_MS, FUZZ_TIMEOUT_MS) },
    async () => {
      const { port, isDone } = await hostileHost(new SeededRandom(`${SEED} ${command}`));
      const program = new TerminalProgram([command, `127.0.0.1:${port}`, '482913', ...options]);
      await isDone;
      program.kill('SIGINT');
      expect([1, 130]).toContain(await program.exited);
      expect(program.output).not.toMatch(STACK_TRACE);
    },
  );
});

/** Starts a host that sends mutated messages to each client. `isDone` resolves once the first one has handled them. */
async function hostileHost(dice: SeededRandom) {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', handleProtocols: () => 'termquiz.v1' });
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of server.clients) socket.terminate();
    server.close();
  });
  const address = server.address();
  const isDone = new Promise<void>((resolve) => {
    server.on('connection', (socket) => {
      socket.on('error', () => undefined);
      socket.once('message', () => void attack(socket, dice).then(resolve));
    });
  });
  return { port: typeof address === 'object' && address !== null ? address.port : 0, isDone };
}

/** Sends mutated messages, and resolves once the client has handled them or has left. */
async function attack(socket: WebSocket, dice: SeededRandom): Promise<void> {
  const isOver = new Promise<void>((resolve) => {
    socket.once('pong', () => resolve());
    socket.once('close', () => resolve());
  });
  socket.send(JSON.stringify(welcome()));
  for (let sent = 0; sent < MESSAGES && socket.readyState === socket.OPEN; sent++) {
    const message = dice.pick(messages);
    const isJson = dice.chance(0.7);
    const text = isJson ? JSON.stringify(mutated(message, dice)) : mutatedText(JSON.stringify(message), dice);
    socket.send(text);
    if (sent % BATCH === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  }
  if (socket.readyState === socket.OPEN) socket.ping();
  await isOver;
}
