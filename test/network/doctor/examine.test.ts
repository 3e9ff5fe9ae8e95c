import { Socket, connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { WebSocket } from 'ws';
import { acceptValue } from '../../../source/network/doctor/open-websocket.ts';
import { certificate } from '../../helpers/certificates.ts';
import { httpServer, tcpServer, testAuthority, tlsInFrontOf } from '../../helpers/fake-servers.ts';
import { freePort } from '../../helpers/listening.ts';
import { LOOPBACK, serveRoom } from '../../helpers/sockets.ts';
import { examined, fakeGame, here, webSocketOf, webSocketThat } from './fake-game.ts';

/** What a client of TLS sends first. */
const TLS_RECORD = 22;

/** The hello of a server, without anything in it. */
const BROKEN_HELLO = Buffer.from([TLS_RECORD, 3, 3, 0, 4, 2, 0, 0, 0]);

/** A socket on which nothing happens but what a test says. */
function socketThat(fails?: string): () => Socket {
  return () => {
    const socket = new Socket();
    if (fails !== undefined)
      queueMicrotask(() => socket.destroy(Object.assign(new Error(fails), { code: fails })));
    return socket;
  };
}

describe('an examination of a game that can be played', () => {
  it('finds nothing wrong', async () => {
    const { marks, transport, steps } = await examined(here(await fakeGame()));
    expect(marks).toEqual(['proxy', 'name', 'tcp', 'http', 'websocket', 'ping', 'long-polling']);
    expect(transport).toBe('websocket');
    for (const { ms } of steps) expect(ms).toBeGreaterThanOrEqual(0);
  });

  it('finds WebSockets that work at a host without long polling', async () => {
    const { base } = await serveRoom();
    const { marks, transport } = await examined(base);
    expect(marks.slice(0, 6)).toEqual(['proxy', 'name', 'tcp', 'http', 'websocket', 'ping']);
    expect(transport).toBe('websocket');
  });

  it('shows the opening handshake as it was sent and received', async () => {
    const { port } = await serveRoom();
    const { step } = await examined(here(port), {
      system: { random: (bytes) => Buffer.from('the sample nonce'.slice(0, bytes)) },
    });
    expect(step('websocket').details).toEqual([
      '> GET /v1/socket HTTP/1.1',
      `> Host: 127.0.0.1:${port}`,
      '> Upgrade: websocket',
      '> Connection: Upgrade',
      '> Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
      '> Sec-WebSocket-Version: 13',
      '> Sec-WebSocket-Protocol: termquiz.v1',
      '< HTTP/1.1 101 Switching Protocols',
      '< Upgrade: websocket',
      '< Connection: Upgrade',
      '< Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=',
      '< Sec-WebSocket-Protocol: termquiz.v1',
      'Sec-WebSocket-Accept is the value computed from the key',
    ]);
  });

  it('measures ten round trips', async () => {
    const { step } = await examined(here(await fakeGame()));
    const { data, summary } = step('ping');
    expect(data).toEqual({ medianMs: expect.any(Number), worstMs: expect.any(Number), count: 10 });
    expect(Number(data?.['medianMs'])).toBeLessThanOrEqual(Number(data?.['worstMs']));
    expect(summary).toMatch(/^round trip: median \d+\.\d ms, worst \d+\.\d ms of 10$/u);
  });

  it('goes by TLS', async () => {
    const { marks, step, transport } = await examined(
      `https://localhost:${await tlsInFrontOf(await fakeGame())}`,
    );
    expect(marks).toEqual(['proxy', 'name', 'tcp', 'tls', 'http', 'websocket', 'ping', 'long-polling']);
    expect(step('tls').details).toContainEqual(expect.stringMatching(/^Certificate for: .*DNS:localhost/u));
    expect(transport).toBe('websocket');
  });
});

describe('an examination of an address where no game is', () => {
  it('says of a name that there is none', async () => {
    const { marks, transport, step } = await examined('http://no-such-host.invalid:7849');
    expect(marks).toEqual(['proxy', 'name ✗']);
    expect(transport).toBeNull();
    expect(step('name').diagnosis?.meaning).toBe(
      'There is no computer called no-such-host.invalid on this network.',
    );
  });

  it.each([
    ['EAI_AGAIN', () => Promise.reject(Object.assign(new Error('x'), { code: 'EAI_AGAIN' }))],
    ['no answer in time', () => new Promise<never>(() => undefined)],
  ])('says that no name server answers: %s', async (_what, lookup) => {
    const { marks, step } = await examined('http://quiz.test', { system: { lookup, patienceMs: 50 } });
    expect(marks).toEqual(['proxy', 'name ✗']);
    expect(step('name').diagnosis?.meaning).toMatch(/no name server answers/u);
  });

  it('says of a closed port that nothing listens there', async () => {
    const port = await freePort();
    const { marks, step } = await examined(here(port));
    expect(marks).toEqual(['proxy', 'name', 'tcp ✗']);
    expect(step('tcp').summary).toBe(`127.0.0.1:${port}: ECONNREFUSED`);
    expect(step('tcp').diagnosis?.meaning).toMatch(
      /nothing listens on its port \d+: the game is not running/u,
    );
  });

  it('writes an address of IPv6 as it stands in a URL', async () => {
    const { step } = await examined('http://[fd00::1]:7849', { system: { connect: socketThat('EACCES') } });
    expect(step('tcp').summary).toBe('[fd00::1]:7849: EACCES');
    expect(step('tcp').diagnosis?.meaning).toContain('connections to [fd00::1]:7849: a firewall');
  });

  it.each([
    ['nothing', undefined, /firewall .*client isolation/iu],
    ['ETIMEDOUT', 'ETIMEDOUT', /firewall .*client isolation/iu],
    ['EHOSTUNREACH', 'EHOSTUNREACH', /no way from here to 127\.0\.0\.1: it is on another network/u],
    ['ENETUNREACH', 'ENETUNREACH', /no way from here/u],
    ['EACCES', 'EACCES', /a firewall of its own/u],
    ['ECONNRESET', 'ECONNRESET', /The connection to 127\.0\.0\.1:7849 failed: ECONNRESET/u],
  ])('says what it means that connecting gives %s', async (_what, error, meaning) => {
    const { marks, step } = await examined(here(7849), {
      system: { connect: socketThat(error), patienceMs: 100 },
    });
    expect(marks).toEqual(['proxy', 'name', 'tcp ✗']);
    expect(step('tcp').diagnosis?.meaning).toMatch(meaning);
  });

  it('says of a silent port that it does not answer', async () => {
    const port = await tcpServer(() => undefined);
    const { marks, step } = await examined(here(port), { system: { patienceMs: 1500 } });
    expect(marks).toEqual(['proxy', 'name', 'tcp', 'http ✗']);
    expect(step('http').diagnosis?.meaning).toMatch(
      /takes connections on port \d+ of 127\.0\.0\.1, but does not answer/u,
    );
  });

  it('says of one that hangs up that it does', async () => {
    const { marks, step } = await examined(here(await tcpServer((socket) => void socket.end())));
    expect(marks).toEqual(['proxy', 'name', 'tcp', 'http ✗']);
    expect(step('http').summary).toBe('no answer: ECONNRESET');
    expect(step('http').diagnosis?.meaning).toMatch(/closes them without an answer/u);
  });

  it('repeats what a server says that speaks no HTTP, safe for a terminal', async () => {
    const port = await tcpServer((socket) => void socket.write('SSH-2.0-\u001B[31mOpenSSH_9.9\r\n'));
    const { marks, step } = await examined(here(port), { system: { patienceMs: 1500 } });
    expect(marks).toEqual(['proxy', 'name', 'tcp', 'http ✗']);
    expect(step('http').details).toEqual(['It says: SSH-2.0-OpenSSH_9.9']);
    expect(step('http').diagnosis?.meaning).toMatch(/^Another program than termquiz answers on port/u);
  });

  it.each([
    ['a page', 404, '<html><title>Not found</title></html>'],
    ['a page', 200, '<html>Welcome</html>'],
    ['the JSON of something else', 200, '{"name":"minecraft","protocol":1,"version":"1","phase":"lobby"}'],
    ['half a termquiz', 200, '{"name":"termquiz"}'],
    ['nothing', 204, ''],
  ])('says of %s (%i) that it is of another program', async (_what, status, body) => {
    const port = await httpServer((_request, response) =>
      response.writeHead(status, { Server: 'nginx/1.26' }).end(body),
    );
    const { marks, step, transport } = await examined(here(port));
    expect([marks, transport]).toEqual([['proxy', 'name', 'tcp', 'http ✗'], null]);
    expect(step('http').summary).toBe(`GET /v1 is answered with ${status} by nginx/1.26`);
    expect(step('http').diagnosis?.meaning).toMatch(/^Another program than termquiz answers on port/u);
    expect(step('http').diagnosis?.advice).toMatch(/the port, and the path behind it/u);
  });

  it('says of one that changes the protocol unasked that it is another program', async () => {
    const port = await tcpServer(
      (socket) =>
        void socket.write(
          'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
        ),
    );
    const { marks, step } = await examined(here(port));
    expect(marks).toEqual(['proxy', 'name', 'tcp', 'http ✗']);
    expect(step('http').summary).toBe('GET /v1 is answered with 101');
    expect(step('http').diagnosis?.meaning).toMatch(/^Another program than termquiz answers on port/u);
  });

  it.each(['/foo', '/v1', '//v1'])('says of a game that it is not below the path %s', async (path) => {
    const { port } = await serveRoom();
    const { marks, step } = await examined(`${here(port)}${path}`);
    expect(marks).toEqual(['proxy', 'name', 'tcp', 'http ✗']);
    expect(step('http').summary).toBe(`GET ${path}/v1 is answered with 404`);
    expect(step('http').diagnosis).toEqual({
      meaning: `There is a game at 127.0.0.1:${port}, but not below the path ${path}.`,
      advice: `Leave the path out: ws://127.0.0.1:${port}`,
    });
  });

  it('says of a server in front of a game that it changes the path', async () => {
    const { base } = await serveRoom();
    const port = await httpServer(async ({ url = '' }, response) => {
      const answer = url.startsWith('/quiz')
        ? await fetch(`${base}/${url.slice('/quiz'.length)}`)
        : undefined;
      response.writeHead(answer?.status ?? 404).end(await answer?.text());
    });
    const { step } = await examined(`${here(port)}/quiz`);
    expect(step('http').diagnosis?.meaning).toMatch(/^A termquiz answers .* another path than \/v1: /u);
    expect(step('http').diagnosis?.advice).toMatch(/ has to pass \/quiz\/v1 on as \/v1\.$/u);
  });

  it('says of a gateway that it does not reach the game, and of a redirect where it goes', async () => {
    const gateway = await httpServer((_request, response) => response.writeHead(502).end());
    expect((await examined(here(gateway))).step('http').diagnosis?.meaning).toMatch(
      /does not reach the game/u,
    );
  });

  it.each([
    ['https://quiz.test/v1', 'wss://quiz.test'],
    ['https://quiz.test/friday/v1/', 'wss://quiz.test/friday'],
    ['//other.test:81/v1', 'ws://other.test:81'],
  ])('says of a redirect to %s which address to use', async (location, address) => {
    const port = await httpServer((_request, response) =>
      response.writeHead(301, { Location: location }).end(),
    );
    const { step } = await examined(here(port));
    expect(step('http').diagnosis).toEqual({
      meaning: `127.0.0.1 sends us on to ${location}.`,
      advice: `Use ${address}`,
    });
  });

  it.each([
    [302, 'https://login.wifi.test/?url=http%3A%2F%2Fquiz.test%2Fv1'],
    [307, '/login'],
    [302, 'http://'],
    [511, ''],
  ])('says of a network that sends to a login page with %i to log in first', async (status, location) => {
    const port = await httpServer((_request, response) =>
      response.writeHead(status, location === '' ? {} : { Location: location }).end(),
    );
    const { marks, step } = await examined(here(port));
    expect(marks).toEqual(['proxy', 'name', 'tcp', 'http ✗']);
    expect(step('http').diagnosis?.meaning).toContain(location);
    expect(step('http').diagnosis?.advice).toMatch(/in a browser, log in to the network/u);
  });

  it('says of an answer that breaks off that something cuts it, without waiting', async () => {
    const port = await tcpServer((socket) =>
      socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"name":')),
    );
    const { step } = await examined(here(port), { system: { patienceMs: 60_000 } });
    expect(step('http').diagnosis?.meaning).toMatch(/begins, but does not come to its end/u);
  });

  it('repeats what people would read of a page', async () => {
    const page =
      '<!-- a < b --><title>Router login</title><style>b{}</style><SCRIPT>var a="<b>"</SCRIPT ><p>Welcome</p><script>cut';
    const port = await httpServer((_request, response) => response.end(page));
    expect((await examined(here(port))).step('http').details).toEqual(['Router login Welcome']);
  });

  it.each(['0.2.0; rm -rf ~ #', '$(reboot)', '1.2', '1.2.3-a b'])(
    'takes no version into a command that is none: %s',
    async (version) => {
      const info = { name: 'termquiz', version, protocol: 2, phase: 'lobby' };
      const { step } = await examined(here(await fakeGame({ info })));
      expect(step('http').diagnosis?.advice).toMatch(/the host the newer\. Use the host's here\.$/u);
    },
  );

  it.each([
    [2, '0.3.0', /^This machine has the older version, the host the newer\. .*npx termquiz@0\.3\.0\.$/u],
    [0, '0.0.1', /^The host has the older version, you the newer\. .*npx termquiz@0\.0\.1\.$/u],
  ])('says of a termquiz of protocol %i which version to use', async (protocol, version, advice) => {
    const port = await fakeGame({ info: { name: 'termquiz', version, protocol, phase: 'lobby' } });
    const { marks, step, transport } = await examined(here(port));
    expect([marks, transport]).toEqual([['proxy', 'name', 'tcp', 'http ✗'], null]);
    expect(step('http').diagnosis?.meaning).toMatch(/they do not understand each other/u);
    expect(step('http').diagnosis?.advice).toMatch(advice);
  });
});

describe('an examination of TLS', () => {
  it.each([
    ['expired', 'CERT_HAS_EXPIRED', /has expired/u],
    ['other-name', 'ERR_TLS_CERT_ALTNAME_INVALID', /is not for localhost, but for other names/u],
    ['self-signed', 'DEPTH_ZERO_SELF_SIGNED_CERT', /is signed by itself/u],
  ] as const)('says of the certificate %s what is wrong with it', async (certificate, code, meaning) => {
    const port = await tlsInFrontOf(await fakeGame(), certificate);
    const { marks, step, transport } = await examined(`https://localhost:${port}`);
    expect([marks, transport]).toEqual([['proxy', 'name', 'tcp', 'tls ✗'], null]);
    expect(step('tls').summary).toBe(`the certificate cannot be trusted: ${code}`);
    expect(step('tls').diagnosis?.meaning).toMatch(meaning);
    expect(step('tls').details).toHaveLength(3);
  });

  it('says of an authority that it is not known, and of --ca', async () => {
    const port = await tlsInFrontOf(await fakeGame());
    const { marks, step } = await examined(`https://localhost:${port}`, { ca: null });
    expect(marks).toEqual(['proxy', 'name', 'tcp', 'tls ✗']);
    expect(step('tls').diagnosis?.meaning).toMatch(/an authority that is not known here/u);
    expect(step('tls').diagnosis?.advice).toMatch(/--ca <file>/u);
  });

  it('looks at the address where there is no name', async () => {
    const port = await tlsInFrontOf(await fakeGame());
    expect((await examined(here(port, 'https'))).transport).toBe('websocket');
    const { step } = await examined(`https://127.0.0.2:${port}`, {
      system: { connect: (_host, to) => new Socket().connect(to, '127.0.0.1') },
    });
    expect(step('tls').summary).toMatch(/ERR_TLS_CERT_ALTNAME_INVALID/u);
  });

  it('recognises plain HTTP where TLS was expected', async () => {
    const port = await fakeGame();
    const { marks, step } = await examined(here(port, 'https'));
    expect(marks).toEqual(['proxy', 'name', 'tcp', 'tls ✗']);
    expect(step('tls').diagnosis).toEqual({
      meaning: `Port ${port} of 127.0.0.1 speaks plain HTTP, but wss:// and https:// go by TLS.`,
      advice: `Use ws://127.0.0.1:${port}, or the port that is served by TLS.`,
    });
  });

  it('recognises TLS where plain HTTP was expected', async () => {
    const port = await tlsInFrontOf(await fakeGame());
    const { marks, step } = await examined(here(port));
    expect(marks).toEqual(['proxy', 'name', 'tcp', 'http ✗']);
    expect(step('http').diagnosis?.meaning).toMatch(/^Port \d+ of 127\.0\.0\.1 speaks TLS/u);
    expect(step('http').diagnosis?.advice).toBe(`Use wss://127.0.0.1:${port}.`);
  });

  it('recognises a game that is served over TLS, which sends us there', async () => {
    const { port } = await serveRoom({ tls: certificate('server') });
    const { marks, step } = await examined(here(port));
    expect(marks).toEqual(['proxy', 'name', 'tcp', 'http ✗']);
    expect(step('http').diagnosis?.advice).toBe(`Use wss://127.0.0.1:${port}.`);
  });

  it('keeps the path of a game in what to use in its place', async () => {
    const { port } = await serveRoom({ tls: certificate('server') });
    const { step } = await examined(`${here(port)}/quiz`);
    expect(step('http').diagnosis?.advice).toBe(`Use wss://127.0.0.1:${port}/quiz.`);
    const plain = await fakeGame();
    const { step: tlsStep } = await examined(`${here(plain, 'https')}/quiz`);
    expect(tlsStep('tls').diagnosis?.advice).toMatch(`Use ws://127.0.0.1:${plain}/quiz, or`);
  });

  it('recognises TLS by what a web server says of it', async () => {
    const port = await httpServer((_request, response) =>
      response.writeHead(400).end('<h1>400 Bad Request</h1>The plain HTTP request was sent to HTTPS port'),
    );
    expect((await examined(here(port))).step('http').diagnosis?.advice).toBe(`Use wss://127.0.0.1:${port}.`);
  });

  it.each([
    ['is silent', () => undefined, /does not answer to TLS/u],
    ['speaks neither', (socket: Socket) => void socket.end('SSH-2.0-OpenSSH\r\n'), /does not speak TLS/u],
    [
      'breaks it',
      (socket: Socket) => void socket.end(BROKEN_HELLO),
      /^TLS with 127\.0\.0\.1:\d+ fails \(E[A-Z_]+\)/u,
    ],
    ['hangs up', (socket: Socket) => void socket.end(), /closes them when TLS begins/u],
  ])('says of a port that %s that TLS fails', async (_what, onSocket, meaning) => {
    const { marks, step } = await examined(here(await tcpServer(onSocket), 'https'), {
      system: { patienceMs: 1500 },
    });
    expect(marks).toEqual(['proxy', 'name', 'tcp', 'tls ✗']);
    expect(step('tls').diagnosis?.meaning).toMatch(meaning);
  });

  it.each([
    [112, /speaks TLS, but serves nothing by the name localhost/u, /Compare the address/u],
    [70, /only versions of TLS that this machine does not take/u, /allow TLS 1\.2 or newer/u],
    [80, /speaks TLS, but breaks it off with alert 80/u, /the right port\?/u],
  ])('says what alert %i means, whatever the port says to plain HTTP', async (alert, meaning, advice) => {
    const port = await tcpServer((socket) =>
      socket.once('data', ([first]) => {
        if (first === TLS_RECORD) socket.end(Buffer.from([21, 3, 1, 0, 2, 2, alert]));
        else socket.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n');
      }),
    );
    const { marks, step } = await examined(`https://localhost:${port}`);
    expect(marks).toEqual(['proxy', 'name', 'tcp', 'tls ✗']);
    expect(step('tls').diagnosis).toEqual({
      meaning: expect.stringMatching(meaning),
      advice: expect.stringMatching(advice),
    });
    expect(JSON.stringify(step('tls'))).not.toContain('routines');
  });

  it.each([
    [400, {}],
    [307, { Location: 'https://localhost/' }],
  ])('does not take %i for plain HTTP where TLS fails', async (status, headers) => {
    const plain = await httpServer((_request, response) => response.writeHead(status, headers).end());
    const port = await tcpServer((socket) =>
      socket.once('data', (bytes) => {
        if (bytes[0] === TLS_RECORD) return void socket.destroy();
        const onward = connect(plain, LOOPBACK).end(bytes);
        onward.pipe(socket);
      }),
    );
    const { step } = await examined(`https://localhost:${port}`);
    expect(step('tls').diagnosis?.meaning).toMatch(/closes them when TLS begins/u);
  });

  it('says that players need certificates where a server wants them', async () => {
    const port = await tlsInFrontOf(await fakeGame(), 'server', {
      requestCert: true,
      rejectUnauthorized: true,
      ca: testAuthority,
    });
    const { marks, step } = await examined(`https://localhost:${port}`);
    expect(marks).toEqual(['proxy', 'name', 'tcp', 'tls', 'http ✗']);
    expect(step('http').diagnosis?.meaning).toMatch(/wants players to show certificates of their own/u);
  });
});

describe('an examination of WebSockets that something in between breaks', () => {
  it.each([
    ['strips Upgrade', null, /a proxy in between strips it/u],
    ['refuses it with 403', 403, /A proxy in between refuses WebSockets \(HTTP status 403\)/u],
    ['refuses it with 400', 400, /refuses WebSockets \(HTTP status 400\)/u],
    ['does not find it', 404, /passes only some paths on/u],
    ['fails at it', 502, /fails at upgrades \(HTTP status 502\)/u],
  ])('says that it %s, and that long polling works', async (_what, status, meaning) => {
    const port = await fakeGame({
      onUpgrade:
        status === null
          ? null
          : (_request, stream) => void stream.end(`HTTP/1.1 ${status} No\r\nContent-Length: 0\r\n\r\n`),
    });
    const { marks, step, transport } = await examined(here(port));
    expect(marks).toEqual(['proxy', 'name', 'tcp', 'http', 'websocket ✗', 'long-polling']);
    expect(transport).toBe('long-polling');
    expect(step('websocket').diagnosis?.meaning).toMatch(meaning);
    expect(step('websocket').details).toContain(
      `< HTTP/1.1 ${status ?? 426} ${status === null ? 'Upgrade Required' : 'No'}`,
    );
  });

  it('compares the accept value', async () => {
    const port = await fakeGame({
      onUpgrade: (_request, stream) =>
        void stream.write(
          'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: wrong\r\n\r\n',
        ),
    });
    const { marks, step, transport } = await examined(here(port));
    expect(marks).toEqual(['proxy', 'name', 'tcp', 'http', 'websocket ✗', 'long-polling']);
    expect(transport).toBe('long-polling');
    expect(step('websocket').summary).toBe('101, but with a wrong Sec-WebSocket-Accept');
    expect(step('websocket').data).toMatchObject({ status: 101, accept: 'wrong' });
    expect(step('websocket').details?.at(-1)).toBe(
      `Sec-WebSocket-Accept should be ${step('websocket').data?.['expected']}, computed from the key`,
    );
  });

  it.each([
    ['says nothing', () => undefined, /is not answered: a firewall in between blocks WebSockets/u],
    [
      'hangs up',
      (_request: unknown, stream: { end(): unknown }) => void stream.end(),
      /is cut off: a firewall/u,
    ],
    [
      'speaks gibberish',
      (_request: unknown, stream: { write(text: string): unknown }) =>
        void stream.write('220 smtp.test ESMTP\r\n'),
      /is cut off/u,
    ],
  ])('says of one that %s that it is blocked', async (_what, onUpgrade, meaning) => {
    const port = await fakeGame({ onUpgrade });
    const { step, transport } = await examined(here(port), { system: { patienceMs: 1500 } });
    expect(step('websocket').diagnosis?.meaning).toMatch(meaning);
    expect(transport).toBe('long-polling');
  });

  it('says that no ping comes back', async () => {
    const port = await fakeGame({
      onUpgrade: ({ headers }, stream) =>
        void stream.write(
          `HTTP/1.1 101 Switching Protocols\r\nSec-WebSocket-Protocol: termquiz.v1\r\nSec-WebSocket-Accept: ${acceptValue(String(headers['sec-websocket-key']))}\r\n\r\n`,
        ),
    });
    const { marks, transport } = await examined(here(port), { system: { patienceMs: 1500 } });
    expect(marks).toEqual(['proxy', 'name', 'tcp', 'http', 'websocket', 'ping ✗', 'long-polling']);
    expect(transport).toBe('long-polling');
  });

  it.each([
    ['cut', 0, (socket: WebSocket) => socket.terminate()],
    ['cut', 2, (socket: WebSocket) => socket.terminate()],
    ['cut', 9, (socket: WebSocket) => socket.terminate()],
    ['closed', 2, (socket: WebSocket) => socket.close(1001)],
  ])('says that they are %s after %i pings, and that long polling works', async (_how, pings, cut) => {
    const port = await fakeGame({ onUpgrade: webSocketOf(pings, cut) });
    const { marks, step, transport } = await examined(here(port));
    expect(marks).toEqual(['proxy', 'name', 'tcp', 'http', 'websocket', 'ping ✗', 'long-polling']);
    expect(transport).toBe('long-polling');
    expect(step('ping')).toMatchObject({
      summary: `the WebSocket was closed after ${pings} of 10 round trips`,
      data: { count: pings },
      diagnosis: { meaning: expect.stringMatching(/is cut soon after/u) },
    });
  });

  it('says that no game can be played where they are cut and long polling is not answered either', async () => {
    const port = await fakeGame({
      onUpgrade: webSocketOf(2, (socket) => socket.terminate()),
      viewsStatus: 404,
    });
    const { marks, transport } = await examined(here(port));
    expect(marks.slice(-2)).toEqual(['ping ✗', 'long-polling ✗']);
    expect(transport).toBeNull();
  });

  it('takes fewer round trips for enough where each takes its time', async () => {
    const port = await fakeGame({
      onUpgrade: webSocketThat((socket, payload) => setTimeout(() => socket.pong(payload), 200)),
    });
    const { step, transport } = await examined(here(port), { system: { patienceMs: 1500 } });
    expect(step('ping').summary).toMatch(/ ms of [1-6]$/u);
    expect(transport).toBe('websocket');
  });

  it('says of long polling that its answers are cut off', async () => {
    const port = await fakeGame({
      onViews: (response) =>
        void response.writeHead(401, { 'Content-Length': 100 }).write('{', () => response.destroy()),
    });
    const { step } = await examined(here(port));
    expect(step('long-polling').diagnosis?.meaning).toMatch(/begins, but does not come to its end/u);
  });

  it.each([
    [404, /knows no long polling/u],
    [400, /takes the Authorization header or the query away \(HTTP status 400\)/u],
  ])(
    'says that no game can be played where long polling is answered with %i',
    async (viewsStatus, meaning) => {
      const port = await fakeGame({ onUpgrade: null, viewsStatus });
      const { marks, step, transport } = await examined(here(port));
      expect(marks).toEqual(['proxy', 'name', 'tcp', 'http', 'websocket ✗', 'long-polling ✗']);
      expect(transport).toBeNull();
      expect(step('long-polling').diagnosis?.meaning).toMatch(meaning);
    },
  );
});
