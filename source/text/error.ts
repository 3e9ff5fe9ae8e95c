/** Why a file cannot be read, in a sentence. */
export function readFailure(error: unknown): string {
  return READ_FAILURES[errorCode(error)] ?? errorMessage(error);
}

const READ_FAILURES: Partial<Record<string, string>> = {
  ENOENT: 'there is no such file.',
  ENOTDIR: 'there is no such file.',
  EISDIR: 'this is a folder, not a file.',
  EACCES: 'this file may not be read.',
  EPERM: 'this file may not be read.',
};

/** The code of a system call that failed, such as `ENOENT`; empty where it is something else. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

export function errorMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
