const FIRST_MS = 250;
const LONGEST_MS = 5000;

/**
 * How long to wait before a try to connect again, in milliseconds: anything from 0 to a bound that doubles with each try
 * ("full jitter"), so that a room that lost its host does not come back all at once.
 *
 * @param tries How many have failed before, from 0.
 * @param random From 0 to 1, drawn for this try.
 * @see https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export function backoffMs(tries: number, random: number): number {
  return random * Math.min(LONGEST_MS, FIRST_MS * 2 ** tries);
}
