import { Box, Text } from 'ink';
import { useMemo } from 'react';
import { useLatestState } from '../hooks/use-latest-state.ts';
import { useKeyPresses } from '../hooks/use-key-presses.ts';
import { useTheme } from '../hooks/use-theme.ts';
import { scrollOf } from '../keys.ts';
import type { Theme } from '../theme.ts';
import { type CodeSegment, highlight } from '../../quiz/highlight.ts';
import { truncate, widthOf, wrapCode } from '../../text/width.ts';

interface CodeProps {
  readonly code: { readonly language?: string; readonly text: string };
  readonly columns: number;
  /** The maximum number of rows, including the frame. */
  readonly rows: number;
  /** Whether [ and ] are text being typed, or scroll something else. */
  readonly pageKeysOnly?: boolean;
}

/** Code in a frame as wide as needed. Lines that are too wide wrap; code that is too high scrolls. */
export function CodeBlock({ code: { language = '', text }, columns, rows, pageKeysOnly = false }: CodeProps) {
  const theme = useTheme();
  const { ascii } = theme;
  const highlighted = useMemo(() => highlight(text, language, clock), [text, language]);
  const widest = columns - FRAME_COLUMNS;
  const allRows = useMemo(
    () => highlighted.flatMap((line, index) => wrapLine(line, index + 1, widest)),
    [highlighted, widest],
  );
  const room = Math.max(0, rows - CODE_FRAME_ROWS);
  const last = Math.max(0, allRows.length - room);
  const top = useLatestState(() => 0);
  useKeyPresses((keyPress) => {
    const pages = scrollOf(keyPress, !pageKeysOnly) ?? 0;
    const to = Math.min(top.latest(), last) + pages * Math.max(1, room - 1);
    if (pages !== 0) top.set(Math.max(0, Math.min(last, to)));
  }, last > 0);
  const first = Math.min(top.value, last);
  const visible = allRows.slice(first, first + room);
  const range = last > 0 ? `${rangeOf(visible)} of ${highlighted.length}` : '';
  const labelWidth = widthOf(language) + widthOf(range) + (range === '' ? 2 : 5);
  const longest = Math.max(labelWidth, ...allRows.map(({ text: row }) => widthOf(row)));
  const width = Math.min(widest, longest);
  if (room === 0) return null;
  return (
    <Box flexDirection="column" flexShrink={0}>
      <TopEdge theme={theme} language={language} range={range} width={width + FRAME_COLUMNS} />
      <Box
        borderStyle={ascii ? 'classic' : 'round'}
        borderTop={false}
        borderDimColor
        paddingRight={1}
        flexDirection="column"
        width={width + FRAME_COLUMNS}
        height={visible.length + 1}
      >
        {visible.map((row, index) => (
          <CodeRow key={index} theme={theme} row={row} />
        ))}
      </Box>
    </Box>
  );
}

const clock = () => performance.now();

/** Returns how many rows the whole code takes in a frame of at most `columns` cells, including the frame. */
export function codeRows(text: string, columns: number): number {
  const rows = text.split('\n').flatMap((line) => wrapCode(line, columns - FRAME_COLUMNS));
  return rows.length + CODE_FRAME_ROWS;
}

/** A code block needs more rows than these to show any code. */
export const CODE_FRAME_ROWS = 2;

/** The borders, the mark of a continued line, and the padding. */
const FRAME_COLUMNS = 4;

interface TopEdgeProps {
  readonly theme: Theme;
  /** Empty if the code has no language. */
  readonly language: string;
  /** The range of visible lines; empty if all are visible. */
  readonly range: string;
  readonly width: number;
}

/** The top edge of the frame, with the language and the range of lines in it. */
function TopEdge({ theme, language, range, width }: TopEdgeProps) {
  const { styles, symbols } = theme;
  const { left, edge, right } = symbols.frame;
  const end = range === '' ? right : ` ${range} ${right}`;
  const label = language === '' ? left : `${left} ${language} `;
  const start = truncate(label, width - widthOf(end), symbols.ellipsis);
  const line = edge.repeat(Math.max(0, width - widthOf(start) - widthOf(end)));
  return <Text {...styles.faint}>{start + line + end}</Text>;
}

/** A row of the block: a line of code, or part of a line that is too wide. */
interface Row {
  readonly text: string;
  readonly segments: readonly CodeSegment[];
  /** From 1. */
  readonly lineNumber: number;
  /** Whether it continues the line in the row above. */
  readonly isContinued: boolean;
}

interface CodeRowProps {
  readonly theme: Theme;
  readonly row: Row;
}

function CodeRow({ theme, row: { segments, isContinued } }: CodeRowProps) {
  const { styles, symbols } = theme;
  return (
    <Text>
      <Text {...styles.faint}>{isContinued ? symbols.wrapped : ' '}</Text>
      {segments.map(({ text, token }, index) => (
        <Text key={index} {...(token === null ? {} : styles.code[token])}>
          {text}
        </Text>
      ))}
    </Text>
  );
}

/** `3-8`, or `3` if the rows show only part of a single line. */
function rangeOf(rows: readonly Row[]): string {
  const [from = 0, to = 0] = [rows[0]?.lineNumber, rows.at(-1)?.lineNumber];
  return from === to ? `${from}` : `${from}-${to}`;
}

function wrapLine(line: readonly CodeSegment[], lineNumber: number, width: number): readonly Row[] {
  let start = 0;
  return wrapCode(line.map(({ text }) => text).join(''), width).map((text, index) => {
    const segments = segmentsBetween(line, start, start + text.length);
    start += text.length;
    return { text, segments, lineNumber, isContinued: index > 0 };
  });
}

/** Returns the segments of a line from `start` to `end`, in UTF-16 code units. */
function segmentsBetween(line: readonly CodeSegment[], start: number, end: number): readonly CodeSegment[] {
  let at = 0;
  return line.flatMap(({ text, token }) => {
    const part = text.slice(Math.max(0, start - at), Math.max(0, end - at));
    at += text.length;
    return part === '' ? [] : [{ text: part, token }];
  });
}
