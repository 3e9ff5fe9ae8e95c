import { Box, Text } from 'ink';
import { useTheme } from '../hooks/use-theme.ts';
import { counted, fit, widthOf } from '../text.ts';

interface CodeProps {
  readonly code: { readonly language: string; readonly text: string };
  readonly columns: number;
  /** At most so many, with the frame. */
  readonly rows: number;
}

/** Program text in a frame as wide as it needs; what does not fit is counted. */
export function Code({ code, columns, rows }: CodeProps) {
  const { ascii, symbols, styles } = useTheme();
  const lines = code.text.split('\n');
  const visible = visibleLines(lines, rows - FRAME_ROWS, symbols.ellipsis);
  const longest = Math.max(widthOf(code.language), ...visible.map((line) => widthOf(line)));
  const width = Math.min(columns - FRAME_COLUMNS, longest);
  if (rows <= FRAME_ROWS) return null;
  return (
    <Box
      borderStyle={ascii ? 'classic' : 'round'}
      borderDimColor
      paddingX={1}
      flexDirection="column"
      width={width + FRAME_COLUMNS}
      height={visible.length + FRAME_ROWS}
      flexShrink={0}
    >
      {visible.map((line, row) => (
        <Text key={row} wrap="truncate-end" {...(row === lines.length ? styles.faint : {})}>
          {fit(line, width, symbols.ellipsis)}
        </Text>
      ))}
    </Box>
  );
}

/** How many rows the whole of it takes, with the frame. */
export function codeRows(text: string): number {
  return text.split('\n').length + FRAME_ROWS;
}

const FRAME_ROWS = 2;
const FRAME_COLUMNS = 4;

function visibleLines(lines: readonly string[], rows: number, ellipsis: string): readonly string[] {
  if (lines.length <= rows) return lines;
  const shown = Math.max(0, rows - 1);
  return [...lines.slice(0, shown), `${ellipsis} ${counted(lines.length - shown, 'more line')}`];
}
