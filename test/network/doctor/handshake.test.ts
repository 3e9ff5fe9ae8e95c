import { once } from 'node:events';
import { connect } from 'node:net';
import * as fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { decodeFrames, encodeFrame, opcodes } from '../../../source/network/doctor/frames.ts';
import { parseHead, readHead } from '../../../source/network/doctor/head.ts';
import { acceptValue, openingRequest } from '../../../source/network/doctor/open-websocket.ts';
import { tcpServer } from '../../helpers/fake-servers.ts';
import { LOOPBACK } from '../../helpers/sockets.ts';

describe('the opening handshake', () => {
  it("expects the RFC's answer to the RFC's key", () => {
    expect(acceptValue('dGhlIHNhbXBsZSBub25jZQ==')).toBe('s3pPLMBiTxaQ9kYGzzhZRbK+xOo=');
  });

  it('asks below the path of the game', () => {
    expect(openingRequest('https://quiz.test/friday', 'key').slice(0, 2)).toEqual([
      'GET /friday/v1/socket HTTP/1.1',
      'Host: quiz.test',
    ]);
  });
});

describe('the head of an answer', () => {
  it('has a status and headers by their names in small letters', () => {
    const head = parseHead('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nX-Odd:a:b');
    expect(head?.status).toBe(101);
    expect([...(head?.headers ?? [])]).toEqual([
      ['upgrade', 'websocket'],
      ['x-odd', 'a:b'],
    ]);
  });

  it.each(['', 'HTTP/1.1', 'HTTP/2 200', 'HTTP/1.1 20', 'SSH-2.0-OpenSSH'])('is none in "%s"', (text) => {
    expect(parseHead(text)).toBeUndefined();
  });
});

describe('an answer on a socket', () => {
  const interim = 'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </style.css>\r\n\r\n';

  async function headOf(said: string) {
    const port = await tcpServer((socket) => {
      for (const byte of said) socket.write(byte);
    });
    const socket = connect(port, LOOPBACK);
    onTestFinished(() => void socket.destroy());
    return { socket, read: await readHead(socket, AbortSignal.timeout(5000)) };
  }

  it('is what comes behind those before it, with what follows left to be read', async () => {
    const { socket, read } = await headOf(
      `${interim}HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\nx`,
    );
    expect(read).toMatchObject({
      ok: true,
      head: { status: 101, lines: ['HTTP/1.1 101 Switching Protocols', 'Upgrade: websocket'] },
    });
    expect(String((await once(socket.resume(), 'data'))[0])).toBe('x');
  });

  it('is none where only those before it come, however many', async () => {
    const { read } = await headOf(interim.repeat(250));
    expect(read).toMatchObject({ ok: false, failure: { code: 'not-http' } });
  });

  it('is none where what follows them is no HTTP', async () => {
    const { read } = await headOf(`${interim}220 smtp.test ESMTP\r\n`);
    expect(read).toMatchObject({ ok: false, failure: { code: 'not-http' } });
  });
});

describe('frames', () => {
  it('are masked as the RFC does', () => {
    const frame = encodeFrame(opcodes.ping, Buffer.from('Hello'), Buffer.from('37fa213d', 'hex'));
    expect(frame.toString('hex')).toBe('898537fa213d7f9f4d5158');
  });

  it('of a server are read whole, however they are cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(70_000), { maxLength: 4 }),
        fc.array(fc.nat(70_000), { maxLength: 4 }),
        (lengths, cuts) => {
          const bytes = Buffer.concat(lengths.map((length) => serverFrame(length)));
          let rest = Buffer.alloc(0);
          const read: number[] = [];
          const edges = [
            0,
            ...cuts.filter((cut) => cut < bytes.length).toSorted((a, b) => a - b),
            bytes.length,
          ];
          edges.slice(1).forEach((edge, index) => {
            const decoded = decodeFrames(Buffer.concat([rest, bytes.subarray(edges[index], edge)]));
            read.push(...decoded.frames.map(({ payload }) => payload.length));
            rest = Buffer.from(decoded.rest);
          });
          expect(read).toEqual(lengths);
          expect(rest).toHaveLength(0);
        },
      ),
    );
  });
});

/** A text frame of a server. */
function serverFrame(length: number): Buffer {
  const header =
    length < 126
      ? Buffer.from([0x81, length])
      : length < 65_536
        ? Buffer.from([0x81, 126, length >> 8, length & 0xff])
        : Buffer.from([0x81, 127, 0, 0, 0, 0, 0, length >> 16, (length >> 8) & 0xff, length & 0xff]);
  return Buffer.concat([header, Buffer.alloc(length)]);
}
