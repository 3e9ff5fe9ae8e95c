import { getDefaultAutoSelectFamilyAttemptTimeout, setDefaultAutoSelectFamilyAttemptTimeout } from 'node:net';
import { exitCodes } from './process/exit-codes.ts';
import { printError } from './process/output.ts';
import { reportCrash } from './process/signals.ts';
import { runProgram } from './program.ts';

ignoreBrokenPipes();
raiseConnectTimeout();
try {
  process.exitCode = await runProgram(process.argv.slice(2));
} catch (error) {
  process.exitCode = exitCodes.failed;
  reportCrash(error);
}

/**
 * Lets a command finish when nobody reads its output any longer, as in `termquiz report | head`. If output is lost for another
 * reason, such as a full disk, the command fails.
 */
function ignoreBrokenPipes(): void {
  for (const output of [process.stdout, process.stderr]) output.on('error', () => undefined);
  // Once, because every further write fails as well.
  process.stdout.once('error', ({ code, message }: NodeJS.ErrnoException) => {
    if (code === 'EPIPE' || process.stdout.isTTY) return;
    printError(`Could not write the output: ${message}`);
    process.once('exit', () => {
      process.exitCode = exitCodes.failed;
    });
  });
}

/**
 * Gives each address of a host name at least a second to connect, or longer if Node is configured so. Node's 250 ms are too
 * short for a distant host: where IPv6 is broken, Node would give up on IPv4 as well.
 *
 * @see https://nodejs.org/api/net.html#socketconnectoptions-connectlistener
 * @see https://www.rfc-editor.org/rfc/rfc8305#section-5
 */
function raiseConnectTimeout(): void {
  const currentMs = getDefaultAutoSelectFamilyAttemptTimeout();
  setDefaultAutoSelectFamilyAttemptTimeout(Math.max(1000, currentMs));
}
