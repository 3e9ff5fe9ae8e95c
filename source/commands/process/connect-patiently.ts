import { getDefaultAutoSelectFamilyAttemptTimeout, setDefaultAutoSelectFamilyAttemptTimeout } from 'node:net';

/**
 * What one of a name's addresses may take to connect, in milliseconds. Node gives up each but the last after 250 ms, in
 * place of letting it go on beside the next one: where IPv6 leads nowhere, a far host could not be reached by IPv4 either.
 * An IPv6 that swallows everything costs each connection so much.
 *
 * @see https://nodejs.org/api/net.html#socketconnectoptions-connectlistener
 * @see https://www.rfc-editor.org/rfc/rfc8305#section-5
 */
const ADDRESS_WITHIN_MS = 1000;

/** Gives each address of a name the time that far hosts need, or as much as Node was told to. */
export function connectPatiently(): void {
  const givenMs = getDefaultAutoSelectFamilyAttemptTimeout();
  setDefaultAutoSelectFamilyAttemptTimeout(Math.max(ADDRESS_WITHIN_MS, givenMs));
}
