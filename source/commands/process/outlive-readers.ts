import { exitCodes } from './exit-codes.ts';
import { sayOnStderr } from './output.ts';

/**
 * Whoever reads the output may be gone before its end, as `head` is, or the program that runs a headless game: what is written
 * then is lost, and the command goes on. Output that is lost for another reason, such as a full disk, is a failure.
 */
export function outliveReaders(): void {
  for (const output of [process.stdout, process.stderr]) output.on('error', () => undefined);
  // Once: each write fails anew.
  process.stdout.once('error', ({ code, message }: NodeJS.ErrnoException) => {
    if (code === 'EPIPE' || process.stdout.isTTY) return;
    sayOnStderr(`The output cannot be written: ${message}`);
    process.once('exit', () => {
      process.exitCode = exitCodes.failed;
    });
  });
}
