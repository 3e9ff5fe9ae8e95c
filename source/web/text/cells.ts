/**
 * Returns a clean text unchanged. The build of the page replaces `source/text/cells.ts` with this file: browsers lay out clusters
 * of characters by themselves, and the host has already limited the marks in every text.
 */
export function boundClusters(text: string): string {
  return text;
}

/** Matches every text: no token is split for the sake of its width. */
export const HAS_PLAIN_WIDTH = /^/u;
