/** Exit codes, as documented in the README. */
export const exitCodes = {
  done: 0,
  failed: 1,
  usage: 2,
  hangup: 129,
  interrupted: 130,
  terminated: 143,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Says on stderr what is wrong and what to do. */
export function reportFailure(...lines: readonly string[]): void {
  for (const line of lines) process.stderr.write(`${line}\n`);
}

/** A bug or a broken machine: one line for everybody, the stack for who asks for it. */
export function reportCrash(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  reportFailure(
    `termquiz: ${message}`,
    'This should not have happened. Run it with DEBUG=termquiz to see where it did.',
  );
  if (process.env['DEBUG'] === 'termquiz' && error instanceof Error) reportFailure(String(error.stack));
}
