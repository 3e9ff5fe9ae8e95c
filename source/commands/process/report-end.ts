import { type ExitCode, exitCodes } from './exit-codes.ts';
import { sayOnStderr } from './output.ts';
import type { ConnectionFailure } from '../../client/player-seat.ts';
import type { Bye } from '../../protocol/server-message.ts';

/** Prints how the game ended, once the screen is closed. A game that did not end normally is a failure. */
export function reportEnd(end: Bye | ConnectionFailure): ExitCode {
  if (end.type === 'bye' && end.code === 'ended') {
    process.stdout.write(`${end.message}\n`);
    return exitCodes.done;
  }
  sayOnStderr(end.message);
  if (end.type === 'bye' && end.code === 'host-left') sayOnStderr(WAY_BACK);
  return exitCodes.failed;
}

/** For players and watchers. */
const WAY_BACK = 'If the game resumes, run the same command to come back.';
