import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { type Examination, examine } from '../../../source/network/doctor/examine.ts';
import type { StepName, StepResult } from '../../../source/network/doctor/step.ts';
import { type System, targetAt, thisMachine } from '../../../source/network/doctor/target.ts';
import { PROTOCOL, VERSION } from '../../../source/protocol/endpoints.ts';
import { testAuthority } from '../../helpers/fake-servers.ts';
import { listening } from '../../helpers/listening.ts';
import { proxyEnvironment } from '../../helpers/proxy-environment.ts';
import { LOOPBACK } from '../../helpers/sockets.ts';

export interface FakeGameOptions {
  /** What `GET /v1` answers. */
  readonly info?: object;
  /** What answers an upgrade; null: nothing passes Upgrade on. Default: a WebSocket that answers pings. */
  readonly onUpgrade?: ((request: IncomingMessage, stream: Duplex) => void) | null;
  /** The status of requests for long polling. Default: as a game without such a seat answers. */
  readonly viewsStatus?: number;
  /** What answers them in place of that. */
  readonly onViews?: (response: ServerResponse) => void;
}

/** Something that answers as a termquiz does, as far as a doctor looks; the port. */
export async function fakeGame({
  info,
  onUpgrade,
  viewsStatus = 401,
  onViews,
}: FakeGameOptions = {}): Promise<number> {
  const server = createServer((request, response) => {
    const { pathname, search } = new URL(request.url ?? '', 'http://game.test');
    if (pathname === '/v1') {
      const game = { name: 'termquiz', version: VERSION, protocol: PROTOCOL, phase: 'lobby' };
      return void response.end(JSON.stringify(info ?? game));
    }
    if (pathname === '/v1/socket') return void response.writeHead(426).end();
    if (onViews) return onViews(response);
    const isWhole =
      pathname === '/v1/views' &&
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

/** A WebSocket that does this at each ping, which are counted from 1. */
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

/** A WebSocket that answers so many pings, and is ended at the next one. */
export function webSocketOf(pings: number, end: (socket: WebSocket) => void) {
  return webSocketThat((socket, payload, number) => {
    if (number > pings) end(socket);
    else socket.pong(payload);
  });
}

export interface ExaminedBy {
  readonly system?: Partial<System>;
  /** Null: those that Node comes with. */
  readonly ca?: string | null;
  /** The variables that name proxies. */
  readonly environment?: Record<string, string>;
}

/** An examination of what is at an address of this machine, as the tests read it. */
export async function examined(base: string, options: ExaminedBy = {}) {
  const { system = {}, ca = testAuthority, environment } = options;
  proxyEnvironment(environment);
  const target = targetAt(base, { ca: ca ?? undefined, system: { ...thisMachine, ...system } });
  const examination = await examine(target);
  return { ...examination, ...readable(examination) };
}

function readable({ steps }: Examination) {
  return {
    /** The steps that were taken, those that failed with a cross. */
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
