import { Box, Text } from 'ink';
import { useTheme } from '../hooks/use-theme.ts';
import type { TextStyle } from '../theme.ts';
import { fitCenter, truncate, wrap } from '../../text/width.ts';

interface TruncatedTextProps {
  readonly children: string;
  /** The width in cells. */
  readonly columns: number;
  readonly style?: TextStyle;
}

/** One row of text, cut with an ellipsis if it is too long. Ink's own ellipsis is not ASCII. */
export function TruncatedText({ children, columns, style }: TruncatedTextProps) {
  const { symbols } = useTheme();
  return (
    <Text {...style} wrap="truncate-end">
      {truncate(children, columns, symbols.ellipsis)}
    </Text>
  );
}

interface WrappedTextProps extends TruncatedTextProps {
  /** The maximum number of rows. Longer text is cut at the end of the last one. */
  readonly rows?: number;
  readonly isCentred?: boolean;
}

/** Text wrapped into lines. Each line is a `<Text>` of its own, which Ink draws much faster than one for all. */
export function WrappedText({
  children,
  columns,
  style,
  rows = Infinity,
  isCentred = false,
}: WrappedTextProps) {
  const { symbols } = useTheme();
  return (
    <Box flexDirection="column" flexShrink={0}>
      {wrap(children, columns, rows, symbols.ellipsis).map((line, row) => (
        <Text key={row} {...style} wrap="truncate-end">
          {isCentred ? fitCenter(line, columns) : line}
        </Text>
      ))}
    </Box>
  );
}

/** A message in the footer, shown instead of the keys. */
export function Notice({ children, columns }: Pick<TruncatedTextProps, 'children' | 'columns'>) {
  const { styles } = useTheme();
  return (
    <TruncatedText columns={columns} style={styles.bad}>
      {children}
    </TruncatedText>
  );
}
