import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { listen } from '../../source/server/server.ts';
import { authority, certificate } from '../helpers/certificates.ts';
import { PIN, tokenOf } from '../helpers/rooms.ts';
import { LOOPBACK, TestSocket, serveRoom } from '../helpers/sockets.ts';

describe('listen', () => {
  it('rejects if the port is in use', async () => {
    const { port } = await serveRoom();
    await expect(listen({ port, bind: LOOPBACK, maxConnections: 10 })).rejects.toMatchObject({
      code: 'EADDRINUSE',
    });
  });

  it('rejects if the address does not belong to this machine', async () => {
    await expect(listen({ port: 0, bind: '192.0.2.1', maxConnections: 10 })).rejects.toMatchObject({
      code: 'EADDRNOTAVAIL',
    });
  });
});

describe('closing the server', () => {
  it('sends every client a bye with host-left and closes with 1001', async () => {
    const { url, close } = await serveRoom();
    const clients = await Promise.all([TestSocket.open(url), TestSocket.open(url)]);
    clients[0]?.send({ type: 'join', pin: PIN, name: 'Ada' });
    clients[1]?.send({ type: 'watch', pin: PIN });
    await Promise.all(clients.map((client) => client.next('stage')));
    await close();
    for (const client of clients) {
      expect(await client.closed).toBe(1001);
      expect(client.messages.at(-1)).toMatchObject({ type: 'bye', code: 'host-left' });
    }
  });

  it('frees the port even if clients keep their connections open', async () => {
    const { url, port, close } = await serveRoom();
    // A client that has not joined, a connection without any data, and a client that never reads the goodbye.
    await TestSocket.open(url);
    const silent = connect(port, LOOPBACK);
    silent.on('error', () => undefined);
    await once(silent, 'connect');
    const stubborn = await TestSocket.open(url);
    stubborn.send({ type: 'join', pin: PIN, name: 'Ada' });
    await stubborn.next('welcome');
    stubborn.socket.pause();
    await close();
    const { server } = await listen({ port, bind: LOOPBACK, maxConnections: 10 });
    server.close();
  });
});

describe('a server with more connections than it can hold', () => {
  /** Opens connections that send nothing, one after the other. */
  async function hoard(port: number, count: number): Promise<void> {
    for (let opened = 0; opened < count; opened++) {
      const socket = connect(port, LOOPBACK);
      onTestFinished(() => void socket.destroy());
      socket.on('error', () => undefined);
      await once(socket, 'connect');
    }
  }

  it.each([
    ['plain', undefined],
    ['TLS', certificate('server')],
  ])('lets players in over %s and keeps them, and warns the host', async (_name, tls) => {
    const { url, port, room } = await serveRoom({ maxConnections: 30, ...(tls && { tls }) });
    await hoard(port, 40);
    const ada = await TestSocket.open(url, { ca: authority });
    ada.send({ type: 'join', pin: PIN, name: 'Ada' });
    await ada.next('you');
    await hoard(port, 40);
    room.command({ type: 'start' });
    await ada.next('stage', ({ phase }) => phase === 'ready');
    expect(room.snapshot().alarms).toEqual([{ type: 'connection-flood' }]);
  });

  it('keeps a connection over which a player polls', async () => {
    const { port } = await serveRoom({ maxConnections: 30 });
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    onTestFinished(() => agent.destroy());
    const send = async (method: string, path: string, body = '') => {
      const headers = { Authorization: `Bearer ${tokenOf('Ada')}`, 'Content-Type': 'application/json' };
      const outgoing = request({ host: LOOPBACK, port, path, method, agent, headers }).end(body);
      const [response] = await once(outgoing, 'response');
      await once(response.resume(), 'end');
      return outgoing.reusedSocket;
    };
    await send(
      'POST',
      '/v1/players',
      JSON.stringify({ type: 'join', pin: PIN, name: 'Ada', token: tokenOf('Ada') }),
    );
    await hoard(port, 40);
    expect(await send('GET', '/v1/views')).toBe(true);
    await send('DELETE', '/v1/players/me');
  });
});
