import { get } from 'node:http';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { type TransportName, transportTo } from '../../../source/client/transport/transports.ts';
import { systemClock } from '../../../source/clock.ts';
import { agentFor, proxyFault, routeTo } from '../../../source/network/proxy/proxy.ts';
import { failureOf } from '../../helpers/carriers.ts';
import { httpServer, proxyServer, testAuthority, tlsInFrontOf } from '../../helpers/fake-servers.ts';
import { freePort } from '../../helpers/listening.ts';
import { proxyEnvironment } from '../../helpers/proxy-environment.ts';
import { PIN, tokenOf } from '../../helpers/rooms.ts';
import { LOOPBACK, TestSocket, serveRoom } from '../../helpers/sockets.ts';
import type { LinkFailure } from '../../../source/network/faults/fault.ts';

const PROXY = 'http://proxy.test:3128';

function proxyTo(url: string): string | undefined {
  const route = routeTo(url);
  return route.type === 'proxy' ? route.shown : undefined;
}

describe('the route to a URL', () => {
  it('is straight where the environment says nothing', () => {
    proxyEnvironment({});
    expect(routeTo('ws://192.168.1.20:7849')).toEqual({ type: 'straight' });
    expect(agentFor('ws://192.168.1.20:7849')).toBeUndefined();
  });

  it.each([
    ['ws://quiz.test', 'HTTP_PROXY'],
    ['http://quiz.test', 'http_proxy'],
    ['wss://quiz.test', 'HTTPS_PROXY'],
    ['https://quiz.test', 'https_proxy'],
    ['https://quiz.test', 'ALL_PROXY'],
    ['ws://127.0.0.1:7849', 'http_proxy'],
  ])('of %s goes through %s', (url, variable) => {
    proxyEnvironment({ [variable]: PROXY });
    expect(routeTo(url)).toMatchObject({ type: 'proxy', shown: PROXY, variable });
  });

  it('of ws does not go through the proxy for https, nor that of wss through the one for http', () => {
    proxyEnvironment({ HTTPS_PROXY: PROXY });
    expect(routeTo('ws://quiz.test').type).toBe('straight');
    proxyEnvironment({ HTTP_PROXY: PROXY });
    expect(routeTo('wss://quiz.test').type).toBe('straight');
  });

  it('goes through the one in small letters where there are both', () => {
    proxyEnvironment({ HTTP_PROXY: 'http://large.test:1', http_proxy: 'http://small.test:2' });
    expect(proxyTo('ws://quiz.test')).toBe('http://small.test:2');
  });

  it.each([
    ['proxy.test:3128', 'http://proxy.test:3128'],
    ['https://proxy.test', 'https://proxy.test'],
    ['http://[::1]:3128/', 'http://[::1]:3128'],
  ])('goes, with %s, through %s', (value, shown) => {
    proxyEnvironment({ HTTPS_PROXY: value });
    expect(proxyTo('wss://quiz.test')).toBe(shown);
  });

  it.each([
    ['*', 'ws://quiz.test'],
    ['quiz.test', 'ws://quiz.test:7849'],
    ['other.test, quiz.test', 'ws://quiz.test'],
    ['quiz.test:7849', 'ws://quiz.test:7849'],
    ['.test', 'ws://quiz.test'],
    ['*.test', 'ws://quiz.test'],
    ['localhost', 'ws://localhost:7849'],
    ['192.168.1.20', 'ws://192.168.1.20:7849'],
    ['10.0.0.0/8,192.168.0.0/16', 'ws://192.168.1.20:7849'],
    ['::1', 'ws://[::1]:7849'],
    ['[::1]', 'ws://[::1]:7849'],
    ['fd00::/8', 'ws://[fd12::20]:7849'],
  ])('is straight by NO_PROXY=%s to %s', (list, url) => {
    proxyEnvironment({ HTTP_PROXY: PROXY, NO_PROXY: list });
    expect(routeTo(url)).toEqual({ type: 'straight' });
  });

  it.each([
    ['quiz.test:80', 'ws://quiz.test:7849'],
    ['test', 'ws://quiz.test'],
    ['192.168.1.2', 'ws://192.168.1.20:7849'],
    ['192.168.0.0/24', 'ws://192.168.1.20:7849'],
    ['192.168.0.0/99', 'ws://192.168.1.20:7849'],
    ['fd00::/8', 'ws://192.168.1.20:7849'],
    ['0.0.0.0/0', 'ws://quiz.test'],
    [',,', 'ws://quiz.test'],
  ])('goes through the proxy for all that NO_PROXY=%s says to %s', (list, url) => {
    proxyEnvironment({ HTTP_PROXY: PROXY, NO_PROXY: list });
    expect(proxyTo(url)).toBe(PROXY);
  });

  it.each(['http://', 'socks5://proxy.test:1080', 'not a url', 'http://me:100%@proxy.test', '://'])(
    'cannot be had through "%s", and the message does not repeat it',
    (value) => {
      proxyEnvironment({ HTTP_PROXY: value });
      expect(routeTo('ws://quiz.test')).toEqual({
        type: 'unusable',
        message:
          'HTTP_PROXY in the environment is not the URL of an HTTP proxy. Write it as http://proxy.example.org:3128, or unset it.',
      });
      expect(agentFor('ws://quiz.test')).toBeUndefined();
    },
  );

  it('is shown without name and password', () => {
    proxyEnvironment({ HTTP_PROXY: 'http://ada:secret@proxy.test:3128' });
    expect(proxyTo('ws://quiz.test')).toBe(PROXY);
  });
});

