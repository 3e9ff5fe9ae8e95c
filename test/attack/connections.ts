import { textFrame } from '../bench/client-frames.ts';
import { whole } from '../bench/table.ts';
import { sleep } from '../helpers/sleep.ts';
import { type Attack, CONNECTIONS, Counter, type Gains, type Target, keepAttacking } from './attack.ts';
import { joinFrame } from './frames.ts';
import { RawClient, type RawOptions, UPGRADE, upgradeOf } from './raw-client.ts';
import { REQUESTS } from './requests.ts';

/** More connections than a host with 1,024 files can hold. */
const HOARDED = 1100;

/** How long hoarders wait before they replace a connection that they have lost, in milliseconds. */
const REOPEN_AFTER_MS = 50;

/** How often slow clients send their next byte, in milliseconds. */
const SLOWLY_MS = 500;

/** Attacks with connections that clients keep open or do not read from. */
export const connectionAttacks: readonly Attack[] = [
  ...[1024, 256].map((openFiles) =>
    hoarding('refused-upgrades', 'refused upgrades, half open', openFiles, {
      first: upgradeOf('/nowhere'),
      isHalfOpen: true,
      // Enough for the honest players, the host and a few refused connections.
      filesAtMost: 150,
    }),
  ),
  hoarding('idle', 'idle', 1024, { first: '' }),
  hoarding('slow-headers', 'slow headers', 1024, { first: 'GET /v1 HTTP/1.1\r\nHost: ', next: 'a' }),
  hoarding('slow-bodies', 'slow bodies', 1024, { first: startOfPost(1000), next: ' ' }),
  hoarding('keep-alive', 'kept alive', 1024, { first: 'GET /v1 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n' }),
  { name: 'unread', title: 'rejections to clients that do not read', run: sendWithoutReading },
];

interface Hoard extends RawOptions {
  /** What each connection sends at once. */
  readonly first: string;
  /** What it sends next, again and again. */
  readonly next?: string;
  /** How many files the host may have open most of the time. Default: any number. */
  readonly filesAtMost?: number;
}

function hoarding(name: string, title: string, openFiles: number, hoard: Hoard): Attack {
  return {
    name: `${name}-${openFiles}`,
    title: `${whole(HOARDED)} connections, ${title}; ${whole(openFiles)} files`,
    host: { openFiles },
    atMost: hoard.filesAtMost === undefined ? {} : { 'open files': hoard.filesAtMost },
    run: (target, signal) => keepOpen(target, signal, hoard),
  };
}

async function keepOpen(
  target: Target,
  signal: AbortSignal,
  { first, next, ...options }: Hoard,
): Promise<Gains> {
  const counter = new Counter('connections opened');
  const open = new Set<RawClient>();
  const timer = setInterval(() => {
    for (const client of open) if (next !== undefined) client.send(next);
  }, SLOWLY_MS);
  await keepAttacking(HOARDED, signal, async () => {
    const client = await RawClient.open(target, signal, options);
    if (!client) return;
    counter.add('connections opened');
    open.add(client);
    client.send(first);
    await client.closed;
    open.delete(client);
    if (!signal.aborted) await sleep(REOPEN_AFTER_MS);
  });
  clearInterval(timer);
  return counter.gains;
}

/** Returns the head of a request whose body has this many bytes. */
function startOfPost(bytes: number): string {
  return (
    'POST /v1/players HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n' +
    `Content-Length: ${bytes}\r\n\r\n`
  );
}

const MESSAGES = 200;
const refused = textFrame({ type: 'answer', question: 999, answer: true });
const REFUSED = Buffer.concat(Array.from({ length: MESSAGES }, () => refused));

/** A third of the attackers have a seat, a third do not, and a third use HTTP. None of them reads the host's responses. */
async function sendWithoutReading(target: Target, signal: AbortSignal): Promise<Gains> {
  const counter = new Counter('connections');
  await keepAttacking(CONNECTIONS, signal, async (attacker) => {
    const client = await RawClient.open(target, signal, { isDeaf: true });
    if (!client) return;
    counter.add('connections');
    const usesHttp = attacker % 3 === 2;
    if (!usesHttp) client.send(UPGRADE);
    if (attacker % 3 === 0) client.send(joinFrame(target, attacker));
    await client.flood(usesHttp ? REQUESTS : REFUSED, signal);
  });
  return counter.gains;
}
