import { Box, Text } from 'ink';
import type { Size } from '../hooks/use-size.ts';
import type { TextStyle } from '../theme.ts';
import { BlockLine } from './bar.tsx';
import { widthOf } from '../../text/width.ts';

/** The size of the digits: `huge` has 10 rows, `large` 7, `normal` 5, `compact` 3; `plain` is ordinary text. */
export type Scale = 'huge' | 'large' | 'normal' | 'compact' | 'plain';

interface BigTextProps {
  readonly text: string;
  readonly scale: Scale;
  readonly style: TextStyle;
}

/** Large digits, the capital letters of move codes, and a few signs, drawn with block characters. */
export function BigText({ text, scale, style }: BigTextProps) {
  return (
    <Box flexDirection="column" flexShrink={0}>
      {bigLines(text, scale).map((line, row) =>
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

/** The largest scale at which the text fits, or else `plain`. */
export function scaleFor(text: string, room: Size, ascii: boolean): Scale {
  const fits = (scale: Scale) => bigTextWidth(text, scale) <= room.columns && rowsOf(scale) <= room.rows;
  return scalesFor(text, ascii).find((scale) => fits(scale)) ?? 'plain';
}

/** The scales at which a text can be drawn, the largest first; none if it has a character that cannot be drawn. */
export function scalesFor(text: string, ascii: boolean): readonly Scale[] {
  if (Array.from(text).some((character) => !GLYPHS.has(character))) return [];
  // `compact` needs half blocks, which ASCII lacks.
  return ascii ? ['huge', 'large', 'normal'] : ['huge', 'large', 'normal', 'compact'];
}

/** The number of columns of a text at a scale. */
export function bigTextWidth(text: string, scale: Scale): number {
  return Math.max(0, ...bigLines(text, scale).map((line) => widthOf(line)));
}

/** The number of rows of text at this scale. */
export function rowsOf(scale: Scale): number {
  return ROWS[scale];
}

const ROWS: Readonly<Record<Scale, number>> = { huge: 10, large: 7, normal: 5, compact: 3, plain: 1 };

function isDrawn(scale: Scale): boolean {
  return scale === 'normal' || scale === 'large' || scale === 'huge';
}

/** The rows of a text at a scale, with `#` for filled cells except in `compact` and `plain`. */
export function bigLines(text: string, scale: Scale): string[] {
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
      // Vertical strokes are two rows high, so that a digit is about as wide as high.
      return pixels.flatMap((line, row) => Array<string>(1 + (row % 2)).fill(stretch(line, 3)));
    case 'huge':
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

/** Stands for a flame in large text. */
export const FLAME = '^';

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
  ['A', [' # ', '# #', '###', '# #', '# #']],
  ['B', ['## ', '# #', '## ', '# #', '## ']],
  ['C', [' ##', '#  ', '#  ', '#  ', ' ##']],
  ['D', ['## ', '# #', '# #', '# #', '## ']],
  ['E', ['###', '#  ', '## ', '#  ', '###']],
  ['F', ['###', '#  ', '## ', '#  ', '#  ']],
  ['G', [' ###', '#   ', '# ##', '#  #', ' ###']],
  ['H', ['# #', '# #', '###', '# #', '# #']],
  ['J', ['  #', '  #', '  #', '# #', '###']],
  ['K', ['#  #', '# # ', '##  ', '# # ', '#  #']],
  ['M', ['#   #', '## ##', '# # #', '#   #', '#   #']],
  ['N', ['#   #', '##  #', '# # #', '#  ##', '#   #']],
  ['P', ['###', '# #', '###', '#  ', '#  ']],
  ['Q', [' ## ', '#  #', '#  #', '# ##', ' ###']],
  ['R', ['## ', '# #', '## ', '# #', '# #']],
  ['S', [' ##', '#  ', ' # ', '  #', '## ']],
  ['T', ['###', ' # ', ' # ', ' # ', ' # ']],
  ['U', ['# #', '# #', '# #', '# #', '###']],
  ['V', ['#   #', '#   #', ' # # ', ' # # ', '  #  ']],
  ['W', ['#   #', '#   #', '# # #', '## ##', '#   #']],
  ['X', ['# #', '# #', ' # ', '# #', '# #']],
  ['Y', ['# #', '# #', ' # ', ' # ', ' # ']],
  ['Z', ['####', '  # ', ' #  ', '#   ', '####']],
  ['-', ['  ', '  ', '##', '  ', '  ']],
  ['+', ['   ', ' # ', '###', ' # ', '   ']],
  [FLAME, ['   # ', '  ## ', '# ## ', '#####', ' ### ']],
  ['.', [' ', ' ', ' ', ' ', '#']],
  [',', [' ', ' ', ' ', '#', '#']],
  [':', [' ', '#', ' ', '#', ' ']],
  ['o', ['   ', '   ', '###', '# #', '###']],
  ['f', [' ##', ' # ', '###', ' # ', ' # ']],
  [' ', [' ', ' ', ' ', ' ', ' ']],
]);
