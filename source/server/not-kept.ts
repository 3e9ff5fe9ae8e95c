/**
 * What the host is told where a game cannot be kept, in sentences. What matters comes first: small screens have two lines.
 *
 * @param file The journal, where there was one so far.
 */
export function notKept(error: unknown, file?: string): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const details = error instanceof Error ? error.message : String(error);
  const since = file === undefined ? '' : ' any more';
  const journal = file === undefined ? '' : ` Journal: ${file}`;
  const reason = REASONS[code] ?? 'its journal cannot be written';
  return `This game is not kept${since}: ${reason}. It goes on, but cannot be resumed.${journal} (${details})`;
}

const REASONS: Partial<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'your share of the disk is full',
  EROFS: 'the disk is read-only',
  EACCES: 'its folder may not be written',
  EPERM: 'its folder may not be written',
  EIO: 'the disk has failed',
};
