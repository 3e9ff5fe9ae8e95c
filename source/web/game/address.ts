/** The parts of `window` with the page's address. */
export interface AddressWindow {
  readonly location: { readonly href: string; reload(): void };
  readonly history: {
    readonly state: unknown;
    replaceState(state: unknown, unused: string, url: string): void;
  };
}

/** More than the longest code, with the spaces and dashes that people put into it. */
const MAX_CODE_LENGTH = 20;

/** Returns the URL of the game that serves the page, without a slash at its end. */
export function gameUrl({ location }: AddressWindow): string {
  return new URL('.', location.href).href.replace(/\/+$/u, '');
}

/**
 * Returns the PIN or the move code in the page's address, and removes it from the address, so that it neither stays in the
 * history nor is shared by accident. Empty if there is none.
 */
export function takeCode({ location, history }: AddressWindow): string {
  const { hash, pathname, search } = new URL(location.href);
  if (hash === '') return '';
  history.replaceState(history.state, '', pathname + search);
  return /^#[\w -]*$/u.test(decoded(hash))
    ? decoded(hash)
        .slice(1, 1 + MAX_CODE_LENGTH)
        .trim()
    : '';
}

function decoded(hash: string): string {
  try {
    return decodeURIComponent(hash);
  } catch {
    // A stray percent sign.
    return '';
  }
}
