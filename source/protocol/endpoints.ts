/** Where a game is served: QUIZ on a phone keypad. */
export const DEFAULT_PORT = 7849;

/** What is said of a game to anybody who asks. */
export const INFO_PATH = '/v1';

export const SOCKET_PATH = '/v1/socket';

/** What a WebSocket has to offer. */
export const SUBPROTOCOL = 'termquiz.v1';
