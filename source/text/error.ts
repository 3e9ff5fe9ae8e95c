/** Says why a file or a folder could not be read. */
export function readFailure(error: unknown): string {
  return READ_FAILURES[errorCode(error)] ?? errorMessage(error);
}

/** The message for a folder where a file is expected. */
export const FOLDER = 'this is a folder, not a file.';

const READ_FAILURES: Partial<Record<string, string>> = {
  ENOENT: 'no such file.',
  ENOTDIR: 'no such file.',
  EISDIR: FOLDER,
  EACCES: 'no permission to read it.',
  EPERM: 'no permission to read it.',
};

/** The code of a failed system call, such as `ENOENT`; empty for other errors. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

export function errorMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
