import type { ConnectionFailure } from '../client/player-seat.ts';
import type { Bye } from '../protocol/server-message.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { sayOnStderr } from './say-on-stderr.ts';

/** Says how a game ended once the screen is gone. One that somebody else cut short is a failure. */
export function reportEnd(end: Bye | ConnectionFailure): ExitCode {
  if (end.type === 'bye' && end.code === 'ended') {
    process.stdout.write(`${end.message}\n`);
    return exitCodes.done;
  }
  sayOnStderr(end.message);
  return exitCodes.failed;
}
