/** Why a file cannot be read, in a sentence. */
export function readFailure(error: unknown): string {
  return READ_FAILURES[codeOf(error)] ?? messageOf(error);
}

const READ_FAILURES: Partial<Record<string, string>> = {
  ENOENT: 'there is no such file.',
  ENOTDIR: 'there is no such file.',
  EISDIR: 'this is a folder, not a file.',
  EACCES: 'this file may not be read.',
  EPERM: 'this file may not be read.',
};

/** The code of a system call that failed, such as `ENOENT`; empty where it is something else. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
