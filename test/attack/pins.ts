import { ATTACKER, type Attack, CONNECTIONS, Counter, type Target, keepAttacking } from './attack.ts';
import { RawClient } from './raw-client.ts';
import { responseCounter } from './requests.ts';

/** Returns the address that an attacker's guess comes from. */
type AddressOf = (guess: number) => string;

/** How long each of these attacks lasts, in seconds. */
const SECONDS = 6;

/** How much longer they last on a busy machine, in seconds. */
const SLACK = 3;

/** The most wrong PINs that are checked at once, and the share of all PINs that is checked in an hour from then on. */
const BURST = 100;
const SHARE_PER_HOUR = 0.01;

/** Attacks that guess the PIN, and in turn with it a move code, through a proxy, which reports the addresses that they come from. */
export const pinAttacks: readonly Attack[] = [
  guessing('slow', '6 guesses a second, one address', { digits: 8, perSecond: 6 }),
  guessing('fast', '100 guesses a second, one address', { digits: 8, perSecond: 100 }),
  guessing('ipv6', 'guesses from a /48', { digits: 6, addressOf: inNetwork }),
  // The host cannot tell attackers on many addresses from players: only a longer PIN keeps the real players from waiting.
  { ...guessing('ipv4', 'guesses from 50 addresses', { digits: 6, addressOf: ofFifty }), delaysJoins: true },
  guessing('ipv4-long', 'guesses from 50 addresses', { digits: 8, addressOf: ofFifty }),
];

interface Guessing {
  /** The length of the PIN. */
  readonly digits: number;
  /** Default: as many as the connections allow. */
  readonly perSecond?: number;
  /** Default: always the same address. */
  readonly addressOf?: AddressOf;
}

function guessing(
  name: string,
  title: string,
  { digits, perSecond = Infinity, addressOf = () => ATTACKER }: Guessing,
): Attack {
  const checked = BURST + ((SHARE_PER_HOUR * 10 ** digits) / 3600) * (SECONDS + SLACK);
  return {
    name: `pin-${name}`,
    title: `${title}, ${digits} digits`,
    host: { isBehindProxy: true, pin: '4829137506'.slice(0, digits) },
    joinsFromSameAddress: 40,
    durationMs: SECONDS * 1000,
    atMost: { 'PINs checked': Math.ceil(checked) },
    run: (target, signal) => guess(target, signal, perSecond, addressOf),
  };
}

async function guess(target: Target, signal: AbortSignal, perSecond: number, addressOf: AddressOf) {
  const counter = new Counter('guesses sent', 'PINs checked');
  const startedAt = performance.now();
  let guesses = 0;
  await keepAttacking(CONNECTIONS, signal, async () => {
    const client = await RawClient.open(target, signal);
    if (!client) return;
    let onResponse: () => void = () => undefined;
    client.onData = responseCounter((status) => {
      if (status === '401') counter.add('PINs checked');
      onResponse();
    });
    while (client.isOpen && !signal.aborted) {
      const number = guesses++;
      const dueAt = startedAt + (number / perSecond) * 1000;
      await waitUntil(dueAt, signal);
      counter.add('guesses sent');
      const responded = new Promise<void>((resolve) => (onResponse = resolve));
      client.send(requestOf(number, addressOf(number), target.pin.length));
      await Promise.race([responded, client.closed]);
    }
  });
  return counter.gains;
}

/** Returns a join with a wrong PIN, or every other time a wrong move code. */
function requestOf(number: number, address: string, digits: number): string {
  const pin = String(number % 10 ** (digits - 1)).padStart(digits, '0');
  const join = { type: 'join', pin, name: 'Guesser' };
  const body = JSON.stringify(
    number % 2 === 0 ? join : { type: 'continue', code: `A${pin.padStart(7, '2')}` },
  );
  const lines = [
    'POST /v1/players HTTP/1.1',
    'Host: 127.0.0.1',
    `X-Forwarded-For: ${address}`,
    'Content-Type: application/json',
    `Content-Length: ${body.length}`,
  ];
  return `${lines.join('\r\n')}\r\n\r\n${body}`;
}

/** Returns another /64 of the same /48 for each guess. */
function inNetwork(guess: number): string {
  return `2001:db8:1:${(guess % 65_536).toString(16)}::1`;
}

function ofFifty(guess: number): string {
  return `203.0.113.${100 + (guess % 50)}`;
}

async function waitUntil(time: number, signal: AbortSignal): Promise<void> {
  const delayMs = time - performance.now();
  if (delayMs <= 0 || signal.aborted) return;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, delayMs);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
