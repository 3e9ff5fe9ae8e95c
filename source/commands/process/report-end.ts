import { type ExitCode, exitCodes } from './exit-codes.ts';
import { sayOnStderr } from './output.ts';
import type { ConnectionFailure } from '../../client/player-seat.ts';
import type { Bye } from '../../protocol/server-message.ts';

/** Says how a game ended once the screen is gone. One that somebody else cut short is a failure. */
export function reportEnd(end: Bye | ConnectionFailure): ExitCode {
  if (end.type === 'bye' && end.code === 'ended') {
    process.stdout.write(`${end.message}\n`);
    return exitCodes.done;
  }
  sayOnStderr(end.message);
  if (end.type === 'bye' && end.code === 'host-left') sayOnStderr(WAY_BACK);
  return exitCodes.failed;
}

/** For players as for who looks on. */
const WAY_BACK = 'If it goes on, the same command brings you back.';
