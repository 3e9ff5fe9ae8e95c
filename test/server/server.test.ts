import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { listen } from '../../source/server/server.ts';
import { PIN } from '../helpers/rooms.ts';
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
