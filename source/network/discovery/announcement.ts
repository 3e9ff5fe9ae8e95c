import { isIPv4, isIPv6 } from 'node:net';
import * as z from 'zod/mini';
import { isLinkLocalIPv6 } from '../addresses/lan-addresses.ts';
import { DEFAULT_PORT, PROTOCOL } from '../../protocol/endpoints.ts';
import { cleanText } from '../../text/clean.ts';
import { bracketed } from '../addresses/address.ts';

/** The service is `_termquiz._tcp`. */
export const SERVICE_TYPE = 'termquiz';

/** What is said of a game to everybody on the network. The PIN is not. */
export interface Announcement {
  /** Of the quiz. */
  readonly title: string;
  readonly port: number;
  /** Served over TLS. Default: false. */
  readonly tls?: boolean | undefined;
  /** The address or name to reach it by. Undefined: any address of this machine does. */
  readonly host?: string | undefined;
}

/** A game that was announced. */
export interface FoundGame {
  /** Clean; not empty. */
  readonly title: string;
  /** As one would type it: `192.168.1.20`, `192.168.1.20:8080`, `wss://quiz.example.org:7849`. */
  readonly address: string;
}

/** What a service on the network says of itself. All of it comes from outside. */
interface AnnouncedService {
  readonly port: number;
  readonly addresses?: readonly string[];
  /** Who said it. */
  readonly referer?: { readonly address: string };
  readonly txt?: unknown;
}

/** The entries of the service's TXT record. */
export function announcementRecord({ title, tls = false, host }: Announcement): Record<string, string> {
  return {
    title: cutToBytes(cleanText(title), MOST_BYTES - 'title='.length),
    protocol: String(PROTOCOL),
    scheme: tls ? 'wss' : 'ws',
    ...(host !== undefined && { host }),
  };
}

/** The game that a service is; undefined where it is none that could be joined from here. */
export function readAnnouncement(service: AnnouncedService): FoundGame | undefined {
  const record = recordSchema.safeParse(service.txt).data;
  const host = record?.host ?? hostOf(service);
  const title = cleanText(record?.title ?? '');
  if (!record || host === undefined || title === '' || service.port === 0) return undefined;
  return { title, address: addressOf(record, host, service.port) };
}

/** The text, cut between two characters to at most so many bytes of UTF-8. */
export function cutToBytes(text: string, bytes: number): string {
  let left = bytes;
  const characters = Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment);
  const end = characters.findIndex((character) => (left -= Buffer.byteLength(character)) < 0);
  return end === -1 ? text : characters.slice(0, end).join('').trimEnd();
}

/** The length of an entry is one byte (RFC 6763, 6.1). */
const MOST_BYTES = 255;

const recordSchema = z.object({
  title: z.string(),
  // Another protocol is another game.
  protocol: z.literal(String(PROTOCOL)),
  scheme: z.optional(z.enum(['ws', 'wss'])),
  host: z.optional(z.string().check(z.regex(/^[a-z\d][a-z\d.-]*$|^[\da-f:]+$/iu))),
  path: z.optional(z.string().check(z.regex(/^(?:\/[\w.~-]+)*$/u))),
});

/**
 * The address to connect to, of all those a service lists. The one that the answer came from reaches us, unless somebody else
 * passed it on, such as a router between two networks: then it is none of the service's own.
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
