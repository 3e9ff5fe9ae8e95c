import { type GameInfo, commandOf } from '../protocol/game-info.ts';
import { PROTOCOL, VERSION } from '../protocol/version.ts';
import type { LinkFailure } from './transport.ts';

/** The failure where a termquiz answers whose protocol is not ours. */
export function otherProtocol(game: GameInfo): LinkFailure {
  const command = commandOf(game);
  const advice =
    command === undefined ? 'Ask the host which version to join with.' : `Join with the host's: ${command}`;
  const message = `The host's termquiz speaks protocol ${game.protocol}, this one (${VERSION}) protocol ${PROTOCOL}: they do not understand each other. ${advice}`;
  return { message, isFinal: true };
}
