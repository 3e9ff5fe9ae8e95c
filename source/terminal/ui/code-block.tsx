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

/** Code in a frame as wide as needed. Wraps lines that are too wide, and scrolls if it is too high. */
export function CodeBlock({ code: { language = '', text }, columns, rows, pageKeysOnly = false }: CodeProps) {
  const theme = useTheme();
  const { ascii } = theme;
  const highlighted = useMemo(() => highlight(text, language, clock), [text, language]);
  const widest = columns - FRAME_COLUMNS;
  const lines = useMemo(
    () => highlighted.flatMap((line, index) => wrapLine(line, index + 1, widest)),
    [highlighted, widest],
  );
  const room = Math.max(0, rows - CODE_FRAME_ROWS);
  const last = Math.max(0, lines.length - room);
  const top = useLatestState(() => 0);
  useKeyPresses((keyPress) => {
    const pages = scrollOf(keyPress, !pageKeysOnly) ?? 0;
    const to = Math.min(top.latest(), last) + pages * Math.max(1, room - 1);
    if (pages !== 0) top.set(Math.max(0, Math.min(last, to)));
  }, last > 0);
  const first = Math.min(top.value, last);
  const visible = lines.slice(first, first + room);
  const range = last > 0 ? `${visible[0]?.number}-${visible.at(-1)?.number} of ${highlighted.length}` : '';
  const labelWidth = widthOf(language) + widthOf(range) + (range === '' ? 2 : 5);
  const longest = Math.max(labelWidth, ...lines.map(({ text: line }) => widthOf(line)));
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
        {visible.map((line, row) => (
          <CodeLine key={row} theme={theme} line={line} />
        ))}
      </Box>
    </Box>
  );
}

const clock = () => performance.now();

/** The rows that the whole code takes in a frame of at most this width, including the frame. */
export function codeRows(text: string, columns: number): number {
  const rows = text.split('\n').flatMap((line) => wrapCode(line, columns - FRAME_COLUMNS));
  return rows.length + CODE_FRAME_ROWS;
}

/** A code block needs more rows than these to show any code. */
export const CODE_FRAME_ROWS = 2;

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

/** A line of code, or a part of one that is too wide. */
interface Line {
  readonly text: string;
  readonly segments: readonly CodeSegment[];
  /** The number of the whole line, from 1. */
  readonly number: number;
  /** Whether it continues the line above. */
  readonly isRest: boolean;
}

interface CodeLineProps {
  readonly theme: Theme;
  readonly line: Line;
}

function CodeLine({ theme, line: { segments, isRest } }: CodeLineProps) {
  const { styles, symbols } = theme;
  return (
    <Text>
      <Text {...styles.faint}>{isRest ? symbols.wrapped : ' '}</Text>
      {segments.map(({ text, token }, index) => (
        <Text key={index} {...(token === null ? {} : styles.code[token])}>
          {text}
        </Text>
      ))}
    </Text>
  );
}

function wrapLine(line: readonly CodeSegment[], number: number, width: number): readonly Line[] {
  let start = 0;
  return wrapCode(line.map(({ text }) => text).join(''), width).map((text, index) => {
    const segments = segmentsBetween(line, start, start + text.length);
    start += text.length;
    return { text, segments, number, isRest: index > 0 };
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
