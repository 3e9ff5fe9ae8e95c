import { Box, Text } from 'ink';
import type { Size } from '../hooks/use-size.ts';
import { useTheme } from '../hooks/use-theme.ts';
import { formatNumber } from '../../text/numbers.ts';
import { truncate, widthOf } from '../../text/width.ts';

interface NameCloudProps {
  /** The newest first. Names that do not fit are counted. */
  readonly names: readonly string[];
  /** The number of players, which may be greater than the number of names. */
  readonly total: number;
  readonly size: Size;
}

/** Names side by side, in as many rows as fit. */
export function NameCloud({ names, total, size }: NameCloudProps) {
  const { styles, symbols } = useTheme();
  const { lines, shown } = flow(names, size, `  ${symbols.dot}  `, symbols.ellipsis);
  const hidden = total - shown;
  return (
    <Box flexDirection="column" alignItems="center" flexShrink={0}>
      {lines.map((line, row) => (
        <Text key={row} {...(row === 0 ? styles.strong : {})}>
          {line}
        </Text>
      ))}
      {hidden > 0 && size.rows > 0 && <Text {...styles.faint}>{`and ${formatNumber(hidden)} more`}</Text>}
    </Box>
  );
}

interface Flow {
  readonly lines: readonly string[];
  /** The number of names in the lines. */
  readonly shown: number;
}

/** Arranges the names in lines, and leaves the last row free for the count of those that do not fit. */
function flow(names: readonly string[], { columns, rows }: Size, separator: string, ellipsis: string): Flow {
  const lines: string[][] = [];
  let left = 0;
  for (const name of names) {
    const shown = truncate(name, columns, ellipsis);
    const needed = widthOf(separator) + widthOf(shown);
    const line = lines.at(-1);
    if (line && needed <= left) {
      line.push(shown);
      left -= needed;
    } else {
      lines.push([shown]);
      left = columns - widthOf(shown);
    }
  }
  const kept = lines.slice(0, Math.max(0, rows - 1));
  return { lines: kept.map((line) => line.join(separator)), shown: kept.flat().length };
}
