import { describe, expect, it, vi } from 'vitest';
import type { TransportFailure } from '../../source/client/transport/transport.ts';
import { MAX_SERVER_MESSAGE_BYTES } from '../../source/protocol/server-message.ts';
import { browserTransport } from '../../source/web/transport/browser-transport.ts';
import { PageSocket } from '../../source/web/transport/page-socket.ts';
import { ManualClock } from '../helpers/manual-clock.ts';
import { FakeWebSocket } from './fake-browser.ts';

/** Opens a socket of the page. Returns what it has told. */
function pageSocket(WebSocket: typeof FakeWebSocket = FakeWebSocket) {
  const clock = new ManualClock();
  const sockets: FakeWebSocket[] = [];
  class OwnWebSocket extends WebSocket {
    constructor(_url: string) {
      super();
      sockets.push(this);
    }
  }
  const told: unknown[] = [];
  const failures: TransportFailure[] = [];
  const socket = new PageSocket({
    WebSocket: OwnWebSocket,
    url: 'ws://192.168.1.20:7849/v1/socket',
    clock,
    openTimeoutMs: 5000,
    onFailure: (failure) => failures.push(failure),
  });
  socket.on('open', () => told.push('open'));
  socket.on('message', (data) => told.push(data));
  socket.on('pong', (payload) => told.push(`pong ${payload}`));
  socket.on('close', (code) => told.push(`close ${code}`));
  return { clock, socket, inBrowser: sockets[0], told, failures };
}

/** As `pageSocket`, already open. */
function openSocket() {
  const setup = pageSocket();
  setup.inBrowser?.emit('open');
  setup.told.length = 0;
  return setup;
}

const counts = (version: number) => JSON.stringify({ type: 'counts', version });

