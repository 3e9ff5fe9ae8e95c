import { createServer, get } from 'node:http';
import { describe, expect, it } from 'vitest';
import { VERSION } from '../../../source/protocol/endpoints.ts';
import { failureOf, transportOver, ways } from '../../helpers/carriers.ts';
import { certificate } from '../../helpers/certificates.ts';
import { httpServer, tcpServer } from '../../helpers/fake-servers.ts';
import { freePort, listening } from '../../helpers/listening.ts';
import { LOOPBACK, serveRoom } from '../../helpers/sockets.ts';

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

  it.each([
    [302, 'https://portal.example/login?back=1'],
    [302, 'http://10.0.0.1/'],
    [511, undefined],
  ])('is said of a network that wants a login what to do: %i to %s', async (status, location) => {
    const server = createServer((_request, response) => {
      response.writeHead(status, location === undefined ? {} : { Location: location }).end();
    });
    const failure = await failureOf(transportOver(way, `http://${LOOPBACK}:${await listening(server)}`));
    expect(failure.message).toMatch(/ sends you to another page .*Open one in a browser, then try again\.$/u);
  });

  it.each(['', '/quiz'])('is said where to go by TLS, with the path "%s"', async (path) => {
    const { port } = await serveRoom({ tls: certificate('server') });
    const place = `${LOOPBACK}:${port}`;
    expect(await failureOf(transportOver(way, `http://${place}${path}`))).toEqual({
      message: `${place} speaks TLS: use wss://${place}${path} in place of it.`,
      isFinal: true,
    });
  });

  it.each([
    [
      'SSH-2.0-OpenSSH\r\n',
      /answers, but not over HTTP: it is another program\. Check the port with the host\.$/u,
    ],
    [tlsAlert(70), /speaks TLS\. If it is the right address, write wss:\/\/ in front of it\.$/u],
  ])('is said of a server that speaks no HTTP what to do: %j', async (bytes, expected) => {
    const port = await tcpServer((socket) => void socket.once('data', () => socket.end(bytes, 'latin1')));
    const failure = await failureOf(transportOver(way, `http://${LOOPBACK}:${port}`));
    expect(failure).toEqual({
      message: expect.stringMatching(expected),
      isFinal: true,
      isForeign: true,
      isBlocked: true,
    });
    expect(failure.message).toMatch(`${LOOPBACK}:${port} `);
  });

  it.each([
    [40, /and this computer have no TLS in common\. Ask the host/u],
    [70, /and this computer have no TLS in common\. Ask the host/u],
    [80, /breaks TLS off \(alert 80\)\. Check the address with the host\.$/u],
    [112, /has nothing by that name\. Check the name with the host\.$/u],
    [116, /lets in only who has a certificate\. Ask the host/u],
  ])('is said what it means that a server breaks TLS off with alert %i', async (number, expected) => {
    const port = await tcpServer(
      (socket) => void socket.once('data', () => socket.end(tlsAlert(number), 'latin1')),
    );
    const { message, isFinal } = await failureOf(transportOver(way, `https://${LOOPBACK}:${port}`));
    expect(message).toMatch(`${LOOPBACK}:${port} `);
    expect(message).toMatch(expected);
    expect(message).not.toMatch(/SSL|EPROTO/u);
    expect(isFinal).toBe(true);
  });

  it.each([
    ['http', ''],
    ['https', 'wss://'],
  ])(
    'is said, where connections are closed without an answer, who knows more: over %s',
    async (scheme, typed) => {
      const port = await tcpServer((socket) => void socket.once('data', () => socket.end()));
      expect(await failureOf(transportOver(way, `${scheme}://${LOOPBACK}:${port}/quiz`))).toEqual({
        message: `${LOOPBACK}:${port} closes connections without an answer: another program, or a firewall. To see why: npx termquiz doctor ${typed}${LOOPBACK}:${port}/quiz`,
        isFinal: false,
        isBlocked: true,
      });
    },
  );
});

describe.each(['auto', 'long-polling', 'polling'] as const)('over %s', (way) => {
  it.each(['/foo', '/v1/players', '/a/b'])(
    'is said that the path is wrong where it is "%s"',
    async (path) => {
      const { base, port } = await serveRoom();
      expect(await failureOf(transportOver(way, `${base}${path}`))).toEqual({
        message: `A termquiz answers at ${LOOPBACK}:${port}, but there is no game at the path ${path}. Leave the path out, or check it with the host.`,
        isFinal: true,
        isForeign: true,
        isBlocked: true,
      });
    },
  );

  it.each([
    ['0.2.0', "Join with the host's: npx termquiz@0.2.0"],
    ['1.0.0-beta.1', "Join with the host's: npx termquiz@1.0.0-beta.1"],
    ['0.2.0; rm -rf ~ #', 'Ask the host which version to join with.'],
    ['0.2.0\u001B[31m$(id)', 'Ask the host which version to join with.'],
    ['', 'Ask the host which version to join with.'],
  ])(
    'is said that the host speaks another protocol, and no command that its version %j is not',
    async (version, advice) => {
      const port = await httpServer((_request, response) => {
        response.end(JSON.stringify({ name: 'termquiz', version, protocol: 2, phase: 'lobby' }));
      });
      expect(await failureOf(transportOver(way, `http://${LOOPBACK}:${port}`))).toEqual({
        message: `The host's termquiz speaks protocol 2, this one (${VERSION}) protocol 1: they do not understand each other. ${advice}`,
        isFinal: true,
      });
    },
  );

  it('is said that the path is wrong where something in front of the game changes it', async () => {
    const { port } = await serveRoom();
    const front = await httpServer((request, response) => {
      get({ host: LOOPBACK, port, path: `/${request.url}` }, (answer) => {
        response.writeHead(answer.statusCode ?? 0, answer.headers);
        answer.pipe(response);
      });
    });
    expect((await failureOf(transportOver(way, `http://${LOOPBACK}:${front}`))).message).toBe(
      `A termquiz answers at ${LOOPBACK}:${front}, but its game has another path. Check the whole address with the host.`,
    );
  });
});

/** The bytes that end TLS with an alert. @see https://www.rfc-editor.org/rfc/rfc8446#section-6 */
function tlsAlert(number: number): string {
  return String.fromCharCode(21, 3, 3, 0, 2, 2, number);
}
