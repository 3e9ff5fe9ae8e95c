import { Text } from 'ink';
import { useTheme } from '../hooks/use-theme.ts';
import { truncate } from '../text.ts';
import type { TextStyle } from '../theme.ts';

interface LineProps {
  readonly children: string;
  /** The most cells. */
  readonly columns: number;
  readonly style?: TextStyle;
}

/** One row of text, which tells where it was cut. Ink's own cutting knows no ASCII. */
export function Line({ children, columns, style }: LineProps) {
  const { symbols } = useTheme();
  return (
    <Text {...style} wrap="truncate-end">
      {truncate(children, columns, symbols.ellipsis)}
    </Text>
  );
}
