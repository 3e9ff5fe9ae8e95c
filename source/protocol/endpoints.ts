import packageJson from '../../package.json' with { type: 'json' };

/** QUIZ on a phone keypad. */
export const DEFAULT_PORT = 7849;

/** Describes the game to anybody, without a PIN. */
export const INFO_PATH = '/v1';

export const SOCKET_PATH = '/v1/socket';

/** Over HTTP: takes a seat. */
export const PLAYERS_PATH = '/v1/players';

/** Over HTTP: gives up the seat. */
export const OWN_PLAYER_PATH = '/v1/players/me';

/** Over HTTP: returns a code with which another device can continue the seat. */
export const MOVE_PATH = '/v1/players/me/move';

/** Over HTTP: returns the newest views. */
export const VIEWS_PATH = '/v1/views';

/** Over HTTP: changes the player's name. */
export const NAME_PATH = '/v1/players/me/name';

/** Over HTTP: takes answers. */
export const ANSWERS_PATH = '/v1/answers';

/** Over HTTP: returns what happened at a closed question. */
export const REVIEWS_PATH = '/v1/reviews';

/** The longest that a request for views can be held, in seconds. */
export const MAX_HOLD_S = 60;

/** The longest that a join waits for the check of its PIN, in milliseconds. After that, it is rejected, and may be repeated. */
export const MAX_PIN_WAIT_MS = 30_000;

/** How long clients wait for a game to resume after its host has left, in milliseconds. */
export const RESUME_WITHIN_MS = 12 * 60 * 60_000;

/** The WebSocket subprotocol that clients must offer. */
export const SUBPROTOCOL = 'termquiz.v1';

/** The body of a 404 response, by which clients recognise a termquiz server. */
export const NOT_FOUND_BODY = 'There is nothing here. See / for how to join.';

/** The body of a 421 response, to a request for a name that is not the game's. */
export const FOREIGN_HOST_BODY =
  'This game does not know this host name. Use its IP address, or start it with --allow-host and the name.';

/** The version of the protocol. */
export const PROTOCOL = 1;

/** The version of termquiz, as on npm. */
// Pure, so that the page, which does not need it, is built without package.json.
export const VERSION = /* @__PURE__ */ ownVersion();

function ownVersion(): string {
  return packageJson.version;
}

/**
 * Returns the URL of the page on which people play in a browser.
 *
 * @param base The game's http or https URL without a slash at its end.
 * @param code A PIN or a move code, which the page fills in. It is the fragment, which browsers do not send.
 */
export function pageUrl(base: string, code: string): string {
  return `${base}/#${encodeURIComponent(code)}`;
}

/**
 * Returns the path below which a game is served, without trailing slashes; empty at the root.
 *
 * @param path The path of a URL that leads to the game itself or to one of its endpoints.
 * @param endpoint That endpoint.
 */
export function basePath(path: string, endpoint: string): string {
  const trimmed = trimTrailingSlashes(path);
  return trimmed.endsWith(endpoint) ? trimTrailingSlashes(trimmed.slice(0, -endpoint.length)) : trimmed;
}

function trimTrailingSlashes(path: string): string {
  return path.replace(/\/+$/u, '');
}
