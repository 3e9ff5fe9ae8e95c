import { Box, Text } from 'ink';
import { useMemo } from 'react';
import { useLatestState } from '../hooks/use-latest-state.ts';
import { useKeyPresses } from '../hooks/use-key-presses.ts';
import { useTheme } from '../hooks/use-theme.ts';
import { scrollOf } from '../keys.ts';
import type { Theme } from '../theme.ts';
import { type CodeSegment, highlight } from '../../quiz/highlight.ts';
import { truncate, widthOf } from '../../text/width.ts';

interface CodeProps {
  readonly code: { readonly language?: string; readonly text: string };
  readonly columns: number;
  /** The maximum number of rows, including the frame. */
  readonly rows: number;
  /** Whether [ and ] are text being typed, or scroll something else. */
  readonly pageKeysOnly?: boolean;
}

/** Code in a frame as wide as needed. Scrolls if it does not fit. */
export function CodeBlock({ code: { language = '', text }, columns, rows, pageKeysOnly = false }: CodeProps) {
  const theme = useTheme();
  const { ascii } = theme;
  const lines = useMemo(() => highlight(text, language, clock), [text, language]);
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
  const range = last > 0 ? `${first + 1}-${first + visible.length} of ${lines.length}` : '';
  const labelWidth = widthOf(language) + widthOf(range) + (range === '' ? 2 : 5);
  const longest = Math.max(labelWidth, ...lines.map((line) => widthOfLine(line)));
  const width = Math.min(columns - FRAME_COLUMNS, longest);
  if (room === 0) return null;
  return (
    <Box flexDirection="column" flexShrink={0}>
      <TopEdge theme={theme} language={language} range={range} width={width + FRAME_COLUMNS} />
      <Box
        borderStyle={ascii ? 'classic' : 'round'}
        borderTop={false}
        borderDimColor
        paddingX={1}
        flexDirection="column"
        width={width + FRAME_COLUMNS}
        height={visible.length + 1}
      >
        {visible.map((line, row) => (
          <CodeLine key={row} theme={theme} line={line} width={width} />
        ))}
      </Box>
    </Box>
  );
}

const clock = () => performance.now();

/** The rows that the whole code takes, including the frame. */
export function codeRows(text: string): number {
  return text.split('\n').length + CODE_FRAME_ROWS;
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

interface CodeLineProps {
  readonly theme: Theme;
  readonly line: readonly CodeSegment[];
  readonly width: number;
}

function CodeLine({ theme, line, width }: CodeLineProps) {
  const { styles, symbols } = theme;
  const { ellipsis } = symbols;
  const segments = useMemo(() => cutLine(line, width, ellipsis), [line, width, ellipsis]);
  return (
    <Text>
      {segments.map(({ text, token }, index) => (
        <Text key={index} {...(token === null ? {} : styles.code[token])}>
          {text}
        </Text>
      ))}
    </Text>
  );
}

function cutLine(line: readonly CodeSegment[], width: number, ellipsis: string): readonly CodeSegment[] {
  if (line.length === 0) return [{ text: ' ', token: null }];
  if (widthOfLine(line) <= width) return line;
  let left = width - widthOf(ellipsis);
  const kept = line.map(({ text, token }) => {
    const shown = truncate(text, Math.max(0, left), '');
    left = shown === text ? left - widthOf(text) : 0;
    return { text: shown, token };
  });
  return [...kept, { text: ellipsis, token: null }];
}

function widthOfLine(line: readonly CodeSegment[]): number {
  return line.reduce((sum, { text }) => sum + widthOf(text), 0);
}
