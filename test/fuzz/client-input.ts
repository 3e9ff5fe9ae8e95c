import type { SeededRandom } from '../helpers/seeded-random.ts';
import { anyValue, mutated, mutatedBytes, mutatedText } from './mutate.ts';

/** A few seats, so that hostile clients take them from each other, and the host's memory has a bound. */
const SEATS = 50;

/** The first bytes of frames: FIN and the opcode (RFC 6455, section 5.2). */
const TEXT = 0x81;
const BINARY = 0x82;
const CLOSE = 0x88;
const PING = 0x89;
const PONG = 0x8a;
const FIN = 0x80;

/** Returns a valid message of a client. */
function validMessage(pin: string, dice: SeededRandom): object {
  const seat = dice.int(0, SEATS - 1);
  const token = tokenOf(seat);
  switch (dice.int(0, 12)) {
    case 0:
    case 1:
      return { type: 'join', pin, name: `Mallory ${seat}`, team: dice.pick(['Red', 'Blue', 'None']), token };
    case 2:
      return { type: 'resume', token };
    case 3:
      return { type: 'watch', pin };
    case 4:
      return { type: 'leave' };
    case 5:
      return { type: 'move' };
    case 6:
      return { type: 'continue', code: dice.pick(['K7QX2M9P', 'k7qx-2m9p', pin]), token };
    case 7:
      return { type: 'ping', id: dice.int(0, 1000) };
    default: {
      const answer = dice.pick<unknown>([0, 1, true, false, [0, 2], [1, 0], '101', 8, 7.5]);
      const elapsed = dice.int(0, 5000);
      return { type: 'answer', question: dice.int(0, 20), answer, elapsed, game: dice.int(1, 2) };
    }
  }
}

function tokenOf(seat: number): string {
  return `token-of-mallory-${seat}`.padEnd(22, '-');
}

/** Returns a message as text: valid, with other values, or no longer JSON. */
function messageText(pin: string, dice: SeededRandom): string {
  const message = validMessage(pin, dice);
  switch (dice.int(0, 3)) {
    case 0:
      return JSON.stringify(message);
    case 1:
      return mutatedText(JSON.stringify(message), dice);
    case 2:
      return JSON.stringify(anyValue(dice));
    default:
      return JSON.stringify(mutated(message, dice));
  }
}

/** Returns a frame. Few are malformed, because the host closes a connection at the first one. */
export function clientFrame(pin: string, dice: SeededRandom): Buffer {
  const text = Buffer.from(messageText(pin, dice));
  switch (dice.int(0, 30)) {
    case 0:
      return frameOf(BINARY, text, dice);
    case 1:
      return frameOf(PING, text.subarray(0, dice.int(0, 125)), dice);
    case 2:
      return frameOf(PONG, text.subarray(0, dice.int(0, 125)), dice);
    case 3:
      return fragmentsOf(text, dice);
    case 4:
      // Reserved bits, unknown opcodes, control frames in fragments.
      return frameOf(dice.int(0, 255), text.subarray(0, 100), dice);
    case 5:
      return frameOf(TEXT, Buffer.from([0xff, 0xfe, 0xc0, 0x80]), dice);
    case 6:
      return mutatedBytes(frameOf(TEXT, text, dice), dice);
    case 7:
      return frameOf(CLOSE, text.subarray(0, dice.int(0, 125)), dice);
    case 8:
      return frameOf(TEXT, Buffer.alloc(dice.pick([4096, 4097, 65_535, 65_536, 100_000]), 'x'), dice);
    default:
      return frameOf(TEXT, text, dice);
  }
}

/** Returns an HTTP request: to the API with a mutated body or query, or with mutated bytes. */
export function httpRequest(pin: string, dice: SeededRandom): Buffer {
  const method = dice.pick(['GET', 'POST', 'DELETE', 'PUT', 'HEAD', 'OPTIONS', 'CONNECT']);
  const path = dice.pick([
    '/',
    '/v1',
    '/v1/socket',
    '/v1/players',
    '/v1/answers',
    '/nowhere',
    '*',
    '//a',
    '/%00',
  ]);
  const body = dice.chance(0.5) ? messageText(pin, dice) : '';
  const bytes = requestOf(method, path, tokenOf(dice.int(0, SEATS - 1)), body);
  return dice.chance(0.5) ? mutatedBytes(bytes, dice) : bytes;
}

/** Returns a slightly mutated request of a client that polls. */
export function pollingRequest(pin: string, dice: SeededRandom, isLong: boolean): Buffer {
  const seat = dice.int(0, SEATS - 1);
  const token = dice.chance(0.9)
    ? tokenOf(seat)
    : mutatedText(tokenOf(seat), dice).replaceAll(/[\r\n]/gu, '');
  const kind = dice.int(0, 9);
  if (kind === 0) return requestOf('DELETE', '/v1/players/me', token, '');
  if (kind <= 3) return requestOf('POST', '/v1/players', token, messageText(pin, dice));
  if (kind <= 6) return requestOf('POST', '/v1/answers', token, messageText(pin, dice));
  const version = () => dice.pick(['0', '1', '', 'x', '-1', '99999999999999999', String(Date.now())]);
  const wait = isLong ? `&wait=${dice.pick(['1', '25', '60', '1e9', '-1'])}` : '';
  return requestOf(
    'GET',
    `/v1/views?stage=${version()}&counts=${version()}&you=${version()}${wait}`,
    token,
    '',
  );
}

function requestOf(method: string, target: string, token: string, body: string): Buffer {
  const lines = [
    `${method} ${target} HTTP/1.1`,
    'Host: 127.0.0.1',
    `Authorization: Bearer ${token}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body}`);
}

function fragmentsOf(payload: Buffer, dice: SeededRandom): Buffer {
  const cuts = Array.from({ length: dice.int(1, 20) }, () => dice.int(0, payload.length));
  const places = [0, ...cuts.toSorted((one, other) => one - other), payload.length];
  const frames = places.slice(1).map((end, index) => {
    const opcode = index === 0 ? TEXT & ~FIN : 0;
    const fin = index === places.length - 2 ? FIN : 0;
    return frameOf(opcode | fin, payload.subarray(places[index], end), dice);
  });
  return Buffer.concat(frames);
}

/** Returns a masked frame of any length. */
function frameOf(first: number, payload: Buffer, dice: SeededRandom): Buffer {
  const { length } = payload;
  const mask = Buffer.from([dice.int(0, 255), dice.int(0, 255), dice.int(0, 255), dice.int(0, 255)]);
  const extended = Buffer.alloc(length < 126 ? 0 : length < 65_536 ? 2 : 8);
  if (extended.length === 2) extended.writeUInt16BE(length);
  if (extended.length === 8) extended.writeBigUInt64BE(BigInt(length));
  const size = length < 126 ? length : length < 65_536 ? 126 : 127;
  const masked = Buffer.from(payload);
  for (const [index, byte] of masked.entries()) masked[index] = byte ^ (mask[index % 4] ?? 0);
  return Buffer.concat([Buffer.from([first, FIN | size]), extended, mask, masked]);
}
