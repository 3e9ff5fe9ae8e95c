import { cleanText } from '../../text/clean.ts';
import { removeInvisible } from '../../text/look-alike.ts';
import { isPrintableAscii, widthUpTo } from '../../text/width.ts';

/** In terminal cells. */
const MAX_NAME_WIDTH = 24;

/** Cleans a typed name. Returns undefined if nothing visible is left, or more than 24 terminal cells. */
export function parsePlayerName(typed: string): string | undefined {
  const clean = cleanText(typed);
  const name = isPrintableAscii(clean) ? clean : cleanText(removeInvisible(clean));
  const width = widthUpTo(MAX_NAME_WIDTH, name);
  return width >= 1 && width <= MAX_NAME_WIDTH ? name : undefined;
}
