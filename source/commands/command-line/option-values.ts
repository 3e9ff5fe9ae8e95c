import { resolve } from 'node:path';
import { InvalidArgumentError } from 'commander';
import { parsePublicUrl } from '../host/reach.ts';
import { parseTeams } from '../host/settings.ts';
import { TIME_RULE, timeLimit } from '../../quiz/questions/question-type.ts';
import { MAXIMUM_TEAMS } from '../../quiz/quiz.ts';
import { unbracketed } from '../../network/addresses/address.ts';

/** Reads a whole number within bounds, both of them included. */
export function integer(lowest: number, highest: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/u.test(text) && value >= lowest && value <= highest) return value;
    throw new InvalidArgumentError(`It must be a whole number from ${lowest} to ${highest}.`);
  };
}

/** Reads a port, or 0 for any. */
export const port = integer(0, 65_535);

/** Reads one port, which has to be a certain one. */
export const fixedPort = integer(1, 65_535);

/** Reads an address to listen on, with or without the brackets that an IPv6 address has in a URL. */
export function bindAddress(text: string): string {
  const address = unbracketed(text.trim());
  if (address !== '') return address;
  throw new InvalidArgumentError('It must be an address of this machine, such as 192.168.1.20.');
}

/** Reads a folder, as a whole path: what is told of it holds in any folder. */
export function folder(path: string): string {
  return resolve(path);
}

/** Reads how many players. */
export const playerCount = integer(1, 1_000_000);

/** Reads the seconds of a question; 0 is no limit. */
export function time(text: string): number {
  const value = /^\d+$/u.test(text) ? timeLimit.safeParse(Number(text)).data : undefined;
  if (value !== undefined) return value;
  throw new InvalidArgumentError(`It must be ${TIME_RULE}.`);
}

export function teams(text: string): readonly string[] {
  const parsed = parseTeams(text);
  if (parsed) return parsed;
  const count = `2 to ${MAXIMUM_TEAMS}`;
  throw new InvalidArgumentError(
    `It must be ${count}, or ${count} different names with commas between them.`,
  );
}

export function pin(text: string): string {
  if (/^\d{4,10}$/u.test(text)) return text;
  throw new InvalidArgumentError('It must have 4 to 10 digits.');
}

export function publicUrl(text: string): string {
  const parsed = parsePublicUrl(text);
  if (parsed !== undefined) return parsed;
  throw new InvalidArgumentError(
    'It must be an http, https, ws or wss URL, such as https://example.org/quiz.',
  );
}
