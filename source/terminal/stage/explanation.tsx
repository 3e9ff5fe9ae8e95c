import { Box, Text } from 'ink';
import { useKeyPresses } from '../hooks/use-key-presses.ts';
import { useLatestState } from '../hooks/use-latest-state.ts';
import { useTheme } from '../hooks/use-theme.ts';
import { letterOf, scrollOf } from '../keys.ts';
import { isNarrow } from '../ui/layout.ts';
import { fit, widthOf, wrap } from '../../text/width.ts';

interface ExplanationProps {
  readonly text: string;
  readonly columns: number;
  readonly rows: number;
  /** Whether the page keys scroll something else. */
  readonly bracketsOnly: boolean;
}

/** Why an answer is correct. Scrolls if it does not fit, with marks that say where there is more. */
export function Explanation({ text, columns, rows, bracketsOnly }: ExplanationProps) {
  const { styles, symbols } = useTheme();
  const word = isNarrow(columns) ? '' : ' more';
  const markWidth = explanationRows(text, columns) > rows ? widthOf(symbols.below + word) + 1 : 0;
  const lines = wrap(text, columns - EDGE_WIDTH - markWidth);
  const last = Math.max(0, lines.length - rows);
  const top = useLatestState(() => 0);
  useKeyPresses((keyPress) => {
    const isBracket = letterOf(keyPress) === '[' || letterOf(keyPress) === ']';
    const pages = bracketsOnly && !isBracket ? 0 : (scrollOf(keyPress, true) ?? 0);
    const to = Math.min(top.latest(), last) + pages * Math.max(1, rows - 1);
    if (pages !== 0) top.set(Math.max(0, Math.min(last, to)));
  }, last > 0);
  const first = Math.min(top.value, last);
  const visible = lines.slice(first, first + rows);
  return (
    <Box flexDirection="column" flexShrink={0}>
      {visible.map((line, row) => {
        const isAbove = row === 0 && first > 0;
        const isBelow = row === visible.length - 1 && first < last;
        const mark = isBelow ? symbols.below + word : isAbove ? symbols.above + word : '';
        return (
          <Box key={row} height={1}>
            <Text {...styles.accent}>{fit(symbols.side, EDGE_WIDTH)}</Text>
            <Text>{fit(line, columns - EDGE_WIDTH - markWidth)}</Text>
            <Text {...styles.accent}>{markWidth > 0 ? ` ${fit(mark, markWidth - 1)}` : ''}</Text>
          </Box>
        );
      })}
    </Box>
  );
}

/** The fewest rows for a longer explanation. Tiles move to make room for them. */
export const LEAST_EXPLANATION = 2;

/** The rows that a whole explanation takes. */
export function explanationRows(text: string, columns: number): number {
  return text === '' ? 0 : wrap(text, columns - EDGE_WIDTH).length;
}

const EDGE_WIDTH = 2;
