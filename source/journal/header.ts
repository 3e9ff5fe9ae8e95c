import * as z from 'zod/mini';
import { pinSchema } from '../protocol/token.ts';
import { cleanText } from '../text/clean.ts';

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
  /** Whether to announce the game on the local network. Default: true. */
  readonly discovery?: boolean | undefined;
  /** Whether to acknowledge an answer only once it is on the disk. Default: false. */
  readonly durable?: boolean | undefined;
  /** The folder for reports, as an absolute path. Default: the folder `reports` of the state folder. */
  readonly reportDir?: string | undefined;
}

/** A journal may come from somebody else, and its texts are drawn on a terminal. */
const text = z.string().check(z.overwrite(cleanText));
/** Loses only control characters: white space matters in file names. */
const path = z.string().check(z.overwrite((file) => file.replaceAll(/\p{Cc}/gu, '')));

export const journalHeaderSchema: z.ZodMiniType<JournalHeader> = z.object({
  type: z.literal('journal'),
  format: z.literal(1),
  pin: pinSchema,
  port: z.int().check(z.gte(1), z.lte(65_535)),
  serving: z.object({
    bind: z.optional(text),
    tlsCert: z.optional(path),
    tlsKey: z.optional(path),
    publicUrl: z.optional(text),
    trustProxy: z.optional(z.boolean()),
    discovery: z.optional(z.boolean()),
    durable: z.optional(z.boolean()),
    reportDir: z.optional(path),
  }),
});

/** The header of a later version's journal. Nothing else in that file is known. */
export const laterHeaderSchema = z.object({ type: z.literal('journal'), format: z.int().check(z.gte(2)) });
