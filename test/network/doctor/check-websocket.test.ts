import { describe, expect, it } from 'vitest';
import { acceptValue } from '../../../source/network/doctor/check-websocket.ts';
import { diagnose, fakeGame, here, webSocketThat } from './fake-game.ts';

describe('acceptValue', () => {
  it("returns the RFC's value for the RFC's key", () => {
    expect(acceptValue('dGhlIHNhbXBsZSBub25jZQ==')).toBe('s3pPLMBiTxaQ9kYGzzhZRbK+xOo=');
  });
});

describe('the opening handshake of the doctor', () => {
  const interim = 'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </style.css>\r\n\r\n';

  it('requests a path below that of the game', async () => {
    const { step } = await diagnose(`${here(await fakeGame({ path: '/friday' }))}/friday`);
    expect(step('websocket').details?.[0]).toBe('> GET /friday/v1/socket HTTP/1.1');
    expect(step('websocket').ok).toBe(true);
  });

  it('shows interim responses before the final one, and reads the frames behind it', async () => {
    const webSocket = webSocketThat((socket, payload) => socket.pong(payload));
    const port = await fakeGame({
      onUpgrade: (request, stream) => {
        for (const byte of interim) stream.write(byte);
        webSocket(request, stream);
      },
    });
    const { step } = await diagnose(here(port));
    const received = step('websocket').details?.filter((line) => line.startsWith('<'));
    expect(received?.slice(0, 5)).toEqual([
      '< HTTP/1.1 100 Continue',
      '< HTTP/1.1 103 Early Hints',
      '< Link: </style.css>',
      '< HTTP/1.1 101 Switching Protocols',
      '< Upgrade: websocket',
    ]);
    expect(step('ping').data).toMatchObject({ count: 10 });
  });

  it.each([
    ['interim responses only, however many', interim.repeat(250)],
    ['interim responses and then no HTTP', `${interim}220 smtp.test ESMTP\r\n`],
    ['nothing', ''],
    ['half a status line', 'HTTP/1.1\r\n\r\n'],
    ['another version of HTTP', 'HTTP/2 200\r\n\r\n'],
    ['half a status', 'HTTP/1.1 20\r\n\r\n'],
    ['another protocol', 'SSH-2.0-OpenSSH\r\n\r\n'],
  ])('fails after %s', async (_what, sent) => {
    const port = await fakeGame({ onUpgrade: (_request, stream) => void stream.write(sent) });
    const { step } = await diagnose(here(port), { system: { timeoutMs: 800 } });
    expect(step('websocket').fault?.code).toBe('websocket-blocked');
  });

  it('fails after a 101 without the headers of an upgrade', async () => {
    const port = await fakeGame({
      onUpgrade: ({ headers }, stream) =>
        void stream.write(
          `HTTP/1.1 101 Switching Protocols\r\nSec-WebSocket-Protocol: termquiz.v1\r\nSec-WebSocket-Accept: ${acceptValue(String(headers['sec-websocket-key']))}\r\n\r\n`,
        ),
    });
    const { step } = await diagnose(here(port), { system: { timeoutMs: 800 } });
    expect(step('websocket')).toMatchObject({
      summary: '101, but without the headers of an upgrade',
      fault: { code: 'websocket-wrong' },
    });
  });
});

describe('the pings of the doctor', () => {
  it('come back between messages of any length', async () => {
    const lengths = [0, 1, 125, 126, 127, 65_535, 65_536, 70_000, 125, 0];
    const port = await fakeGame({
      onUpgrade: webSocketThat((socket, payload, number) => {
        socket.send('x'.repeat(lengths[number - 1] ?? 0));
        socket.pong(payload);
      }),
    });
    expect((await diagnose(here(port))).step('ping').data).toMatchObject({ count: 10 });
  });
});
