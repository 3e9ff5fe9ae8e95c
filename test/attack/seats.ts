import { textFrame } from '../bench/client-frames.ts';
import { sleep } from '../helpers/sleep.ts';
import { ATTACKER, type Attack, CONNECTIONS, Counter, type Target, keepAttacking } from './attack.ts';
import { joinFrame } from './frames.ts';
import { RawClient } from './raw-client.ts';

const LEAVE = textFrame({ type: 'leave' });

/** The seats that one address may take: in a burst, and then in the five seconds of the attack. */
const SEATS = 1500 + 20 * 6;

/** Attacks of clients that know the PIN. */
export const seatAttacks: readonly Attack[] = [
  {
    name: 'ghosts',
    title: 'joining and disconnecting',
    atMost: { 'seats taken': SEATS },
    run: (target, signal) => join(target, signal, 'drop'),
  },
  {
    name: 'ghosts-in-lobby',
    title: 'joining and disconnecting, in the lobby',
    host: { staysInLobby: true },
    atMost: { 'seats taken': SEATS },
    run: (target, signal) => join(target, signal, 'drop'),
  },
  {
    name: 'leaving',
    title: 'joining and leaving, in the lobby',
    host: { staysInLobby: true },
    atMost: { 'seats taken': SEATS },
    run: (target, signal) => join(target, signal, 'leave'),
  },
  {
    name: 'kept-seats-1024',
    title: '1,100 players who stay; 1,024 files',
    host: { openFiles: 1024, isBehindProxy: true },
    // The game has no more seats than the host has connections, so it may be full.
    delaysJoins: true,
    run: stay,
  },
];

/** More players than a host with 1,024 files can hold. */
const PLAYERS = 1100;

/** How long they wait before they come back, in milliseconds. */
const REJOIN_AFTER_MS = 1000;

/** Joins with each connection, from one address, and keeps the seats. */
async function stay(target: Target, signal: AbortSignal) {
  const counter = new Counter('seats taken');
  await keepAttacking(PLAYERS, signal, async (attacker) => {
    const client = await RawClient.open(target, signal);
    if (!client || !(await client.upgrade(`X-Forwarded-For: ${ATTACKER}`))) return client?.drop();
    client.onData = (bytes) => {
      if (bytes.includes('"welcome"')) counter.add('seats taken');
    };
    client.send(joinFrame(target, attacker));
    await client.closed;
    if (!signal.aborted) await sleep(REJOIN_AFTER_MS);
  });
  return counter.gains;
}

/** Takes a seat with each connection, and gives it up at once. */
async function join(target: Target, signal: AbortSignal, end: 'drop' | 'leave') {
  const counter = new Counter('joins sent', 'seats taken');
  let joins = 0;
  await keepAttacking(CONNECTIONS, signal, async () => {
    const client = await RawClient.open(target, signal);
    if (!client || !(await client.upgrade())) return client?.drop();
    counter.add('joins sent');
    const answered = new Promise<void>((resolve) => {
      client.onData = (bytes) => {
        if (bytes.includes('"welcome"')) counter.add('seats taken');
        resolve();
      };
    });
    client.send(textFrame({ type: 'join', pin: target.pin, name: `Ghost ${joins++}` }));
    await Promise.race([answered, client.closed]);
    if (end === 'drop') return client.drop();
    client.end(LEAVE);
    await client.closed;
  });
  return counter.gains;
}
