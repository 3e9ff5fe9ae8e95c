import { createServer, get } from 'node:http';
import { describe, expect, it } from 'vitest';
import { failureOf, transportOver, transportNames } from '../../helpers/transports.ts';
import { certificate } from '../../helpers/certificates.ts';
import { httpServer, tcpServer } from '../../helpers/fake-servers.ts';
import { freePort, listening } from '../../helpers/listening.ts';
import { LOOPBACK, serveRoom } from '../../helpers/sockets.ts';

const overNetworks = transportNames.filter((name) => name !== 'in-process');

describe.each(overNetworks)('a client over %s', (way) => {
  it('reports a refused connection as final', async () => {
    const port = await freePort();
    expect(await failureOf(transportOver(way, `http://${LOOPBACK}:${port}`))).toEqual({
      code: 'refused',
      message: expect.stringContaining(`${LOOPBACK}:${port}`),
      isFinal: true,
    });
  });

  it('recognises an unknown name', async () => {
    const failure = await failureOf(transportOver(way, 'http://no-such-host.invalid:7849'));
    expect(failure).toMatchObject({ code: 'unknown-name', isFinal: true });
    expect(failure.message).toContain('no-such-host.invalid');
  });

  it('recognises another program', async () => {
    const server = createServer((_request, response) => response.writeHead(418).end());
    const failure = await failureOf(transportOver(way, `http://${LOOPBACK}:${await listening(server)}`));
    expect(failure).toMatchObject({ code: 'other-program', isFinal: true });
    expect(failure.message).toContain('(HTTP status 418)');
  });

  it.each([
    [302, 'https://portal.example/login?back=1'],
    [302, 'http://10.0.0.1/'],
    [511, undefined],
  ])('recognises a network that requires a login by %i to %s', async (status, location) => {
    const server = createServer((_request, response) => {
      response.writeHead(status, location === undefined ? {} : { Location: location }).end();
    });
    const failure = await failureOf(transportOver(way, `http://${LOOPBACK}:${await listening(server)}`));
    expect(failure.code).toBe('login-page');
  });

  it.each(['', '/quiz'])('says where the game is served with TLS, with the path "%s"', async (path) => {
    const { port } = await serveRoom({ tls: certificate('server') });
    const place = `${LOOPBACK}:${port}`;
    expect(await failureOf(transportOver(way, `http://${place}${path}`))).toEqual({
      code: 'needs-tls',
      message: expect.stringMatching(new RegExp(` wss://${place}${path}$`, 'u')),
      isFinal: true,
    });
  });

  it.each([
    ['SSH-2.0-OpenSSH\r\n', 'not-http'],
    [tlsAlert(70), 'needs-tls'],
  ])('recognises a server that sends %j instead of HTTP', async (bytes, code) => {
    const port = await tcpServer((socket) => void socket.once('data', () => socket.end(bytes, 'latin1')));
    const failure = await failureOf(transportOver(way, `http://${LOOPBACK}:${port}`));
    expect(failure).toEqual({
      code,
      message: expect.stringContaining(`${LOOPBACK}:${port} `),
      isFinal: true,
      isForeign: true,
      isBlocked: true,
    });
  });

  it.each([
    [40, 'tls-version'],
    [70, 'tls-version'],
    [71, 'tls-version'],
    [80, 'tls-alert'],
    [112, 'tls-unknown-name'],
    [116, 'tls-client-certificate'],
  ])('recognises TLS alert %i', async (number, expected) => {
    const port = await tcpServer(
      (socket) => void socket.once('data', () => socket.end(tlsAlert(number), 'latin1')),
    );
    const { code, message, isFinal } = await failureOf(transportOver(way, `https://${LOOPBACK}:${port}`));
    expect(message).toMatch(`${LOOPBACK}:${port} `);
    expect(code).toBe(expected);
    expect(message).not.toMatch(/SSL|EPROTO/u);
    expect(isFinal).toBe(true);
  });

  it.each([
    ['http', 'closed', /To find out why: npx termquiz doctor 127\.0\.0\.1:\d+\/quiz$/u],
    ['https', 'tls-closed', /127\.0\.0\.1:\d+ /u],
  ])(
    'recognises a server that closes connections without responding, over %s',
    async (scheme, code, message) => {
      const port = await tcpServer((socket) => void socket.once('data', () => socket.end()));
      expect(await failureOf(transportOver(way, `${scheme}://${LOOPBACK}:${port}/quiz`))).toEqual({
        code,
        message: expect.stringMatching(message),
        isFinal: false,
        isBlocked: true,
      });
    },
  );
});

describe.each(['auto', 'long-polling', 'polling'] as const)('a client over %s', (way) => {
  it.each(['/foo', '/v1/players', '/a/b'])('recognises the wrong path "%s"', async (path) => {
    const { base } = await serveRoom();
    expect(await failureOf(transportOver(way, `${base}${path}`))).toEqual({
      code: 'wrong-path',
      message: expect.stringContaining(` the path ${path}.`),
      isFinal: true,
      isForeign: true,
      isBlocked: true,
    });
  });

  it.each([
    ['0.2.0', / npx termquiz@0\.2\.0$/u],
    ['1.0.0-beta.1', / npx termquiz@1\.0\.0-beta\.1$/u],
    ['0.2.0; rm -rf ~ #', /^[^@]*$/u],
    ['0.2.0\u001B[31m$(id)', /^[^@]*$/u],
    ['', /^[^@]*$/u],
  ])(
    'recognises a host with another protocol, and makes no command of an invalid version: %j',
    async (version, message) => {
      const port = await httpServer((_request, response) => {
        response.end(JSON.stringify({ name: 'termquiz', version, protocol: 2, phase: 'lobby' }));
      });
      expect(await failureOf(transportOver(way, `http://${LOOPBACK}:${port}`))).toEqual({
        code: 'other-protocol',
        message: expect.stringMatching(message),
        isFinal: true,
      });
    },
  );

  it('recognises that something in front of the game changes the path', async () => {
    const { port } = await serveRoom();
    const front = await httpServer((request, response) => {
      get({ host: LOOPBACK, port, path: `/${request.url}` }, (passed) => {
        response.writeHead(passed.statusCode ?? 0, passed.headers);
        passed.pipe(response);
      });
    });
    expect((await failureOf(transportOver(way, `http://${LOOPBACK}:${front}`))).code).toBe('wrong-path');
  });
});

/** The bytes that end TLS with an alert. @see https://www.rfc-editor.org/rfc/rfc8446#section-6 */
function tlsAlert(number: number): string {
  return String.fromCharCode(21, 3, 3, 0, 2, 2, number);
}
