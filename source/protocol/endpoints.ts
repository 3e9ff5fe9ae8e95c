import packageJson from '../../package.json' with { type: 'json' };

/** Where a game is served: QUIZ on a phone keypad. */
export const DEFAULT_PORT = 7849;

/** What is said of a game to anybody who asks. */
export const INFO_PATH = '/v1';

export const SOCKET_PATH = '/v1/socket';

/** Over HTTP: where a seat is taken, and given up. */
export const PLAYERS_PATH = '/v1/players';
export const OWN_PLAYER_PATH = '/v1/players/me';

/** Over HTTP: what to show now. */
export const VIEWS_PATH = '/v1/views';

/** Over HTTP: where answers go. */
export const ANSWERS_PATH = '/v1/answers';

/** The longest that a request for views is held, in seconds. */
export const MAX_HOLD_S = 60;

/** How long clients wait for a game to resume after its host has left, in milliseconds. */
export const RESUME_WITHIN_MS = 12 * 60 * 60_000;

/** What a WebSocket has to offer. */
export const SUBPROTOCOL = 'termquiz.v1';

/**
 * The path that a game is served below, without slashes at its end; empty at the root.
 *
 * @param path Of a URL that leads to the game, or to one of the paths above below it.
 * @param asked Which of them that would be.
 */
export function basePath(path: string, asked: string): string {
  const whole = withoutLastSlashes(path);
  return whole.endsWith(asked) ? withoutLastSlashes(whole.slice(0, -asked.length)) : whole;
}

function withoutLastSlashes(path: string): string {
  return path.replace(/\/+$/u, '');
}

/** What a termquiz answers, with 404, to who asks for a path that it has not. */
export const NOT_FOUND_BODY = 'There is nothing here. See / for how to join.';

/** The version of the wire. */
export const PROTOCOL = 1;

/** The version of the program, as on npm. */
export const VERSION: string = packageJson.version;