describe('PageSocket', () => {
  it('sends pings as messages, and takes pongs from them', () => {
    const { socket, inBrowser, told } = openSocket();
    socket.ping('7');
    expect(inBrowser?.sent).toEqual([{ type: 'ping', id: 7 }]);
    inBrowser?.deliver({ type: 'pong', id: 7 });
    expect(told).toEqual(['pong 7']);
  });

  it('passes on messages that only look like a pong', () => {
    const { inBrowser, told } = openSocket();
    for (const text of ['{"type":"pong"}', '"pong"', '{"type":"pong","id":-1}'])
      inBrowser?.emit('message', text);
    expect(told).toEqual(['{"type":"pong"}', '"pong"', '{"type":"pong","id":-1}']);
  });

  it('sends nothing before it is open, while it closes and after that', () => {
    const { socket, inBrowser } = pageSocket();
    socket.send('{}');
    inBrowser?.emit('open');
    socket.close();
    socket.send('{}');
    inBrowser?.drop();
    socket.send('{}');
    expect(inBrowser?.sent).toEqual([]);
  });

  it('lets another transport try if it does not open', () => {
    const { inBrowser, told, failures } = pageSocket();
    inBrowser?.drop();
    expect(told).toEqual(['close 1006']);
    expect(failures).toMatchObject([{ isFinal: false, isBlocked: true }]);
  });

  it('gives up if it has not opened in time', () => {
    const { clock, inBrowser, told, failures } = pageSocket();
    clock.advance(5000);
    expect(told).toEqual(['close 1006']);
    expect(failures).toMatchObject([{ isBlocked: true }]);
    expect(inBrowser?.isClosed).toBe(true);
    inBrowser?.emit('open');
    expect(told).toEqual(['close 1006']);
  });

  it('fails, but does not throw, if the browser forbids it', () => {
    class Forbidden extends FakeWebSocket {
      constructor() {
        super();
        throw new Error('The operation is insecure.');
      }
    }
    const { clock, told, failures } = pageSocket(Forbidden);
    clock.settle();
    expect(told).toEqual(['close 1006']);
    expect(failures).toMatchObject([{ isBlocked: true }]);
  });

  it('recognises a server that does not speak the protocol', () => {
    class Foreign extends FakeWebSocket {
      override readonly protocol = '';
    }
    const { inBrowser, told, failures } = pageSocket(Foreign);
    inBrowser?.emit('open');
    expect(told).toEqual(['close 1006']);
    expect(failures).toMatchObject([{ isForeign: true, isFinal: true, isBlocked: true }]);
  });

  it('is closed at once when terminated, long before the browser says so', () => {
    const { socket, inBrowser, told } = openSocket();
    socket.terminate();
    expect(told).toEqual(['close 1006']);
    inBrowser?.drop();
    inBrowser?.deliver({ type: 'bye', code: 'ended' });
    expect(told).toEqual(['close 1006']);
  });

  it.each([
    ['a binary message', new ArrayBuffer(8)],
    ['a message that is too long', 'x'.repeat(MAX_SERVER_MESSAGE_BYTES + 1)],
  ])('ends with %s', (_what, data) => {
    const { inBrowser, told } = openSocket();
    inBrowser?.emit('message', data);
    expect(told).toEqual(['close 1006']);
  });

  it('handles at most 200 messages in a second, and then the newest of each type, in order', () => {
    const { clock, inBrowser, told } = openSocket();
    for (let version = 0; version < 10_000; version++) inBrowser?.emit('message', counts(version));
    inBrowser?.deliver({ type: 'stage', version: 1 }, { type: 'bye', code: 'ended' });
    expect(told).toHaveLength(200);
    clock.advance(1000);
    expect(told.slice(200)).toEqual([
      counts(9_999),
      '{"type":"stage","version":1}',
      '{"type":"bye","code":"ended"}',
    ]);
    inBrowser?.emit('message', counts(10_000));
    expect(told).toHaveLength(204);
  });

  it('handles what still waits when the server closes the connection', () => {
    const { inBrowser, told } = openSocket();
    for (let version = 0; version < 300; version++) inBrowser?.emit('message', counts(version));
    inBrowser?.deliver({ type: 'bye', code: 'ended' });
    inBrowser?.drop(1000);
    expect(told.slice(200)).toEqual([counts(299), '{"type":"bye","code":"ended"}', 'close 1000']);
  });

  it('keeps little of a flood of unknown types', () => {
    const { clock, inBrowser, told } = openSocket();
    for (let count = 0; count < 200; count++) inBrowser?.emit('message', counts(count));
    for (const letters of ['', ...'abcdefghijklmnopqrstuvwxyz']) inBrowser?.deliver({ type: `x${letters}` });
    clock.advance(1000);
    expect(told.length).toBeLessThanOrEqual(216);
  });

  it('handles fewer messages in a second if they are long', () => {
    const { inBrowser, told } = openSocket();
    const long = JSON.stringify({ type: 'stage', text: 'x'.repeat(10_000) });
    for (let count = 0; count < 100; count++) inBrowser?.emit('message', long);
    expect(told.length).toBeLessThan(10);
  });

  it('leaves no timer behind', () => {
    const { clock, socket } = openSocket();
    socket.terminate();
    expect(clock.pending).toBe(0);
  });
});

describe('the transport of the page', () => {
  it('uses long polling if the WebSocket brings no pong in time', async () => {
    const clock = new ManualClock();
    const sockets: FakeWebSocket[] = [];
    class Mute extends FakeWebSocket {
      constructor(_url: string) {
        super();
        sockets.push(this);
      }
    }
    const opened: string[] = [];
    const info = { name: 'termquiz', version: '0.1.0', protocol: 1, phase: 'lobby' };
    const transport = browserTransport('http://192.168.1.20:7849', {
      WebSocket: Mute,
      fetch: async () => new Response(JSON.stringify(info)),
      clock,
      random: () => 0.5,
    });
    const connection = transport.connect({
      onOpen: (name) => opened.push(name),
      onMessage: () => undefined,
      onClose: () => opened.push('closed'),
    });
    sockets[0]?.emit('open');
    clock.advance(5000);
    await vi.waitFor(() => expect(opened).toEqual(['long-polling']));
    connection.close();
  });
});
