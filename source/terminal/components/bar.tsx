import { Text } from 'ink';
import { useTheme } from '../hooks/use-theme.ts';
import type { TextStyle } from '../theme.ts';

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
  const { styles, symbols } = useTheme();
  const cells = Math.max(0, Math.min(width, Math.round(filled)));
  return (
    <Text wrap="truncate-end">
      <Text {...style}>{symbols.full.repeat(cells)}</Text>
      <Text {...styles.barRest}>{(track ? symbols.rest : ' ').repeat(Math.max(0, width - cells))}</Text>
    </Text>
  );
}
