import { Text } from 'ink';
import { useTheme } from '../hooks/use-theme.ts';
import type { TextStyle } from '../theme.ts';
import { fitCentre, truncate, wrap } from '../../text/width.ts';

interface LineProps {
  readonly children: string;
  /** The most cells. */
  readonly columns: number;
  readonly style?: TextStyle;
}

/** One row of text, which tells where it was cut. Ink's own cutting knows no ASCII. */
export function TruncatedText({ children, columns, style }: LineProps) {
  const { symbols } = useTheme();
  return (
    <Text {...style} wrap="truncate-end">
      {truncate(children, columns, symbols.ellipsis)}
    </Text>
  );
}

interface LinesProps {
  readonly children: string;
  readonly columns: number;
  readonly style?: TextStyle;
  /** The most rows; the text is cut at the end of the last one. */
  readonly rows?: number;
  readonly isCentred?: boolean;
}

/** Text broken into lines, each a row of its own. */
export function WrappedText({ children, columns, style, rows = Infinity, isCentred = false }: LinesProps) {
  const { symbols } = useTheme();
  return wrap(children, columns, rows, symbols.ellipsis).map((line, row) => (
    <Text key={row} {...style} wrap="truncate-end">
      {isCentred ? fitCentre(line, columns) : line}
    </Text>
  ));
}

interface NoticeProps {
  readonly children: string;
  readonly columns: number;
}

/** A sentence in the footer, in place of the keys. */
export function Notice({ children, columns }: NoticeProps) {
  const { styles } = useTheme();
  return (
    <TruncatedText columns={columns} style={styles.bad}>
      {children}
    </TruncatedText>
  );
}
