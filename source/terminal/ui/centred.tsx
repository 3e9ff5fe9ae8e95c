import { Box } from 'ink';
import type { ReactNode } from 'react';

interface CentredProps {
  readonly rows: number;
  /** Empty rows between the children. */
  readonly gap?: number;
  /** Also centres the children horizontally. */
  readonly horizontally?: boolean;
  readonly children: ReactNode;
}

/**
 * Centres its children vertically. They share one inner box, because Yoga rounds half a row down for a text but up for a
 * box, so that siblings could overlap.
 */
export function Centred({ rows, gap = 0, horizontally = false, children }: CentredProps) {
  return (
    <Box height={rows} flexDirection="column" justifyContent="center" flexShrink={0} overflow="hidden">
      <Box
        flexDirection="column"
        rowGap={gap}
        alignItems={horizontally ? 'center' : 'stretch'}
        flexShrink={0}
      >
        {children}
      </Box>
    </Box>
  );
}
