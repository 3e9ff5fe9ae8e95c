import { randomBytes } from 'node:crypto';
import { type Attack, CONNECTIONS, Counter, type Target, keepAttacking } from './attack.ts';
import { RawClient } from './raw-client.ts';
import { responseCounter } from './requests.ts';

/** The request of a web page that has pointed its own domain name at the host. */
const REBOUND = 'GET /v1 HTTP/1.1\r\nHost: evil.example:7849\r\n\r\n';

/** The header of a TLS handshake record (RFC 8446, section 5.1), with a length that its content does not have. */
const HANDSHAKE_RECORD = Buffer.from([22, 3, 1, 2, 0]);

/** Attacks of clients that are not players: browsers that use a foreign host name, and invalid TLS. */
export const strangerAttacks: readonly Attack[] = [
  {
    name: 'foreign-names',
    title: 'requests with a foreign host name',
    atMost: { 'requests answered': 0 },
    run: askUnderForeignName,
  },
  {
    name: 'tls-handshakes',
    title: 'invalid TLS handshakes',
    host: { isTls: true },
    run: breakHandshakes,
  },
];

async function askUnderForeignName(target: Target, signal: AbortSignal) {
  const counter = new Counter('requests sent', 'requests answered');
  await keepAttacking(CONNECTIONS, signal, async () => {
    const client = await RawClient.open(target, signal);
    if (!client) return;
    const responded = new Promise<void>((resolve) => {
      client.onData = responseCounter((status) => {
        if (status === '200') counter.add('requests answered');
        resolve();
      });
    });
    client.send(REBOUND);
    counter.add('requests sent');
    await Promise.race([responded, client.closed]);
    client.drop();
  });
  return counter.gains;
}

async function breakHandshakes(target: Target, signal: AbortSignal) {
  const counter = new Counter('handshakes');
  await keepAttacking(CONNECTIONS, signal, async () => {
    const client = await RawClient.open(target, signal, { speaksTls: false });
    if (!client) return;
    client.send(Buffer.concat([HANDSHAKE_RECORD, randomBytes(512)]));
    counter.add('handshakes');
    await client.closed;
  });
  return counter.gains;
}
