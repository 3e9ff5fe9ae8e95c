import { createHash } from 'node:crypto';
import { nanoid } from 'nanoid';

/** A seat's secret for a client that brings none: 22 characters, 132 bits. */
export function makeToken(): string {
  return nanoid(22);
}

/** What is kept of a token, in memory and on disk. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
