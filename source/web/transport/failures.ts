import type { TransportFailure } from '../../client/transport/transport.ts';

/** Browsers do not say why a connection fails, but the page came from the game, so the device has probably left the host's network. */
export const UNREACHABLE: TransportFailure = {
  message: "Cannot reach the game. Are you still on the host's network?",
  isFinal: false,
};

/** The failure of a WebSocket that did not open, or that opened but carried nothing. */
export const BLOCKED: TransportFailure = { ...UNREACHABLE, isBlocked: true };

/** The failure of a connection that broke. */
export const LOST: TransportFailure = {
  message: "The connection to the game was lost. Are you still on the host's network?",
  isFinal: false,
};

/** The failure at a game that was updated since the page was loaded. */
export const OUTDATED: TransportFailure = {
  message: 'This page is older than the game. Reload it.',
  isFinal: true,
};

/** The failure in a response that does not come from a game. */
export const FOREIGN: TransportFailure = {
  message:
    "Something other than the game responds here. Is the game still running? Check the address on the host's screen.",
  isFinal: true,
  isForeign: true,
};
