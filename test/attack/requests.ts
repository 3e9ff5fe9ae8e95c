import { type Attack, CONNECTIONS, Counter, type Target, keepAttacking } from './attack.ts';
import { RawClient } from './raw-client.ts';

/** The number of requests in one write. */
const PIPELINED = 500;

export const REQUESTS = Buffer.from('GET /v1 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n'.repeat(PIPELINED));

/** Attacks with far more HTTP requests than any client needs. */
export const requestAttacks: readonly Attack[] = [
  ...[1, 5].map((connections): Attack => ({
    name: `requests-${connections}`,
    title: `pipelined requests, ${connections} ${connections === 1 ? 'connection' : 'connections'}`,
    run: (target, signal) => pipeline(target, signal, connections),
  })),
  { name: 'page', title: 'the page, to clients that do not read', run: loadPageUnread },
  { name: 'bodies', title: 'endless bodies of refused requests', run: sendBodies },
];

async function pipeline(target: Target, signal: AbortSignal, connections: number) {
  const counter = new Counter('requests sent', 'requests answered');
  await keepAttacking(connections, signal, async () => {
    const client = await RawClient.open(target, signal);
    if (!client) return;
    client.onData = responseCounter((status) => status === '200' && counter.add('requests answered'));
    counter.add('requests sent', PIPELINED * (await client.flood(REQUESTS, signal)));
  });
  return counter.gains;
}

/** Asks for the largest file of the page, as often as the host lets each connection, and leaves the responses unread. */
async function loadPageUnread(target: Target, signal: AbortSignal) {
  const response = await fetch(`http://127.0.0.1:${target.port}/`, { headers: { Accept: 'text/html' } });
  const [, script = ''] = /src="([^"]+)"/u.exec(await response.text()) ?? [];
  const requests = Buffer.from(`GET /${script} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`);
  const counter = new Counter('connections', 'requests sent');
  await keepAttacking(CONNECTIONS, signal, async () => {
    const client = await RawClient.open(target, signal, { isDeaf: true });
    if (!client) return;
    counter.add('connections');
    counter.add('requests sent', await client.flood(requests, signal));
  });
  return counter.gains;
}

const STATUS = /HTTP\/1\.1 (\d{3})/gu;

/** The length of a match of the pattern. */
const STATUS_LENGTH = 12;

/** Returns a function that finds the statuses of the responses in a stream of bytes. */
export function responseCounter(onResponse: (status: string) => void): (bytes: Buffer) => void {
  let rest = '';
  return (bytes) => {
    const text = rest + bytes.toString('latin1');
    let end = 0;
    for (const found of text.matchAll(STATUS)) {
      onResponse(found[1] ?? '');
      end = found.index + STATUS_LENGTH;
    }
    // A status may be split between two chunks.
    rest = text.slice(Math.max(end, text.length - STATUS_LENGTH + 1));
  };
}

/** Requests that are refused, each for another reason, before their bodies arrive. */
const REFUSED = [
  ['/nowhere', 'Content-Length: 1000000000'],
  ['/v1/players', 'Content-Length: 1000000000'],
  ['/v1/players', 'Transfer-Encoding: chunked'],
].map(
  ([path, length]) =>
    `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n${length}\r\n\r\n`,
);

const MEGABYTE = Buffer.alloc(1_000_000, ' ');

async function sendBodies(target: Target, signal: AbortSignal) {
  const counter = new Counter('connections', 'MB sent');
  await keepAttacking(CONNECTIONS, signal, async (attacker) => {
    const client = await RawClient.open(target, signal);
    if (!client) return;
    counter.add('connections');
    client.send(REFUSED[attacker % REFUSED.length] ?? '');
    counter.add('MB sent', await client.flood(MEGABYTE, signal));
  });
  return counter.gains;
}
