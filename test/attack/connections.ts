import { textFrame } from '../bench/client-frames.ts';
import { type Attack, CONNECTIONS, Counter, type Target, keepAttacking } from './attack.ts';
import { joinFrame } from './frames.ts';
import { RawClient, type RawOptions, upgradeOf } from './raw-client.ts';

/** More connections than a host with 1,024 files can hold. */
const HOARDED = 1100;

/** How often slow clients send their next byte, in milliseconds. */
const SLOWLY_MS = 500;

/** Hoards of connections. Each one that the host closes is opened again. */
export const connectionAttacks: readonly Attack[] = [
  ...[1024, 256].map((openFiles) => ({
    name: `refused-upgrades-${openFiles}`,
    title: `refused upgrades, half open, ${openFiles} files`,
    host: { openFiles },
    run: (target: Target, signal: AbortSignal) =>
      hoard(target, signal, { first: upgradeOf('/nowhere'), isHalfOpen: true }),
  })),
  hoardAttack('idle', 'idle connections', { first: '' }),
  hoardAttack('slow-headers', 'slow headers', { first: 'GET /v1 HTTP/1.1\r\nHost: ', next: 'a' }),
  hoardAttack('slow-bodies', 'slow bodies', { first: postOf(1000), next: ' ' }),
  hoardAttack('keep-alive', 'kept alive', { first: 'GET /v1 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n' }),
  {
    name: 'unread',
    title: 'refused messages that nobody reads',
    run: sendWithoutReading,
  },
];

interface Hoard extends RawOptions {
  /** What each connection sends at once. */
  readonly first: string;
  /** What it sends next, again and again. */
  readonly next?: string;
}

function hoardAttack(name: string, title: string, options: Hoard): Attack {
  return {
    name,
    title: `1,100 connections, ${title}, 1,024 files`,
    host: { openFiles: 1024 },
    run: (target, signal) => hoard(target, signal, options),
  };
}

async function hoard(target: Target, signal: AbortSignal, { first, next, ...options }: Hoard) {
  const counter = new Counter('connections opened', 'open at the end');
  const open = new Set<RawClient>();
  const timer = setInterval(() => {
    for (const client of open) if (next !== undefined) client.send(next);
  }, SLOWLY_MS);
  signal.addEventListener('abort', () => counter.add('open at the end', open.size));
  await keepAttacking(HOARDED, signal, async () => {
    const client = await RawClient.open(target, signal, options);
    if (!client) return;
    counter.add('connections opened');
    open.add(client);
    client.send(first);
    await client.closed;
    open.delete(client);
  });
  clearInterval(timer);
  return counter.loot;
}

/** Returns the start of a request whose body has this many bytes. */
function postOf(bytes: number): string {
  return (
    'POST /v1/players HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n' +
    `Content-Length: ${bytes}\r\n\r\n`
  );
}

/** Long enough for its rejections to fill the buffers of the kernel. */
const REFUSED = Buffer.concat(
  Array.from({ length: 200 }, () => textFrame({ type: 'answer', question: 999, answer: true })),
);

/** Half of the attackers have a seat; none of them reads what the host replies. */
async function sendWithoutReading(target: Target, signal: AbortSignal) {
  const counter = new Counter('messages sent', 'connections');
  await keepAttacking(CONNECTIONS, signal, async (attacker) => {
    const client = await RawClient.open(target, signal, { isDeaf: true });
    if (!client) return;
    counter.add('connections');
    client.send(upgradeOf('/v1/socket'));
    if (attacker % 2 === 0) client.send(joinFrame(target, attacker));
    counter.add('messages sent', 200 * (await client.flood(REFUSED, signal)));
  });
  return counter.loot;
}
