import { frame, textFrame } from '../bench/client-frames.ts';
import { type Attack, CONNECTIONS, Counter, type Target, keepAttacking } from './attack.ts';
import { RawClient } from './raw-client.ts';

/** The number of frames in one write. */
const FRAMES = 5000;

const SOME_BYTES = Buffer.from('abcd');
const NOTHING = Buffer.alloc(0);

/** The first bytes of frames: FIN and the opcode (RFC 6455, section 5.2). */
const PING = 0x89;
const PONG = 0x8a;
const TEXT_TO_BE_CONTINUED = 0x01;
const CONTINUATION_TO_BE_CONTINUED = 0x00;

/** Frames that are allowed, and mean nothing to the game. */
const floods = [
  { name: 'pongs', first: NOTHING, frames: repeated(frame(PONG, SOME_BYTES)) },
  { name: 'pings', first: NOTHING, frames: repeated(frame(PING, SOME_BYTES)) },
  {
    name: 'empty fragments',
    first: frame(TEXT_TO_BE_CONTINUED, NOTHING),
    frames: repeated(frame(CONTINUATION_TO_BE_CONTINUED, NOTHING)),
  },
];

type Flood = (typeof floods)[number];

/** Floods of control frames and fragments. */
export const frameAttacks: readonly Attack[] = floods.flatMap((flood) =>
  [false, true].map((hasSeat) => ({
    name: `${flood.name.replace(' ', '-')}${hasSeat ? '-seated' : ''}`,
    title: `${flood.name}, ${hasSeat ? 'with' : 'without'} a seat`,
    run: (target: Target, signal: AbortSignal) => send(target, signal, flood, hasSeat),
  })),
);

async function send(target: Target, signal: AbortSignal, { first, frames }: Flood, hasSeat: boolean) {
  const counter = new Counter('frames sent', 'connections');
  await keepAttacking(CONNECTIONS, signal, async (attacker) => {
    const client = await RawClient.open(target, signal);
    if (!client || !(await client.upgrade())) return client?.drop();
    counter.add('connections');
    if (hasSeat) client.send(joinFrame(target, attacker));
    client.send(first);
    counter.add('frames sent', FRAMES * (await client.flood(frames, signal)));
  });
  return counter.loot;
}

/** Returns a join, which takes the same seat each time. */
export function joinFrame({ pin }: Target, attacker: number): Buffer {
  const token = `token-of-attacker-${attacker}`.padEnd(22, '-');
  return textFrame({ type: 'join', pin, name: `Attacker ${attacker}`, token });
}

function repeated(one: Buffer): Buffer {
  return Buffer.concat(Array.from({ length: FRAMES }, () => one));
}
