/** Where a game is served: QUIZ on a phone keypad. */
export const DEFAULT_PORT = 7849;

/** What is said of a game to anybody who asks. */
export const INFO_PATH = '/v1';

export const SOCKET_PATH = '/v1/socket';

/** Over HTTP: what to show now. */
export const VIEWS_PATH = '/v1/views';

/** What a WebSocket has to offer. */
export const SUBPROTOCOL = 'termquiz.v1';
