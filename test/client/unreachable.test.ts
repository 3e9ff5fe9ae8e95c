import { createServer } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { failureOf, transportOver, ways } from '../helpers/carriers.ts';
import { certificate } from '../helpers/certificates.ts';
import { freePort, listening } from '../helpers/listening.ts';
import { LOOPBACK, serveRoom } from '../helpers/sockets.ts';

const overNetworks = ways.filter((way) => way !== 'in-process');

describe.each(overNetworks)('over %s', (way) => {
  it('is said that nothing answers, and that trying again is no use', async () => {
    const port = await freePort();
    expect(await failureOf(transportOver(way, `http://${LOOPBACK}:${port}`))).toEqual({
      message: `Nothing answers at ${LOOPBACK}:${port}. Is the game running, and the address right?`,
      isFinal: true,
    });
  });

  it('is said that there is no such computer', async () => {
    const failure = await failureOf(transportOver(way, 'http://no-such-host.invalid:7849'));
    expect(failure.message).toMatch(/^There is no computer called no-such-host\.invalid:7849/u);
    expect(failure.isFinal).toBe(true);
  });

  it('is said that somebody else answers', async () => {
    const server = createServer((_request, response) => response.writeHead(418).end());
    const failure = await failureOf(transportOver(way, `http://${LOOPBACK}:${await listening(server)}`));
    expect(failure.message).toMatch(/answers, but not as a termquiz does \(HTTP status 418\)/u);
    expect(failure.isFinal).toBe(true);
  });

  it.each(['', '/quiz'])('is said where to go by TLS, with the path "%s"', async (path) => {
    const { port } = await serveRoom({ tls: certificate('server') });
    const place = `${LOOPBACK}:${port}`;
    expect(await failureOf(transportOver(way, `http://${place}${path}`))).toEqual({
      message: `${place} speaks TLS: use wss://${place}${path} in place of it.`,
      isFinal: true,
    });
  });

  it('is said something of a server that speaks no HTTP at all', async () => {
    const server = createTcpServer((socket) =>
      socket.on('error', () => undefined).end('SSH-2.0-OpenSSH\r\n'),
    );
    const failure = await failureOf(transportOver(way, `http://${LOOPBACK}:${await listening(server)}`));
    expect(failure.message).toMatch(/^The connection to 127\.0\.0\.1/u);
  });
});
