import { Box } from 'ink';
import { useTheme } from '../hooks/use-theme.ts';
import type { TextStyle } from '../theme.ts';
import { Blocks } from './blocks.tsx';

interface BarProps {
  /** Filled cells, of `width`. */
  readonly filled: number;
  readonly width: number;
  readonly style: TextStyle;
  /** Draws what is not filled as well. */
  readonly track?: boolean;
}

/** A horizontal bar. */
export function Bar({ filled, width, style, track = false }: BarProps) {
  const { styles } = useTheme();
  const cells = Math.max(0, Math.min(width, Math.round(filled)));
  return (
    <Box width={width} height={1} flexShrink={0} overflow="hidden">
      <Blocks style={style}>{'='.repeat(cells)}</Blocks>
      {track && <Blocks style={styles.barRest}>{'.'.repeat(Math.max(0, width - cells))}</Blocks>}
    </Box>
  );
}
