import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import { useTheme } from '../hooks/use-theme.ts';
import { truncate, widthOf } from '../../text/width.ts';

interface TitledBoxProps {
  readonly title: string;
  /** Including the frame, like `rows`. */
  readonly columns: number;
  readonly rows: number;
  /** Empty rows between the children. */
  readonly gap?: number;
  readonly children: ReactNode;
}

/** A frame with a title in its top edge, and its children in the middle. */
export function TitledBox({ title, columns, rows, gap = 0, children }: TitledBoxProps) {
  const { ascii, styles, symbols } = useTheme();
  const { left, edge, right } = symbols.frame;
  const start = truncate(`${left}${edge} ${title} `, Math.max(0, columns - 2), symbols.ellipsis);
  const line = edge.repeat(Math.max(0, columns - widthOf(start) - 1));
  return (
    <Box flexDirection="column" flexShrink={0}>
      <Text {...styles.accent}>{start + line + right}</Text>
      <Box
        borderStyle={ascii ? 'classic' : 'round'}
        borderTop={false}
        {...(styles.accent.color !== undefined && { borderColor: styles.accent.color })}
        flexDirection="column"
        alignItems="center"
        justifyContent="center"
        width={columns}
        height={rows - 1}
        overflow="hidden"
      >
        {/* One box for all, because Yoga rounds half a row down for a text but up for a box. */}
        <Box flexDirection="column" alignItems="center" rowGap={gap} flexShrink={0}>
          {children}
        </Box>
      </Box>
    </Box>
  );
}
