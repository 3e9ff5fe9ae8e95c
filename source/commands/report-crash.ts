import { messageOf } from './file-failure.ts';
import { sayOnStderr } from './say-on-stderr.ts';

/** A bug or a broken machine: one line for everybody, the stack for who asks for it. */
export function reportCrash(error: unknown): void {
  sayOnStderr(
    `termquiz: ${messageOf(error)}`,
    'This should not have happened. Run it with DEBUG=termquiz to see where it did.',
  );
  if (process.env['DEBUG'] === 'termquiz' && error instanceof Error) sayOnStderr(String(error.stack));
}
