import * as z from 'zod/mini';
import { cleanText } from '../text/clean.ts';

/** The first line of a journal: how players reach the game, which a host that resumes it must not change. */
export interface JournalHeader {
  readonly type: 'journal';
  /** Of the file. */
  readonly format: 1;
  readonly pin: string;
  readonly port: number;
  /** What differs from the defaults. */
  readonly serving: Serving;
}

/** How a game is served and saved. */
export interface Serving {
  /** The address to listen on. Default: all interfaces. */
  readonly bind?: string | undefined;
  /** PEM files. Both or neither. */
  readonly tlsCert?: string | undefined;
  readonly tlsKey?: string | undefined;
  /** The game's URL behind a tunnel or proxy. */
  readonly publicUrl?: string | undefined;
  /** Whether to believe a proxy's headers about its clients. Default: false. */
  readonly trustProxy?: boolean | undefined;
  /** Whether to announce the game on the local network. Default: true. */
  readonly discovery?: boolean | undefined;
  /** Whether to acknowledge answers only once they are on the disk. Default: false. */
  readonly durable?: boolean | undefined;
  /** The folder for reports. Default: beside the journals. */
  readonly reportDir?: string | undefined;
}

/** A journal may come from somebody else, and its text is drawn on a terminal. */
const text = z.string().check(z.overwrite(cleanText));
/** Without control characters; unlike in other text, every space counts. */
const path = z.string().check(z.overwrite((file) => file.replaceAll(/\p{Cc}/gu, '')));

export const journalHeaderSchema: z.ZodMiniType<JournalHeader> = z.object({
  type: z.literal('journal'),
  format: z.literal(1),
  pin: z.string().check(z.regex(/^\d{4,10}$/u)),
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

/** The header of a journal written by a later version. Nothing else in it can be relied on. */
export const laterHeaderSchema = z.object({ type: z.literal('journal'), format: z.int().check(z.gte(2)) });
