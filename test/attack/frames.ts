import { frame, textFrame } from '../bench/client-frames.ts';
import { type Attack, CONNECTIONS, Counter, type Target, keepAttacking } from './attack.ts';
import { RawClient } from './raw-client.ts';

/** The number of frames in one write. */
const FRAMES = 4800;

/** The number of fragments of a message: the most that the host takes. */
const FRAGMENTS = 16;

/** The first bytes of frames: FIN and the opcode (RFC 6455, section 5.2). */
const PING = 0x89;
const PONG = 0x8a;
const TEXT_TO_BE_CONTINUED = 0x01;
const TO_BE_CONTINUED = 0x00;
const LAST = 0x80;

const SOME_BYTES = Buffer.from('abcd');
const NOTHING = Buffer.alloc(0);

const middle = Array.from({ length: FRAGMENTS - 2 }, () => frame(TO_BE_CONTINUED, NOTHING));
const fragments = Buffer.concat([frame(TEXT_TO_BE_CONTINUED, NOTHING), ...middle, frame(LAST, NOTHING)]);

/** Floods of frames that the protocol allows and that mean nothing to the game. Every other attacker has a seat. */
export const frameAttacks: readonly Attack[] = [
  flooding('pongs', repeated(frame(PONG, SOME_BYTES), FRAMES)),
  flooding('pings', repeated(frame(PING, SOME_BYTES), FRAMES)),
  flooding('empty fragments', repeated(fragments, FRAMES / FRAGMENTS)),
  { name: 'endless-frames', title: 'endless frames', run: sendEndlessly },
];

function flooding(title: string, frames: Buffer): Attack {
  return { name: title.replace(' ', '-'), title, run: (target, signal) => send(target, signal, frames) };
}

async function send(target: Target, signal: AbortSignal, frames: Buffer) {
  const counter = new Counter('frames sent', 'connections');
  await keepAttacking(CONNECTIONS, signal, async (attacker) => {
    const client = await RawClient.open(target, signal);
    if (!client || !(await client.upgrade())) return client?.drop();
    counter.add('connections');
    if (attacker % 2 === 0) client.send(joinFrame(target, attacker));
    counter.add('frames sent', FRAMES * (await client.flood(frames, signal)));
  });
  return counter.gains;
}

/** The header of a text frame of a terabyte, with a mask of zeros. */
const ENDLESS = Buffer.from([0x81, 0xff, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]);

const MEGABYTE = Buffer.alloc(1_000_000, ' ');

async function sendEndlessly(target: Target, signal: AbortSignal) {
  const counter = new Counter('connections', 'MB sent');
  await keepAttacking(CONNECTIONS, signal, async (attacker) => {
    const client = await RawClient.open(target, signal);
    if (!client || !(await client.upgrade())) return client?.drop();
    counter.add('connections');
    if (attacker % 2 === 0) client.send(joinFrame(target, attacker));
    client.send(ENDLESS);
    counter.add('MB sent', await client.flood(MEGABYTE, signal));
  });
  return counter.gains;
}

/** Returns a join, which takes the same seat each time. */
export function joinFrame({ pin }: Target, attacker: number): Buffer {
  const token = `token-of-attacker-${attacker}`.padEnd(22, '-');
  return textFrame({ type: 'join', pin, name: `Attacker ${attacker}`, token });
}

function repeated(bytes: Buffer, times: number): Buffer {
  return Buffer.concat(Array.from({ length: times }, () => bytes));
}
