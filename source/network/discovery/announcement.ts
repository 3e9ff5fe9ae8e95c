import { isIPv4, isIPv6 } from 'node:net';
import * as z from 'zod/mini';
import { isLinkLocalIPv6 } from '../addresses/lan-addresses.ts';
import { DEFAULT_PORT, PROTOCOL } from '../../protocol/endpoints.ts';
import { cleanText } from '../../text/clean.ts';
import { maxLength } from '../../text/length.ts';
import { bracketed } from '../addresses/address.ts';

/** The service is `_termquiz._tcp`. */
export const SERVICE_TYPE = 'termquiz';

/** What everybody on the network is told about a game: all but its PIN. */
export interface Announcement {
  /** The quiz's title. */
  readonly title: string;
  readonly port: number;
  /** Whether the game is served with TLS. Default: false. */
  readonly tls?: boolean | undefined;
  /** The address or name to join at; undefined: any address of this machine. */
  readonly host?: string | undefined;
}

/** A game that was found. */
export interface FoundGame {
  /** Safe to draw; not empty. */
  readonly title: string;
  /** As players would type it: `192.168.1.20`, `192.168.1.20:8080`, `wss://quiz.example.org:7849`. */
  readonly address: string;
}

/** A service as it announces itself. Nothing in it can be trusted. */
interface AnnouncedService {
  readonly port: number;
  readonly addresses?: readonly string[];
  /** The sender of the response. */
  readonly referer?: { readonly address: string };
  readonly txt?: unknown;
}

/** Returns the entries of a game's TXT record. */
export function txtRecord({ title, tls = false, host }: Announcement): Record<string, string> {
  return {
    title: truncateToBytes(cleanText(title), MAX_ENTRY_BYTES - 'title='.length),
    protocol: String(PROTOCOL),
    scheme: tls ? 'wss' : 'ws',
    ...(host !== undefined && { host }),
  };
}

/** Returns the game that a service announces, or undefined if it is not one that could be joined from here. */
export function parseAnnouncement(service: AnnouncedService): FoundGame | undefined {
  const record = recordSchema.safeParse(service.txt).data;
  const host = record?.host ?? hostOf(service);
  const title = cleanText(record?.title ?? '');
  if (!record || host === undefined || title === '' || service.port === 0) return undefined;
  return { title, address: addressOf(record, host, service.port) };
}

/** Shortens a text to at most this many bytes of UTF-8, without splitting characters. */
export function truncateToBytes(text: string, bytes: number): string {
  let left = bytes;
  const characters = Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment);
  const end = characters.findIndex((character) => (left -= Buffer.byteLength(character)) < 0);
  return end === -1 ? text : characters.slice(0, end).join('').trimEnd();
}

/** The length of an entry has eight bits (RFC 6763, section 6.1). */
const MAX_ENTRY_BYTES = 255;

const entry = z.string().check(maxLength(MAX_ENTRY_BYTES, { abort: true }));

const recordSchema = z.object({
  title: entry,
  // A game with another protocol cannot be joined.
  protocol: z.literal(String(PROTOCOL)),
  scheme: z.optional(z.enum(['ws', 'wss'])),
  host: z.optional(entry.check(z.regex(/^[a-z\d][a-z\d.-]*$|^[\da-f:]+$/iu))),
  path: z.optional(entry.check(z.regex(/^(?:\/[\w.~-]+)*$/u))),
});

/**
 * Returns the address to connect to: the sender's, which is known to reach us, unless another machine relayed the response,
 * such as a router between two networks. Then the sender is not among the service's own addresses.
 */
function hostOf({ addresses = [], referer }: AnnouncedService): string | undefined {
  const from = referer?.address;
  if (from !== undefined && (from.startsWith('127.') || addresses.includes(from))) return from;
  return (
    addresses.find((address) => isIPv4(address)) ??
    addresses.find((address) => isIPv6(address) && !isLinkLocalIPv6(address)) ??
    from
  );
}

function addressOf({ scheme, path = '' }: z.infer<typeof recordSchema>, host: string, port: number): string {
  const name = bracketed(host);
  if (scheme === 'wss' || path !== '') return `${scheme ?? 'ws'}://${name}:${port}${path}`;
  return port === DEFAULT_PORT ? name : `${name}:${port}`;
}