describe('the agent for a URL', () => {
  it('is the same each time, but another one for another proxy and another way of asking', () => {
    proxyEnvironment({ HTTP_PROXY: PROXY, HTTPS_PROXY: 'http://other.test:3128' });
    expect(agentFor('ws://quiz.test')).toBe(agentFor('ws://elsewhere.test'));
    const agents = ['ws://quiz.test', 'wss://quiz.test', 'http://quiz.test'].map((url) => agentFor(url));
    expect(new Set(agents).size).toBe(3);
  });

  it('takes WebSockets through a tunnel', async () => {
    const { port } = await serveRoom();
    const proxy = await proxyServer();
    proxyEnvironment({ HTTP_PROXY: proxy.url });
    await plays(`ws://quiz.test:${port}`);
    expect(proxy.asked).toEqual([`CONNECT quiz.test:${port}`]);
  });

  it('takes WebSockets over TLS through a tunnel', async () => {
    const port = await tlsInFrontOf((await serveRoom()).port);
    const proxy = await proxyServer();
    proxyEnvironment({ HTTPS_PROXY: proxy.url });
    await plays(`wss://localhost:${port}`);
    expect(proxy.asked).toEqual([`CONNECT localhost:${port}`]);
  });

  it('expects the certificate of the host, not of the proxy, where the host is an address', async () => {
    const port = await tlsInFrontOf((await serveRoom()).port);
    const proxy = await proxyServer();
    proxyEnvironment({ HTTPS_PROXY: proxy.url });
    await plays(`wss://127.0.0.1:${port}`);
    expect((await failureAt(`https://127.0.0.2:${port}`)).message).toMatch(
      /^The certificate of 127\.0\.0\.2:\d+ is for localhost, 127\.0\.0\.1/u,
    );
  });

  it('asks for http URLs as a whole, and keeps the connection', async () => {
    const { port } = await serveRoom();
    const proxy = await proxyServer({ refuseConnect: 403 });
    proxyEnvironment({ HTTP_PROXY: proxy.url });
    const url = `http://quiz.test:${port}/v1`;
    const ports = new Set<number | undefined>();
    for (let time = 0; time < 3; time++) {
      const answer = await fetched(url);
      expect(JSON.parse(answer.body)).toMatchObject({ name: 'termquiz' });
      ports.add(answer.localPort);
    }
    expect(proxy.asked).toEqual(Array(3).fill(`GET ${url}`));
    expect(ports.size).toBe(1);
  });

  it('uses name and password', async () => {
    const { port } = await serveRoom();
    const authorization = `Basic ${Buffer.from('ada:s/cret').toString('base64')}`;
    const proxy = await proxyServer({ authorization });
    proxyEnvironment({ HTTP_PROXY: proxy.url.replace('//', '//ada:s%2Fcret@') });
    await plays(`ws://quiz.test:${port}`);
    expect(JSON.parse((await fetched(`http://quiz.test:${port}/v1`)).body)).toMatchObject({
      name: 'termquiz',
    });
  });
});

