import { isAbsolute } from 'node:path';
import * as z from 'zod/mini';
import { pinSchema } from '../protocol/token.ts';
import { maxLength } from '../text/length.ts';

/** The first line of a journal: how the game is reached, which must stay the same when it is resumed. */
export interface JournalHeader {
  readonly type: 'journal';
  /** The version of the file format. */
  readonly format: 1;
  readonly pin: string;
  readonly port: number;
  /** Only what differs from the defaults. */
  readonly serving: Serving;
}

/** How a game is served and saved. */
export interface Serving {
  /** The address to listen on. Default: all interfaces. */
  readonly bind?: string | undefined;
  /** PEM files, as absolute paths. Both or neither. */
  readonly tlsCert?: string | undefined;
  readonly tlsKey?: string | undefined;
  /** The game's URL behind a tunnel or a proxy. */
  readonly publicUrl?: string | undefined;
  /** Other names by which players reach the game, in lower case. */
  readonly allowHost?: readonly string[] | undefined;
  /** Whether to take players' addresses from a proxy's headers. Default: false. */
  readonly trustProxy?: boolean | undefined;
  /** Whether to serve the page for phones. Default: true. */
  readonly web?: boolean | undefined;
  /** Whether to serve the program's own package. Default: false. */
  readonly servePackage?: boolean | undefined;
  /** Whether to announce the game on the local network. Default: true. */
  readonly discovery?: boolean | undefined;
  /** Whether to acknowledge an answer only once it is on the disk. Default: false. */
  readonly durable?: boolean | undefined;
  /** The folder for reports, as an absolute path. Default: the folder `reports` of the state folder. */
  readonly reportDir?: string | undefined;
}

/** A name, or an address with or without a zone. */
const host = z.string().check(maxLength(255), z.regex(/^[\p{L}\p{N}._:%-]+$/u));
/** A relative one would depend on where the game is resumed. */
const path = z.string().check(
  maxLength(4096),
  z.refine((file) => isAbsolute(file) && !/\p{Cc}/u.test(file)),
);
const publicUrl = z.string().check(
  maxLength(2048),
  z.refine((url) => /^(?:https?|wss?):\/\/[^\s/]\S*$/u.test(url) && URL.canParse(url)),
);

export const journalHeaderSchema: z.ZodMiniType<JournalHeader> = z.object({
  type: z.literal('journal'),
  format: z.literal(1),
  pin: pinSchema,
  port: z.int().check(z.gte(1), z.lte(65_535)),
  serving: z.object({
    bind: z.optional(host),
    tlsCert: z.optional(path),
    tlsKey: z.optional(path),
    publicUrl: z.optional(publicUrl),
    allowHost: z.optional(z.array(host).check(maxLength(1000))),
    trustProxy: z.optional(z.boolean()),
    web: z.optional(z.boolean()),
    servePackage: z.optional(z.boolean()),
    discovery: z.optional(z.boolean()),
    durable: z.optional(z.boolean()),
    reportDir: z.optional(path),
  }),
});

/** The header of any version's journal. If the version is a later one, nothing else in that file is known. */
export const anyHeaderSchema = z.object({ type: z.literal('journal'), format: z.int().check(z.gte(1)) });
