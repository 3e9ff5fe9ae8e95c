import { Box, Text, Transform } from 'ink';
import { useTheme } from '../hooks/use-theme.ts';
import type { TextStyle } from '../theme.ts';

interface BarProps {
  /** The number of filled cells, up to `width`. */
  readonly filled: number;
  readonly width: number;
  readonly style: TextStyle;
  /** Also draws the cells that are not filled. */
  readonly track?: boolean;
}

/** A horizontal bar. */
export function Bar({ filled, width, style, track = false }: BarProps) {
  const { styles } = useTheme();
  const cells = Math.max(0, Math.min(width, Math.round(filled)));
  return (
    <Box width={width} height={1} flexShrink={0} overflow="hidden">
      <BlockLine style={style}>{'='.repeat(cells)}</BlockLine>
      {track && <BlockLine style={styles.barRest}>{'.'.repeat(Math.max(0, width - cells))}</BlockLine>}
    </Box>
  );
}

interface BlocksProps {
  /** One line: `#` for a filled cell of a digit, `=` for one of a bar, `.` for the bar's track, or a space. */
  readonly children: string;
  readonly style: TextStyle;
}

/**
 * A line of block characters. It is laid out as ASCII and translated afterwards: Ink measures every non-ASCII character
 * several times per frame, which would make digits and bars the most expensive part of a screen.
 */
export function BlockLine({ children, style }: BlocksProps) {
  const { symbols } = useTheme();
  const draw = (line: string) =>
    line.replaceAll('#', symbols.full).replaceAll('=', symbols.bar).replaceAll('.', symbols.rest);
  return (
    <Transform transform={draw}>
      <Text {...style}>{children}</Text>
    </Transform>
  );
}
