import { Text } from 'ink';
import { useTheme } from '../hooks/use-theme.ts';
import { fitCentre, wrap } from '../text.ts';
import type { TextStyle } from '../theme.ts';

interface LinesProps {
  readonly children: string;
  readonly columns: number;
  readonly style?: TextStyle;
  /** The most rows; the text is cut at the end of the last one. */
  readonly rows?: number;
  readonly isCentred?: boolean;
}

/** Text broken into lines, each a row of its own. */
export function Lines({ children, columns, style, rows = Infinity, isCentred = false }: LinesProps) {
  const { symbols } = useTheme();
  return wrap(children, columns, rows, symbols.ellipsis).map((line, row) => (
    <Text key={row} {...style} wrap="truncate-end">
      {isCentred ? fitCentre(line, columns) : line}
    </Text>
  ));
}
