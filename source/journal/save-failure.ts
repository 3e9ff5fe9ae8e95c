import { errorCode, errorMessage } from '../text/error.ts';

/**
 * The warning that a game cannot be saved. What matters comes first: small screens show two lines.
 *
 * @param file The journal, if the game was saved to it so far.
 */
export function saveFailureWarning(error: unknown, file?: string): string {
  const reason = REASONS[errorCode(error)] ?? 'its journal cannot be written';
  const details = `(${errorMessage(error)})`;
  return file === undefined
    ? `This game is not being saved: ${reason}. It continues, but cannot be resumed. ${details}`
    : `This game is no longer being saved: ${reason}. It continues, but cannot be resumed. Journal: ${file} ${details}`;
}

const REASONS: Partial<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'your disk quota is used up',
  EROFS: 'the disk is read-only',
  EACCES: 'you may not write to its folder',
  EPERM: 'you may not write to its folder',
  EIO: 'the disk has failed',
};
