import { resolve } from 'node:path';
import { domainToASCII } from 'node:url';
import * as z from 'zod/mini';
import { MAX_TIME_FACTOR, MIN_TIME_FACTOR } from '../../game/settings.ts';
import { parsePublicUrl } from '../host/game-location.ts';
import { parseTeams } from '../host/settings.ts';
import { unbracketed } from '../../network/addresses/address.ts';
import { pinSchema } from '../../protocol/token.ts';
import { TIME_RULE, timeLimitSchema } from '../../quiz/questions/question-type.ts';
import { MAX_QUESTIONS, MAX_TEAMS } from '../../quiz/limits.ts';
import { toAsciiDigits } from '../../text/numbers.ts';

/** A value that `parse` accepts; undefined rejects it. `rule` completes the sentence "--option must be …". */
function value<Parsed>(rule: string, parse: (text: string) => Parsed | undefined) {
  const reader = z.transform((text: string, context): Parsed => {
    const parsed = parse(text);
    if (parsed !== undefined) return parsed;
    context.issues.push({ code: 'custom', message: `must be ${rule}`, input: text });
    return z.NEVER;
  });
  return z.pipe(z.string(), reader);
}

/** A whole number within bounds, both included. */
function wholeNumber(lowest: number, highest: number) {
  return value(`a whole number from ${lowest} to ${highest}`, (text) => {
    const number = /^\d+$/u.test(text) ? Number(text) : Number.NaN;
    return number >= lowest && number <= highest ? number : undefined;
  });
}

/** One of a few words. */
export function oneOf<const Words extends readonly [string, string, ...string[]]>(...words: Words) {
  const list = `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
  return value(list, (text): Words[number] | undefined => words.find((word) => word === text));
}

/** A port to listen on; 0 picks a free one. */
export const port = wholeNumber(0, 65_535);

/** A port that has to be known in advance. */
export const fixedPort = wholeNumber(1, 65_535);

export const playerCount = wholeNumber(1, 1_000_000);

export const questionCount = wholeNumber(1, MAX_QUESTIONS);

export const seconds = wholeNumber(1, 3600);

/** Seconds to answer a question; 0 means no limit. */
export const time = value(TIME_RULE, (text) =>
  /^\d+$/u.test(text) ? timeLimitSchema.safeParse(Number(text)).data : undefined,
);

/** A factor for time limits. */
export const timeFactor = value(
  `a number from ${MIN_TIME_FACTOR} to ${MAX_TIME_FACTOR}, such as 1.5`,
  (text) => {
    const factor = /^\d+(?:\.\d+)?$/u.test(text) ? Number(text) : Number.NaN;
    return factor >= MIN_TIME_FACTOR && factor <= MAX_TIME_FACTOR ? factor : undefined;
  },
);

/** An address to listen on, with or without the brackets that an IPv6 address has in a URL. */
export const bindAddress = value(
  'an address of this machine, such as 192.168.1.20',
  (text) => unbracketed(text.trim()) || undefined,
);

/** A folder as an absolute path, because messages and journals that name it may be read from other folders. */
export const folder = z.pipe(
  z.string(),
  z.transform((path) => resolve(path)),
);

export const pin = value('4 to 10 digits', (text) => pinSchema.safeParse(toAsciiDigits(text)).data);

/** The environment variable that passes a PIN without showing it in the list of processes. */
export const PIN_VARIABLE = 'TERMQUIZ_PIN';

/** Returns the PIN from the command line, or else from the environment; undefined if there is none. */
export function givenPin(argument: string | undefined): string | undefined {
  return toAsciiDigits(argument ?? process.env[PIN_VARIABLE] ?? '') || undefined;
}

const TEAM_COUNT = `2 to ${MAX_TEAMS}`;
export const teams = value(`${TEAM_COUNT}, or ${TEAM_COUNT} different names separated by commas`, parseTeams);

export const publicUrl = value(
  'an http, https, ws or wss URL, such as https://example.org/quiz',
  parsePublicUrl,
);

/** Host names, or undefined if there are none. Converts names in other scripts to ASCII, as browsers do. */
export const hostNames = z.pipe(
  z.array(value('a name without scheme, port or path, such as quiz.example.org', parseHostName)),
  z.transform((names) => (names.length > 0 ? names : undefined)),
);

function parseHostName(text: string): string | undefined {
  const name = /[:/?#@\\]/u.test(text) ? '' : domainToASCII(text).replace(/\.$/u, '');
  return HOST_NAME.test(name) ? name : undefined;
}

const HOST_NAME = /^[a-z\d_-]{1,63}(?:\.[a-z\d_-]{1,63})*$/u;

/** How to reach the game. */
export const transport = z._default(oneOf('auto', 'websocket', 'long-polling', 'polling'), 'auto');
