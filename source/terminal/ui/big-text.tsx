import { Box, Text } from 'ink';
import type { Size } from '../hooks/use-size.ts';
import type { TextStyle } from '../theme.ts';
import { BlockLine } from './bar.tsx';

/** The size of the digits: `large` has 10 rows, `normal` 5, `compact` 3; `plain` is ordinary text. */
export type Scale = 'large' | 'normal' | 'compact' | 'plain';

interface BigTextProps {
  readonly text: string;
  readonly scale: Scale;
  readonly style: TextStyle;
}

/** Large digits, drawn with block characters. */
export function BigText({ text, scale, style }: BigTextProps) {
  return (
    <Box flexDirection="column" flexShrink={0}>
      {linesOf(text, scale).map((line, row) =>
        isDrawn(scale) ? (
          <BlockLine key={row} style={style}>
            {line}
          </BlockLine>
        ) : (
          <Text key={row} {...style}>
            {line}
          </Text>
        ),
      )}
    </Box>
  );
}

/** The largest scale at which the text fits. `compact` needs half blocks, which ASCII lacks. */
export function scaleFor(text: string, room: Size, ascii: boolean): Scale {
  if (Array.from(text).some((character) => !GLYPHS.has(character))) return 'plain';
  const scales: readonly Scale[] = ascii ? ['large', 'normal'] : ['large', 'normal', 'compact'];
  const fits = (scale: Scale) =>
    text.length * DIGIT_WIDTH[scale] <= room.columns && rowsOf(scale) <= room.rows;
  return scales.find((scale) => fits(scale)) ?? 'plain';
}

/** The number of rows of text at this scale. */
export function rowsOf(scale: Scale): number {
  return ROWS[scale];
}

const ROWS: Readonly<Record<Scale, number>> = { large: 10, normal: 5, compact: 3, plain: 1 };

/** Includes the gap after the digit. */
const DIGIT_WIDTH: Readonly<Record<Scale, number>> = { large: 16, normal: 8, compact: 4, plain: 1 };

/** The rows of a digit at normal scale, with `#` for filled cells. */
export function digitLines(digit: string): string[] {
  return linesOf(digit, 'normal');
}

function isDrawn(scale: Scale): boolean {
  return scale === 'normal' || scale === 'large';
}

function linesOf(text: string, scale: Scale): string[] {
  const pixels = Array.from({ length: PIXEL_ROWS }, (_, row) =>
    Array.from(text, (character) => GLYPHS.get(character)?.[row] ?? '   ').join(' '),
  );
  switch (scale) {
    case 'plain':
      return [text];
    case 'compact':
      return [0, 2, 4].map((row) => halfBlocks(pixels[row] ?? '', pixels[row + 1] ?? ''));
    case 'normal':
      return pixels.map((line) => stretch(line, 2));
    case 'large':
      return pixels.flatMap((line) => [stretch(line, 4), stretch(line, 4)]);
  }
}

function stretch(line: string, width: number): string {
  return Array.from(line, (pixel) => pixel.repeat(width)).join('');
}

function halfBlocks(upper: string, lower: string): string {
  return Array.from(upper, (pixel, column) => {
    const below = (lower[column] ?? ' ') !== ' ';
    if (pixel !== ' ') return below ? '█' : '▀';
    return below ? '▄' : ' ';
  }).join('');
}

const PIXEL_ROWS = 5;

const GLYPHS = new Map<string, readonly string[]>([
  ['0', ['###', '# #', '# #', '# #', '###']],
  ['1', ['## ', ' # ', ' # ', ' # ', '###']],
  ['2', ['###', '  #', '###', '#  ', '###']],
  ['3', ['###', '  #', '###', '  #', '###']],
  ['4', ['# #', '# #', '###', '  #', '  #']],
  ['5', ['###', '#  ', '###', '  #', '###']],
  ['6', ['###', '#  ', '###', '# #', '###']],
  ['7', ['###', '  #', '  #', '  #', '  #']],
  ['8', ['###', '# #', '###', '# #', '###']],
  ['9', ['###', '# #', '###', '  #', '###']],
]);
