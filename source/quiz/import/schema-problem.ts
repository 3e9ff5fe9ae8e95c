import type * as z from 'zod/mini';
import { issueMessages } from '../issue-messages.ts';

/** The first thing that is wrong with a value, in the words of `termquiz check`. */
export function schemaProblem(error: z.core.$ZodError, value: unknown): string {
  const [issue] = error.issues;
  if (!issue) return 'it is not valid';
  const [first] = issueMessages(issue, valueAt(value, issue.path) === undefined);
  // The path is that of a question alone: it is "the file" to whoever writes a whole one.
  return first?.message.replace(/^the file /u, 'it ') ?? 'it is not valid';
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (found, key) =>
      typeof found === 'object' && found !== null && Object.hasOwn(found, key)
        ? Object.entries(found).find(([name]) => name === String(key))?.[1]
        : undefined,
    value,
  );
}
