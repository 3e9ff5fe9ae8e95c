import { SOCKET_PATH, pathOfGame } from '../protocol/endpoints.ts';

/** A URL that others reach a game by, as it is typed but for a slash at its end; undefined where it is none. */
export function parsePublicUrl(typed: string): string | undefined {
  const text = typed.trim();
  const url = /^(?:https?|wss?):\/\/[^\s/]/iu.test(text) && URL.canParse(text) ? new URL(text) : undefined;
  if (!url || /\s/u.test(text)) return undefined;
  return `${url.protocol}//${url.host}${pathOfGame(url.pathname, SOCKET_PATH)}`;
}

/** The same for a WebSocket: ws or wss. */
export function webSocketUrl(publicUrl: string): string {
  return publicUrl.replace(/^http/u, 'ws');
}
