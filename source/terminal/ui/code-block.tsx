import { Box, Text } from 'ink';
import { useMemo } from 'react';
import { type CodeSegment, highlight } from '../highlight.ts';
import { useLatestState } from '../hooks/use-latest-state.ts';
import { useKeyPresses } from '../hooks/use-key-presses.ts';
import { useTheme } from '../hooks/use-theme.ts';
import { scrollOf } from '../keys.ts';
import type { Theme } from '../theme.ts';
import { truncate, widthOf } from '../../text/width.ts';

interface CodeProps {
  readonly code: { readonly language: string; readonly text: string };
  readonly columns: number;
  /** At most so many, with the frame. */
  readonly rows: number;
  /** An answer is being typed: [ and ] are text. */
  readonly isTyping?: boolean;
}

/** Program text in a frame as wide as it needs. What does not fit can be scrolled to. */
export function CodeBlock({ code, columns, rows, isTyping = false }: CodeProps) {
  const theme = useTheme();
  const { ascii } = theme;
  const lines = useMemo(() => highlight(code.text, code.language), [code.text, code.language]);
  const room = Math.max(0, rows - FRAME_ROWS);
  const last = Math.max(0, lines.length - room);
  const top = useLatestState(() => 0);
  useKeyPresses((keyPress) => {
    const pages = scrollOf(keyPress, !isTyping) ?? 0;
    const to = Math.min(top.latest(), last) + pages * Math.max(1, room - 1);
    if (pages !== 0) top.set(Math.max(0, Math.min(last, to)));
  }, last > 0);
  const first = Math.min(top.value, last);
  const visible = lines.slice(first, first + room);
  const place = last > 0 ? `${first + 1}-${first + visible.length} of ${lines.length}` : '';
  const labelled = widthOf(code.language) + widthOf(place) + (place === '' ? 2 : 5);
  const longest = Math.max(labelled, ...lines.map((line) => widthOfLine(line)));
  const width = Math.min(columns - FRAME_COLUMNS, longest);
  if (room === 0) return null;
  return (
    <Box flexDirection="column" flexShrink={0}>
      <Edge theme={theme} language={code.language} place={place} width={width + FRAME_COLUMNS} />
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
          <Line key={row} theme={theme} line={line} width={width} />
        ))}
      </Box>
    </Box>
  );
}

/** How many rows the whole of it takes, with the frame. */
export function codeRows(text: string): number {
  return text.split('\n').length + FRAME_ROWS;
}

const FRAME_ROWS = 2;
const FRAME_COLUMNS = 4;

interface EdgeProps {
  readonly theme: Theme;
  readonly language: string;
  /** Which lines are shown, where not all are. */
  readonly place: string;
  readonly width: number;
}

/** The upper edge of the frame, with the language and the place in it. */
function Edge({ theme, language, place, width }: EdgeProps) {
  const { styles, symbols } = theme;
  const { left, edge, right } = symbols.frame;
  const end = place === '' ? right : ` ${place} ${right}`;
  const start = truncate(`${left} ${language} `, width - widthOf(end), symbols.ellipsis);
  const line = edge.repeat(Math.max(0, width - widthOf(start) - widthOf(end)));
  return <Text {...styles.faint}>{start + line + end}</Text>;
}

interface LineProps {
  readonly theme: Theme;
  readonly line: readonly CodeSegment[];
  readonly width: number;
}

function Line({ theme, line, width }: LineProps) {
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
