import { expect } from 'vitest';

/** Polls a value until the assertion that follows holds. */
export function until<Value>(read: () => Value) {
  return expect.poll(read, { timeout: TIMEOUT_MS });
}

const TIMEOUT_MS = 25_000;
