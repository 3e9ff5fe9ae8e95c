import type { Signs } from '../words/game.ts';

/** The signs in the page's texts. Browsers can display all of them. */
export const SIGNS: Signs & { readonly times: string; readonly dash: string } = {
  dot: '·',
  ellipsis: '…',
  times: '×',
  dash: '–',
};
