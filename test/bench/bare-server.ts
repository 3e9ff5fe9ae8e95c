// A server to compare the host with. It uses ws in the ordinary way, with its defaults. It parses, checks and acknowledges
// the same messages, and sends the same messages as the host, but has no journal, clock, rules or limits.
// Its only argument is the script of a game, as captured from a host.
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { type WebSocket, WebSocketServer } from 'ws';
import type { GameScript, Template } from './game-script.ts';

interface Player {
  readonly socket: WebSocket;
  readonly name: string;
  answer: number | null;
  /** The numbers of players and answers that this player was sent last. */
  counts: string;
  isAlive: boolean;
}

/** When a new player is pinged, as by the host, in milliseconds after the join. */
const FIRST_PINGS_MS = [0, 1000];

const script: GameScript = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'));
const players = new Set<Player>();
let phase = 'lobby';
let question = -1;
let answered = 0;
let version = 1;

const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
server.on('listening', () => {
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  process.stdout.write(`${JSON.stringify({ type: 'listening', port })}\n`);
});
server.on('connection', (socket) => {
  let player: Player | null = null;
  socket.on('message', (data) => {
    const message = parse(data.toString());
    if (message?.['type'] === 'join' && !player) player = join(socket, message);
    else if (message?.['type'] === 'answer' && player) answer(player, message);
    else socket.send(JSON.stringify({ type: 'rejected', code: 'bad-message' }));
  });
  socket.on('pong', () => {
    if (player) player.isAlive = true;
  });
  socket.on('error', () => undefined);
  socket.on('close', () => {
    if (player) players.delete(player);
  });
});
createInterface({ input: process.stdin }).on('line', advance);
setInterval(() => players.forEach(ping), 5000);
setInterval(sendChanges, 200);

function parse(text: string): Record<string, unknown> | null {
  try {
    const message: unknown = JSON.parse(text);
    return typeof message === 'object' && message !== null ? { ...message } : null;
  } catch {
    return null;
  }
}

function join(socket: WebSocket, { pin, name, token }: Record<string, unknown>): Player | null {
  if (pin !== '482913' || typeof name !== 'string' || typeof token !== 'string' || token.length < 22) {
    socket.send(JSON.stringify({ type: 'rejected', code: 'wrong-pin' }));
    return null;
  }
  const player = { socket, name, answer: null, counts: '', isAlive: true };
  players.add(player);
  for (const afterMs of FIRST_PINGS_MS) setTimeout(() => player.socket.ping(), afterMs);
  for (const template of script.joined) socket.send(written(template));
  return player;
}

function answer(player: Player, message: Record<string, unknown>): void {
  const { answer } = message;
  const isOption = typeof answer === 'number' && Number.isInteger(answer) && answer >= 0 && answer < 4;
  if (phase !== 'question' || message['question'] !== question || player.answer !== null || !isOption) {
    player.socket.send(JSON.stringify({ type: 'rejected', code: 'bad-answer', question }));
    return;
  }
  player.answer = answer;
  answered++;
  for (const template of script.answered) player.socket.send(written(template));
  if (answered === players.size) show('reveal');
}

function advance(): void {
  if (phase === 'reveal') return show('standings');
  if (phase === 'ready') return show('question');
  question++;
  answered = 0;
  for (const player of players) player.answer = null;
  show('ready');
}

/** Sends the messages that begin a phase: the same stage to everybody, and to each player a `you` of their own. */
function show(next: 'ready' | 'question' | 'reveal' | 'standings'): void {
  phase = next;
  for (const player of players) player.counts = `${players.size} ${answered}`;
  for (const template of script[next]) {
    const same = template.type === 'you' ? undefined : written(template);
    for (const { socket } of players) socket.send(same ?? written(template));
  }
}

/** Sends changes to 400 players, five times a second: counts, or in the lobby the stage with the newest names. */
function sendChanges(): void {
  if (phase !== 'lobby' && phase !== 'question') return;
  const template = phase === 'lobby' ? script.joined.find(({ type }) => type === 'stage') : script.counts;
  if (!template) return;
  const counts = `${players.size} ${answered}`;
  const text = written(template, { players: players.size, connected: players.size, answered });
  let remaining = 400;
  for (const player of players) {
    if (player.counts === counts) continue;
    if (remaining-- === 0) break;
    player.counts = counts;
    player.socket.send(text);
    // So that the others have their turn next time.
    players.delete(player);
    players.add(player);
  }
}

function ping(player: Player): void {
  if (!player.isAlive) player.socket.terminate();
  player.isAlive = false;
  player.socket.ping();
}

function written(template: Template, more: object = {}): string {
  const { question: shown } = template;
  const asked =
    typeof shown === 'object' && shown !== null ? { question: { ...shown, index: question } } : {};
  return JSON.stringify({ ...template, ...asked, ...more, version: version++, now: Date.now() });
}
