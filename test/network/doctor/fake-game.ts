import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { type Diagnosis, diagnoseGame } from '../../../source/network/doctor/diagnose-game.ts';
import type { StepName, StepResult } from '../../../source/network/doctor/step.ts';
import { type System, targetAt, thisMachine } from '../../../source/network/doctor/target.ts';
import { PROTOCOL, VERSION } from '../../../source/protocol/endpoints.ts';
import { testAuthority } from '../../helpers/fake-servers.ts';
import { listening } from '../../helpers/listening.ts';
import { proxyEnvironment } from '../../helpers/proxy-environment.ts';
import { LOOPBACK } from '../../helpers/sockets.ts';

export interface FakeGameOptions {
  /** The path that the game is served below. Default: none. */
  readonly path?: string;
  /** The body of the response to `GET /v1`. */
  readonly info?: object;
  /** Handles upgrades; null: a proxy removes the Upgrade header. Default: opens a WebSocket that answers pings. */
  readonly onUpgrade?: ((request: IncomingMessage, stream: Duplex) => void) | null;
  /** The status of responses to long polling. Default: 401, as from a game that does not know the seat. */
  readonly viewsStatus?: number;
  /** Responds to long polling instead. */
  readonly onViews?: (response: ServerResponse) => void;
}

/** Serves what the doctor looks at in a game, and returns the port. */
export async function fakeGame({
  path = '',
  info,
  onUpgrade,
  viewsStatus = 401,
  onViews,
}: FakeGameOptions = {}): Promise<number> {
  const server = createServer((request, response) => {
    const { pathname, search } = new URL(request.url ?? '', 'http://game.test');
    if (pathname === `${path}/v1`) {
      const game = { name: 'termquiz', version: VERSION, protocol: PROTOCOL, phase: 'lobby' };
      return void response.end(JSON.stringify(info ?? game));
    }
    if (pathname === `${path}/v1/socket`) return void response.writeHead(426).end();
    if (onViews) return onViews(response);
    const isWhole =
      pathname === `${path}/v1/views` &&
      search === '?stage=0&you=0&wait=0' &&
      /^Bearer [\w-]{22,64}$/u.test(request.headers.authorization ?? '');
    const rejected = { type: 'rejected', code: 'unknown-token', message: 'Join with the PIN.' };
    return void response.writeHead(isWhole ? viewsStatus : 400).end(JSON.stringify(rejected));
  });
  if (onUpgrade !== null)
    server.on('upgrade', onUpgrade ?? webSocketThat((socket, payload) => socket.pong(payload)));
  return listening(server);
}

type OnPing = (socket: WebSocket, payload: Buffer, number: number) => void;

/** Opens WebSockets and calls back for each ping, counted from 1. */
export function webSocketThat(onPing: OnPing) {
  const sockets = new WebSocketServer({
    noServer: true,
    autoPong: false,
    handleProtocols: () => 'termquiz.v1',
  });
  return (request: IncomingMessage, stream: Duplex) =>
    sockets.handleUpgrade(request, stream, Buffer.alloc(0), (socket) => {
      let number = 0;
      socket.on('ping', (payload) => onPing(socket, payload, ++number));
    });
}

/** Opens WebSockets that answer this many pings and end at the next. */
export function webSocketOf(pings: number, end: (socket: WebSocket) => void) {
  return webSocketThat((socket, payload, number) => {
    if (number > pings) end(socket);
    else socket.pong(payload);
  });
}

export interface DiagnoseOptions {
  readonly system?: Partial<System>;
  /** Null: the authorities that come with Node. */
  readonly ca?: string | null;
  /** The environment variables that set proxies. */
  readonly environment?: Record<string, string>;
}

/** Diagnoses the game at a URL, and adds what tests look at. */
export async function diagnose(base: string, options: DiagnoseOptions = {}) {
  const { system = {}, ca = testAuthority, environment } = options;
  proxyEnvironment(environment);
  const target = targetAt(base, { ca: ca ?? undefined, system: { ...thisMachine, ...system } });
  const diagnosis = await diagnoseGame(target);
  return { ...diagnosis, ...readable(diagnosis) };
}

function readable({ steps }: Diagnosis) {
  return {
    /** The names of the steps, with a cross after those that failed. */
    marks: steps.map(({ name, ok }) => (ok ? name : `${name} ✗`)),
    step(name: StepName): StepResult {
      const found = steps.find((step) => step.name === name);
      if (!found) throw new Error(`no step ${name}`);
      return found;
    },
  };
}

export function here(port: number, scheme = 'http'): string {
  return `${scheme}://${LOOPBACK}:${port}`;
}
