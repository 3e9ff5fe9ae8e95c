import { Box, Text } from 'ink';
import { useContext } from 'react';
import { MotionContext, useMotion } from '../hooks/use-motion.ts';
import type { Size } from '../hooks/use-size.ts';
import { useTheme } from '../hooks/use-theme.ts';

/** How long the confetti falls, in milliseconds. */
const DURATION_MS = 2200;

/** When the pieces begin to burst out of the middle, and how long that takes, in milliseconds. */
const BURST_AT_MS = 500;
const BURST_MS = 900;

/** The time in which a piece falls half a row, in milliseconds. All pieces together have to stay below 4 kB of output a second. */
const FALL_MS = 700;

/** Cells for each piece, and the maximum number of pieces. */
const CELLS_PER_PIECE = 36;
const MAX_PIECES = 36;

/** Confetti behind whatever is drawn after it: bursts soon after it is on the screen. Nothing without motion. */
export function Confetti({ size }: { readonly size: Size }) {
  const { confetti, symbols } = useTheme();
  const moves = useContext(MotionContext);
  const atMs = useMotion(DURATION_MS, size.columns) * DURATION_MS;
  const count = Math.min(MAX_PIECES, Math.floor((size.columns * size.rows) / CELLS_PER_PIECE));
  if (!moves || atMs >= DURATION_MS) return null;
  return Array.from({ length: count }, (_, index) => {
    const { column, halfRow } = positionOf(index, size, atMs);
    const [upper, lower] = symbols.confetti;
    if (halfRow < 0 || halfRow >= size.rows * 2) return null;
    return (
      <Box key={index} position="absolute" top={Math.floor(halfRow / 2)} left={column}>
        <Text {...(confetti[index % confetti.length] ?? {})}>
          {(halfRow % 2 === 0 ? upper : lower).repeat(1 + (index % MAX_WIDTH))}
        </Text>
      </Box>
    );
  });
}

/**
 * Returns where a piece is, with its row in halves of rows; -1 before it has burst.
 *
 * @param atMs The time since the confetti began, in milliseconds.
 */
function positionOf(
  index: number,
  { columns, rows }: Size,
  atMs: number,
): { readonly column: number; readonly halfRow: number } {
  const column = Math.floor(scatter(index * 3) * (columns - MAX_WIDTH));
  const start = Math.floor(scatter(index * 3 + 1) * (rows * 2 - 2));
  const distance = Math.hypot((column * 2) / columns - 1, start / rows - 1) / Math.SQRT2;
  const burstMs = atMs - BURST_AT_MS - distance * BURST_MS;
  if (burstMs < 0) return { column, halfRow: -1 };
  // Not all at once, so that the output stays small.
  const fallen = Math.floor(burstMs / FALL_MS + scatter(index * 3 + 2));
  return { column, halfRow: start + fallen };
}

/** In cells. */
const MAX_WIDTH = 2;

/** Returns a number from 0 to 1, always the same for the same index, but without an order that the eye can see. */
function scatter(index: number): number {
  const value = Math.sin((index + 1) * 12.9898) * 43_758.5453;
  return value - Math.floor(value);
}