describe('a line through a proxy that does not let it through', () => {
  it.each([
    [403, /^The proxy \S+ does not let connections through to quiz\.test .* NO_PROXY=quiz\.test\.$/u],
    [407, /^The proxy \S+ does not take the user name and the password .* Correct them in HTTP_PROXY/u],
    [405, /^The proxy \S+ does not let connections through .* Is HTTP_PROXY right\? /u],
    [502, /^The proxy \S+ does not reach quiz\.test \(HTTP status 502\)/u],
  ])('fails, at %i, with a word on the proxy', async (status, message) => {
    const { url } = await proxyServer({ refuseConnect: status });
    proxyEnvironment({ HTTP_PROXY: url.replace('//', '//ada:secret@') });
    const failure = await failureAt('http://quiz.test:7849');
    expect(failure).toEqual({ message: expect.stringMatching(message), isFinal: true, isBlocked: true });
    expect(failure.message).toContain(url);
    expect(failure.message).not.toContain('secret');
  });

  it('fails with a word on the proxy where it is down', async () => {
    const shown = `http://${LOOPBACK}:${await freePort()}`;
    proxyEnvironment({ HTTP_PROXY: shown.replace('//', '//ada:secret@') });
    const message = `The proxy ${shown} cannot be reached (ECONNREFUSED). HTTP_PROXY in the environment names it: correct it, or unset it.`;
    expect(await failureAt('http://quiz.test:7849')).toEqual({ message, isFinal: true, isBlocked: true });
    await expect(fetched('http://quiz.test:7849/v1')).rejects.toThrow(message);
  });
});

describe.each(['auto', 'long-polling', 'polling'] as const)('a line over %s through a proxy', (way) => {
  it.each([
    [
      403,
      /^The proxy \S+ does not let connections through to quiz\.test \(HTTP status 403\)\. .* NO_PROXY/u,
      true,
    ],
    [407, /^The proxy \S+ does not take the user name and the password .* Correct them in HTTP_PROXY/u, true],
    [502, /^The proxy \S+ does not reach quiz\.test \(HTTP status 502\)\. Is the game running/u, false],
    [503, /^The proxy \S+ does not reach quiz\.test \(HTTP status 503\)\. Is the game running/u, false],
  ])(
    'fails, where the proxy answers %i itself, with a word on the proxy',
    async (status, message, isFinal) => {
      const { url } = await proxyServer({ refuseConnect: 403, refuseOthers: status });
      proxyEnvironment({ HTTP_PROXY: url.replace('//', '//ada:secret@') });
      const failure = await failureAt('http://quiz.test:7849', way);
      expect(failure).toEqual({ message: expect.stringMatching(message), isFinal, isBlocked: true });
      expect(failure.message).toContain(url);
      expect(failure.message).not.toContain('secret');
    },
  );

  it.each([200, 302, 401])(
    'fails, at %i, with a word on both, as either may have said it',
    async (status) => {
      const { url } = await proxyServer({ refuseConnect: 403, refuseOthers: status });
      proxyEnvironment({ HTTP_PROXY: url });
      expect((await failureAt('http://quiz.test:7849', way)).message).toBe(
        `What answers is no termquiz: the proxy ${url} itself, or another program at quiz.test:7849. Are the address and HTTP_PROXY right? If quiz.test is on your own network, go there straight: NO_PROXY=quiz.test.`,
      );
    },
  );

  it('speaks of the host alone where the proxy makes a tunnel to it', async () => {
    const port = await tlsInFrontOf(await httpServer((_request, response) => response.writeHead(418).end()));
    proxyEnvironment({ HTTPS_PROXY: (await proxyServer()).url });
    expect((await failureAt(`https://localhost:${port}`, way)).message).toMatch(
      /^localhost:\d+ answers, but not as a termquiz does \(HTTP status 418\)/u,
    );
  });
});

/** Joins the game at a URL as the client does. */
async function plays(url: string): Promise<void> {
  const agent = agentFor(url);
  const socket = await TestSocket.open(`${url}/v1/socket`, { agent, ca: testAuthority });
  socket.send({ type: 'join', pin: PIN, name: 'Ada', token: tokenOf('Ada') });
  await socket.next('welcome');
}

/** Why a line to this address cannot be had. */
async function failureAt(base: string, way: TransportName = 'websocket'): Promise<LinkFailure> {
  const connect = { agentFor, proxyFault, ca: testAuthority };
  return failureOf(transportTo(base, way, { ...connect, clock: systemClock(), random: () => 0.1 }));
}

async function fetched(url: string): Promise<{ body: string; localPort: number | undefined }> {
  return new Promise((resolve, reject) => {
    get(url, { agent: agentFor(url) }, (response) => {
      const { localPort } = response.socket;
      text(response).then((body) => resolve({ body, localPort }), reject);
    }).once('error', reject);
  });
}
