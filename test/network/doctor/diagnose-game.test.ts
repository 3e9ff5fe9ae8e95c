import { Socket, connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { WebSocket } from 'ws';
import { acceptValue } from '../../../source/network/doctor/check-websocket.ts';
import { certificate } from '../../helpers/certificates.ts';
import { httpServer, tcpServer, testAuthority, tlsInFrontOf } from '../../helpers/fake-servers.ts';
import { freePort } from '../../helpers/listening.ts';
import { LOOPBACK, serveRoom } from '../../helpers/sockets.ts';
import { diagnose, fakeGame, here, webSocketOf, webSocketThat } from './fake-game.ts';

/** The first byte that a TLS client sends. */
const TLS_RECORD = 22;

/** An empty ServerHello. */
const BROKEN_HELLO = Buffer.from([TLS_RECORD, 3, 3, 0, 4, 2, 0, 0, 0]);

/** Returns a connect function whose sockets never connect, or fail with a code. */
function failingConnect(code?: string): () => Socket {
  return () => {
    const socket = new Socket();
    if (code !== undefined) queueMicrotask(() => socket.destroy(Object.assign(new Error(code), { code })));
    return socket;
  };
}

describe('diagnoseGame for a game that can be played', () => {
  it('passes every step', async () => {
    const { marks, transport, steps } = await diagnose(here(await fakeGame()));
    expect(marks).toEqual(['proxy', 'name', 'tcp', 'http', 'websocket', 'ping', 'long-polling']);
    expect(transport).toBe('websocket');
    for (const { ms } of steps) expect(ms).toBeGreaterThanOrEqual(0);
  });

  it('finds that WebSockets work on a host without long polling', async () => {
    const { base } = await serveRoom();
    const { marks, transport } = await diagnose(base);
    expect(marks.slice(0, 6)).toEqual(['proxy', 'name', 'tcp', 'http', 'websocket', 'ping']);
    expect(transport).toBe('websocket');
  });

  it('shows the opening handshake as it was sent and received', async () => {
    const { port } = await serveRoom();
    const { step } = await diagnose(here(port), {
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
      'Sec-WebSocket-Accept matches the key',
    ]);
  });

  it('measures ten round trips', async () => {
    const { step } = await diagnose(here(await fakeGame()));
    const { data, summary } = step('ping');
    expect(data).toEqual({ medianMs: expect.any(Number), worstMs: expect.any(Number), count: 10 });
    expect(Number(data?.['medianMs'])).toBeLessThanOrEqual(Number(data?.['worstMs']));
    expect(summary).toMatch(/^round trip: median \d+\.\d ms, worst \d+\.\d ms of 10$/u);
  });

  it('checks TLS for an https address', async () => {
    const { marks, step, transport } = await diagnose(
      `https://localhost:${await tlsInFrontOf(await fakeGame())}`,
    );
    expect(marks).toEqual(['proxy', 'name', 'tcp', 'tls', 'http', 'websocket', 'ping', 'long-polling']);
    expect(step('tls').details).toContainEqual(expect.stringMatching(/^Certificate for: .*DNS:localhost/u));
    expect(transport).toBe('websocket');
  });
});

describe('diagnoseGame for an address without a game', () => {
  it('recognises an unknown name', async () => {
    const { marks, transport, step } = await diagnose('http://no-such-host.invalid:7849');
    expect(marks).toEqual(['proxy', 'name ✗']);
    expect(transport).toBeNull();
    expect(step('name').fault).toMatchObject({
      code: 'unknown-name',
      meaning: expect.stringContaining('no-such-host.invalid'),
    });
  });

  it.each([
    ['EAI_AGAIN', () => Promise.reject(Object.assign(new Error('x'), { code: 'EAI_AGAIN' }))],
    ['a timeout', () => new Promise<never>(() => undefined)],
  ])('recognises %s as a missing reply from name servers', async (_what, lookup) => {
    const { marks, step } = await diagnose('http://quiz.test', { system: { lookup, timeoutMs: 50 } });
    expect(marks).toEqual(['proxy', 'name ✗']);
    expect(step('name').fault?.code).toBe('no-name-server');
  });

  it('recognises a closed port', async () => {
    const port = await freePort();
    const { marks, step } = await diagnose(here(port));
    expect(marks).toEqual(['proxy', 'name', 'tcp ✗']);
    expect(step('tcp').summary).toBe(`127.0.0.1:${port}: ECONNREFUSED`);
    expect(step('tcp').fault?.code).toBe('refused');
  });

  it('shows an IPv6 address in brackets', async () => {
    const { step } = await diagnose('http://[fd00::1]:7849', {
      system: { connect: failingConnect('EACCES') },
    });
    expect(step('tcp').summary).toBe('[fd00::1]:7849: EACCES');
    expect(step('tcp').fault).toMatchObject({
      code: 'forbidden',
      meaning: expect.stringContaining('[fd00::1]:7849'),
    });
  });

  it.each([
    ['nothing', undefined, 'no-reply'],
    ['ETIMEDOUT', 'ETIMEDOUT', 'no-reply'],
    ['EHOSTUNREACH', 'EHOSTUNREACH', 'unreachable'],
    ['ENETUNREACH', 'ENETUNREACH', 'unreachable'],
    ['EACCES', 'EACCES', 'forbidden'],
    ['ECONNRESET', 'ECONNRESET', 'connect-failed'],
  ])('recognises %s after connecting', async (_what, error, code) => {
    const { marks, step } = await diagnose(here(7849), {
      system: { connect: failingConnect(error), timeoutMs: 100 },
    });
    expect(marks).toEqual(['proxy', 'name', 'tcp ✗']);
    expect(step('tcp').fault?.code).toBe(code);
    expect(step('tcp').fault?.meaning).toContain('127.0.0.1:7849');
  });

  it('recognises a silent port', async () => {
    const port = await tcpServer(() => undefined);
    const { marks, step } = await diagnose(here(port), { system: { timeoutMs: 1500 } });
    expect(marks).toEqual(['proxy', 'name', 'tcp', 'http ✗']);
    expect(step('http').fault?.code).toBe('silent');
  });

  it('recognises a port that closes connections', async () => {
    const { marks, step } = await diagnose(here(await tcpServer((socket) => void socket.end())));
    expect(marks).toEqual(['proxy', 'name', 'tcp', 'http ✗']);
    expect(step('http').summary).toBe('no response: ECONNRESET');
    expect(step('http').fault?.code).toBe('closed');
  });

  it('shows what a server says that speaks no HTTP, safe to draw on a terminal', async () => {
    const port = await tcpServer((socket) => void socket.write('SSH-2.0-\u001B[31mOpenSSH_9.9\r\n'));
    const { marks, step } = await diagnose(here(port), { system: { timeoutMs: 1500 } });
    expect(marks).toEqual(['proxy', 'name', 'tcp', 'http ✗']);
    expect(step('http').details).toEqual(['It says: SSH-2.0-OpenSSH_9.9']);
    expect(step('http').fault?.code).toBe('not-http');
  });

  it.each([
    ['a page', 404, '<html><title>Not found</title></html>'],
    ['a page', 200, '<html>Welcome</html>'],
    ['the JSON of something else', 200, '{"name":"minecraft","protocol":1,"version":"1","phase":"lobby"}'],
    ['half a termquiz', 200, '{"name":"termquiz"}'],
    ['nothing', 204, ''],
  ])('recognises another program by %s (%i)', async (_what, status, body) => {
    const port = await httpServer((_request, response) =>
      response.writeHead(status, { Server: 'nginx/1.26' }).end(body),
    );
    const { marks, step, transport } = await diagnose(here(port));
    expect([marks, transport]).toEqual([['proxy', 'name', 'tcp', 'http ✗'], null]);
    expect(step('http').summary).toBe(`GET /v1 returns ${status} from nginx/1.26`);
    expect(step('http').fault?.code).toBe('other-program');
  });

  it('recognises another program by an unasked-for 101', async () => {
    const port = await tcpServer(
      (socket) =>
        void socket.write(
          'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
        ),
    );
    const { marks, step } = await diagnose(here(port));
    expect(marks).toEqual(['proxy', 'name', 'tcp', 'http ✗']);
    expect(step('http').summary).toBe('GET /v1 returns 101');
    expect(step('http').fault?.code).toBe('other-program');
  });

  it.each(['/foo', '/v1', '//v1'])('recognises that the game is not at the path %s', async (path) => {
    const { port } = await serveRoom();
    const { marks, step } = await diagnose(`${here(port)}${path}`);
    expect(marks).toEqual(['proxy', 'name', 'tcp', 'http ✗']);
    expect(step('http').summary).toBe(`GET ${path}/v1 returns 404`);
    expect(step('http').fault).toMatchObject({
      code: 'game-at-root',
      meaning: expect.stringContaining(path),
      advice: expect.stringContaining(`ws://127.0.0.1:${port}`),
    });
  });

  it('recognises a server in front of the game that changes the path', async () => {
    const { base } = await serveRoom();
    const port = await httpServer(async ({ url = '' }, response) => {
      const fetched = url.startsWith('/quiz')
        ? await fetch(`${base}/${url.slice('/quiz'.length)}`)
        : undefined;
      response.writeHead(fetched?.status ?? 404).end(await fetched?.text());
    });
    const { step } = await diagnose(`${here(port)}/quiz`);
    expect(step('http').fault?.code).toBe('wrong-path');
    expect(step('http').fault?.advice).toContain('/quiz/v1 on as /v1');
  });

  it('recognises a gateway that cannot reach the game', async () => {
    const gateway = await httpServer((_request, response) => response.writeHead(502).end());
    expect((await diagnose(here(gateway))).step('http').fault?.code).toBe('gateway');
  });

  it.each([
    ['https://quiz.test/v1', 'wss://quiz.test'],
    ['https://quiz.test/friday/v1/', 'wss://quiz.test/friday'],
    ['//other.test:81/v1', 'ws://other.test:81'],
  ])('says which address to use after a redirect to %s', async (location, address) => {
    const port = await httpServer((_request, response) =>
      response.writeHead(301, { Location: location }).end(),
    );
    const { step } = await diagnose(here(port));
    expect(step('http').fault).toEqual({
      code: 'moved',
      meaning: expect.stringContaining(location),
      advice: `Use ${address}`,
    });
  });

  it.each([
    [302, 'https://login.wifi.test/?url=http%3A%2F%2Fquiz.test%2Fv1'],
    [307, '/login'],
    [302, 'http://'],
    [511, ''],
  ])('recognises a network that requires a login by %i to "%s"', async (status, location) => {
    const port = await httpServer((_request, response) =>
      response.writeHead(status, location === '' ? {} : { Location: location }).end(),
    );
    const { marks, step } = await diagnose(here(port));
    expect(marks).toEqual(['proxy', 'name', 'tcp', 'http ✗']);
    expect(step('http').fault?.code).toBe('login-page');
    expect(step('http').fault?.meaning).toContain(location);
  });

  it('recognises a response that is cut off, without waiting for the rest', async () => {
    const port = await tcpServer((socket) =>
      socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"name":')),
    );
    const { step } = await diagnose(here(port), { system: { timeoutMs: 60_000 } });
    expect(step('http').fault?.code).toBe('truncated');
  });

  it('shows the text that people would read on a page', async () => {
    const page =
      '<!-- a < b --><title>Router login</title><style>b{}</style><SCRIPT>var a="<b>"</SCRIPT ><p>Welcome</p><script>cut';
    const port = await httpServer((_request, response) => response.end(page));
    expect((await diagnose(here(port))).step('http').details).toEqual(['Router login Welcome']);
  });

  it.each(['0.2.0; rm -rf ~ #', '$(reboot)', '1.2', '1.2.3-a b'])(
    'suggests no command with the invalid version %s',
    async (version) => {
      const info = { name: 'termquiz', version, protocol: 2, phase: 'lobby' };
      const { step } = await diagnose(here(await fakeGame({ info })));
      expect(step('http').fault?.code).toBe('other-protocol');
      expect(step('http').fault?.advice).not.toContain('npx');
    },
  );

  it.each([
    [2, '0.3.0', 'older'],
    [0, '0.0.1', 'newer'],
  ])('says which version to use for a host with protocol %i', async (protocol, version, age) => {
    const port = await fakeGame({ info: { name: 'termquiz', version, protocol, phase: 'lobby' } });
    const { marks, step, transport } = await diagnose(here(port));
    expect([marks, transport]).toEqual([['proxy', 'name', 'tcp', 'http ✗'], null]);
    expect(step('http').fault).toEqual({
      code: 'other-protocol',
      meaning: expect.stringContaining(`${age} than the host's`),
      advice: expect.stringContaining(`npx termquiz@${version}`),
    });
  });
});

describe('diagnoseGame with TLS', () => {
  it.each([
    ['expired', 'CERT_HAS_EXPIRED', 'certificate-expired'],
    ['other-name', 'ERR_TLS_CERT_ALTNAME_INVALID', 'certificate-mismatch'],
    ['self-signed', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'certificate-self-signed'],
  ] as const)('recognises what is wrong with the certificate "%s"', async (certificate, reason, code) => {
    const port = await tlsInFrontOf(await fakeGame(), certificate);
    const { marks, step, transport } = await diagnose(`https://localhost:${port}`);
    expect([marks, transport]).toEqual([['proxy', 'name', 'tcp', 'tls ✗'], null]);
    expect(step('tls').summary).toBe(`the certificate is not trusted: ${reason}`);
    expect(step('tls').fault?.code).toBe(code);
    expect(step('tls').details).toHaveLength(3);
  });

  it('recognises an unknown authority', async () => {
    const port = await tlsInFrontOf(await fakeGame());
    const { marks, step } = await diagnose(`https://localhost:${port}`, { ca: null });
    expect(marks).toEqual(['proxy', 'name', 'tcp', 'tls ✗']);
    expect(step('tls').fault).toMatchObject({
      code: 'certificate-unknown-authority',
      advice: expect.stringContaining('--ca <file>'),
    });
  });

  it('compares the certificate with an address without a name', async () => {
    const port = await tlsInFrontOf(await fakeGame());
    expect((await diagnose(here(port, 'https'))).transport).toBe('websocket');
    const { step } = await diagnose(`https://127.0.0.2:${port}`, {
      system: { connect: (_host, to) => new Socket().connect(to, '127.0.0.1') },
    });
    expect(step('tls').summary).toMatch(/ERR_TLS_CERT_ALTNAME_INVALID/u);
  });

  it('recognises plain HTTP on a port that should use TLS', async () => {
    const port = await fakeGame();
    const { marks, step } = await diagnose(here(port, 'https'));
    expect(marks).toEqual(['proxy', 'name', 'tcp', 'tls ✗']);
    expect(step('tls').fault).toMatchObject({
      code: 'plain-http',
      advice: expect.stringContaining(`ws://127.0.0.1:${port}`),
    });
  });

  it('recognises TLS on a port that should speak plain HTTP', async () => {
    const port = await tlsInFrontOf(await fakeGame());
    const { marks, step } = await diagnose(here(port));
    expect(marks).toEqual(['proxy', 'name', 'tcp', 'http ✗']);
    expect(step('http').fault?.code).toBe('needs-tls');
    expect(step('http').fault?.advice).toContain(`wss://127.0.0.1:${port}`);
  });

  it('recognises a game with TLS by its redirect', async () => {
    const { port } = await serveRoom({ tls: certificate('server') });
    const { marks, step } = await diagnose(here(port));
    expect(marks).toEqual(['proxy', 'name', 'tcp', 'http ✗']);
    expect(step('http').fault?.code).toBe('needs-tls');
    expect(step('http').fault?.advice).toBe(`Use wss://127.0.0.1:${port}`);
  });

  it('keeps the path of the game in the address to use instead', async () => {
    const { port } = await serveRoom({ tls: certificate('server') });
    const { step } = await diagnose(`${here(port)}/quiz`);
    expect(step('http').fault?.advice).toBe(`Use wss://127.0.0.1:${port}/quiz`);
    const plain = await fakeGame();
    const { step: tlsStep } = await diagnose(`${here(plain, 'https')}/quiz`);
    expect(tlsStep('tls').fault?.advice).toContain(`ws://127.0.0.1:${plain}/quiz `);
  });

  it('recognises TLS by the error page of a web server', async () => {
    const port = await httpServer((_request, response) =>
      response.writeHead(400).end('<h1>400 Bad Request</h1>The plain HTTP request was sent to HTTPS port'),
    );
    const { fault } = (await diagnose(here(port))).step('http');
    expect(fault).toMatchObject({ code: 'needs-tls', advice: `Use wss://127.0.0.1:${port}` });
  });

  it.each([
    ['is silent', () => undefined, 'tls-silent'],
    ['speaks neither TLS nor HTTP', (socket: Socket) => void socket.end('SSH-2.0-OpenSSH\r\n'), 'not-tls'],
    ['sends a broken ServerHello', (socket: Socket) => void socket.end(BROKEN_HELLO), 'tls-failed'],
    ['closes connections', (socket: Socket) => void socket.end(), 'tls-closed'],
  ])('recognises a port that %s', async (_what, onSocket, code) => {
    const { marks, step } = await diagnose(here(await tcpServer(onSocket), 'https'), {
      system: { timeoutMs: 1500 },
    });
    expect(marks).toEqual(['proxy', 'name', 'tcp', 'tls ✗']);
    expect(step('tls').fault?.code).toBe(code);
  });

  it.each([
    [112, 'tls-unknown-name', /localhost\.$/u],
    [40, 'tls-version', /TLS version/u],
    [70, 'tls-version', /TLS version/u],
    [71, 'tls-version', /TLS version/u],
    [116, 'tls-client-certificate', /certificate/u],
    [80, 'tls-alert', / 80\.$/u],
  ])('recognises TLS alert %i, even if the port also speaks plain HTTP', async (alert, code, meaning) => {
    const port = await tcpServer((socket) =>
      socket.once('data', ([first]) => {
        if (first === TLS_RECORD) socket.end(Buffer.from([21, 3, 1, 0, 2, 2, alert]));
        else socket.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n');
      }),
    );
    const { marks, step } = await diagnose(`https://localhost:${port}`);
    expect(marks).toEqual(['proxy', 'name', 'tcp', 'tls ✗']);
    expect(step('tls').fault).toMatchObject({ code, meaning: expect.stringMatching(meaning) });
    expect(JSON.stringify(step('tls'))).not.toContain('routines');
  });

  it.each([
    [400, {}],
    [307, { Location: 'https://localhost/' }],
  ])('does not mistake %i for plain HTTP when TLS fails', async (status, headers) => {
    const plain = await httpServer((_request, response) => response.writeHead(status, headers).end());
    const port = await tcpServer((socket) =>
      socket.once('data', (bytes) => {
        if (bytes[0] === TLS_RECORD) return void socket.destroy();
        const onward = connect(plain, LOOPBACK).end(bytes);
        onward.pipe(socket);
      }),
    );
    const { step } = await diagnose(`https://localhost:${port}`);
    expect(step('tls').fault?.code).toBe('tls-closed');
  });

  it('recognises a server that requires certificates of its clients', async () => {
    const port = await tlsInFrontOf(await fakeGame(), 'server', {
      requestCert: true,
      rejectUnauthorized: true,
      ca: testAuthority,
    });
    const { marks, step } = await diagnose(`https://localhost:${port}`);
    expect(marks).toEqual(['proxy', 'name', 'tcp', 'tls', 'http ✗']);
    expect(step('http').fault?.code).toBe('tls-client-certificate');
  });
});

describe('diagnoseGame with something in between that breaks WebSockets', () => {
  it.each([
    ['removes Upgrade', null, 'upgrade-removed', /nginx/u],
    ['refuses it with 403', 403, 'upgrade-refused', /\(HTTP status 403\)/u],
    ['refuses it with 400', 400, 'upgrade-refused', /\(HTTP status 400\)/u],
    ['does not find it', 404, 'upgrade-not-found', /\/v1\/socket/u],
    ['fails at it', 502, 'upgrade-failed', /\(HTTP status 502\)/u],
  ])('recognises that it %s, and that long polling works', async (_what, status, code, meaning) => {
    const port = await fakeGame({
      onUpgrade:
        status === null
          ? null
          : (_request, stream) => void stream.end(`HTTP/1.1 ${status} No\r\nContent-Length: 0\r\n\r\n`),
    });
    const { marks, step, transport } = await diagnose(here(port));
    expect(marks).toEqual(['proxy', 'name', 'tcp', 'http', 'websocket ✗', 'long-polling']);
    expect(transport).toBe('long-polling');
    expect(step('websocket').fault).toEqual({
      code,
      meaning: expect.stringMatching(meaning),
      advice: expect.stringMatching(
        /Long polling needs no WebSocket, and join switches to it automatically\.$/u,
      ),
    });
    expect(step('websocket').details).toContain(
      `< HTTP/1.1 ${status ?? 426} ${status === null ? 'Upgrade Required' : 'No'}`,
    );
  });

  it('compares Sec-WebSocket-Accept with the key', async () => {
    const port = await fakeGame({
      onUpgrade: (_request, stream) =>
        void stream.write(
          'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: wrong\r\n\r\n',
        ),
    });
    const { marks, step, transport } = await diagnose(here(port));
    expect(marks).toEqual(['proxy', 'name', 'tcp', 'http', 'websocket ✗', 'long-polling']);
    expect(transport).toBe('long-polling');
    expect(step('websocket').summary).toBe('101, but with a wrong Sec-WebSocket-Accept');
    expect(step('websocket').data).toMatchObject({ status: 101, accept: 'wrong' });
    expect(step('websocket').details?.at(-1)).toBe(
      `Sec-WebSocket-Accept does not match the key: it should be ${step('websocket').data?.['expected']}`,
    );
    expect(step('websocket').fault?.code).toBe('websocket-wrong');
  });

  it.each([
    ['says nothing', () => undefined, /gets no response/u],
    ['hangs up', (_request: unknown, stream: { end(): unknown }) => void stream.end(), /is cut off/u],
    [
      'speaks no HTTP',
      (_request: unknown, stream: { write(text: string): unknown }) =>
        void stream.write('220 smtp.test ESMTP\r\n'),
      /is cut off/u,
    ],
  ])('recognises that WebSockets are blocked by something that %s', async (_what, onUpgrade, meaning) => {
    const port = await fakeGame({ onUpgrade });
    const { step, transport } = await diagnose(here(port), { system: { timeoutMs: 1500 } });
    expect(step('websocket').fault).toMatchObject({
      code: 'websocket-blocked',
      meaning: expect.stringMatching(meaning),
    });
    expect(transport).toBe('long-polling');
  });

  it('recognises that no ping comes back', async () => {
    const port = await fakeGame({
      onUpgrade: ({ headers }, stream) =>
        void stream.write(
          `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Protocol: termquiz.v1\r\nSec-WebSocket-Accept: ${acceptValue(String(headers['sec-websocket-key']))}\r\n\r\n`,
        ),
    });
    const { marks, step, transport } = await diagnose(here(port), { system: { timeoutMs: 1500 } });
    expect(marks).toEqual(['proxy', 'name', 'tcp', 'http', 'websocket', 'ping ✗', 'long-polling']);
    expect(step('ping').fault?.code).toBe('websocket-silent');
    expect(transport).toBe('long-polling');
  });

  it.each([
    ['cut', 0, (socket: WebSocket) => socket.terminate()],
    ['cut', 2, (socket: WebSocket) => socket.terminate()],
    ['cut', 9, (socket: WebSocket) => socket.terminate()],
    ['closed', 2, (socket: WebSocket) => socket.close(1001)],
  ])('recognises that they are %s after %i pings, and that long polling works', async (_how, pings, cut) => {
    const port = await fakeGame({ onUpgrade: webSocketOf(pings, cut) });
    const { marks, step, transport } = await diagnose(here(port));
    expect(marks).toEqual(['proxy', 'name', 'tcp', 'http', 'websocket', 'ping ✗', 'long-polling']);
    expect(transport).toBe('long-polling');
    expect(step('ping')).toMatchObject({
      summary: `the WebSocket was closed after ${pings} of 10 round trips`,
      data: { count: pings },
      fault: { code: 'websocket-cut' },
    });
  });

  it('finds no transport if they are cut and long polling gets no response from the game', async () => {
    const port = await fakeGame({
      onUpgrade: webSocketOf(2, (socket) => socket.terminate()),
      viewsStatus: 404,
    });
    const { marks, transport } = await diagnose(here(port));
    expect(marks.slice(-2)).toEqual(['ping ✗', 'long-polling ✗']);
    expect(transport).toBeNull();
  });

  it('accepts fewer round trips if each is slow', async () => {
    const port = await fakeGame({
      onUpgrade: webSocketThat((socket, payload) => setTimeout(() => socket.pong(payload), 200)),
    });
    const { step, transport } = await diagnose(here(port), { system: { timeoutMs: 1500 } });
    expect(step('ping').summary).toMatch(/ ms of [1-6]$/u);
    expect(transport).toBe('websocket');
  });

  it('recognises that responses to long polling are cut off', async () => {
    const port = await fakeGame({
      onViews: (response) =>
        void response.writeHead(401, { 'Content-Length': 100 }).write('{', () => response.destroy()),
    });
    const { step } = await diagnose(here(port));
    expect(step('long-polling').fault?.code).toBe('truncated');
  });

  it.each([
    [404, 'long-polling-missing'],
    [400, 'long-polling-changed'],
  ])('finds no transport without WebSockets if long polling gets %i', async (viewsStatus, code) => {
    const port = await fakeGame({ onUpgrade: null, viewsStatus });
    const { marks, step, transport } = await diagnose(here(port));
    expect(marks).toEqual(['proxy', 'name', 'tcp', 'http', 'websocket ✗', 'long-polling ✗']);
    expect(transport).toBeNull();
    expect(step('long-polling').fault?.code).toBe(code);
  });
});
