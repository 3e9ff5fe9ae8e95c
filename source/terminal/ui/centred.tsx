import { Box } from 'ink';
import type { ReactNode } from 'react';

interface CentredProps {
  readonly rows: number;
  /** Empty rows between the children. */
  readonly gap?: number;
  /** In the middle from left to right as well. */
  readonly isAcross?: boolean;
  readonly children: ReactNode;
}

/**
 * Its children in the middle of the rows. They are in a box of their own, because half a row is rounded down for a text and
 * up for a box: beside each other one would cover the other.
 */
export function Centred({ rows, gap = 0, isAcross = false, children }: CentredProps) {
  return (
    <Box height={rows} flexDirection="column" justifyContent="center" flexShrink={0} overflow="hidden">
      <Box flexDirection="column" rowGap={gap} alignItems={isAcross ? 'center' : 'stretch'} flexShrink={0}>
        {children}
      </Box>
    </Box>
  );
}
