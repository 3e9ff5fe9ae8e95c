import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import { countsOf, indexesOf, optionsOf } from '../../quiz/questions/shown-question.ts';
import type { Size } from '../hooks/use-size.ts';
import { useTheme } from '../hooks/use-theme.ts';
import { AnswerBar, useGrowth } from './answer-bar.tsx';
import { COLUMN_GAP, type OptionLayout, PREFIX_WIDTH, layOutRevealed, tileHeights } from './option-layout.ts';
import type { RevealProps } from './question-widget.ts';
import { type OptionLook, type TextStyle, type Theme, looksOf } from '../theme.ts';
import { fit, fitEnd, widthOf } from '../../text/width.ts';
import type { RevealStage } from '../../view/stage.ts';
import { countLabels } from '../../words/result.ts';

/** The options where they were while they were asked, each with a bar for the players who chose it. Wrong ones lose their colour. */
export function RevealedOptions({ stage, own, asked, size }: RevealProps<OptionLayout>) {
  const { symbols } = useTheme();
  const options = optionsOf(stage.question);
  const chosen = indexesOf(own?.answer ?? null);
  const layout = layOutRevealedOptions(options, asked, size, symbols.ellipsis);
  const { columns, gap, lines, width } = layout;
  const most = Math.max(0, ...countsOf(stage.distribution));
  const longestLabel = widthOf(countLabels(most, stage.answered, symbols.dot)[0] ?? '');
  const room = width - PREFIX_WIDTH - longestLabel - 3;
  const cells = Math.ceil(lines.length / columns) * size.columns;
  const note = noteFor(stage, symbols);
  const isLabelAbove = lines.every(
    ([line = ''], index) => widthOf(chosen.includes(index) ? line + note : line) <= room,
  );
  return (
    <Box flexDirection="column" rowGap={gap} flexShrink={0}>
      {tileHeights(lines, layout).map((height, row) => (
        <Box key={row} columnGap={COLUMN_GAP}>
          {lines.slice(row * columns, (row + 1) * columns).map((text, column, texts) => {
            const index = row * columns + column;
            return (
              <Tile
                key={column}
                {...{ stage, height, width, text, index, most, cells }}
                textRows={Math.max(...texts.map((lines) => lines.length))}
                isPadded={layout.padding > 0}
                isOwn={chosen.includes(index)}
                labelWidth={isLabelAbove ? longestLabel : 0}
                besideWidth={layout.below === 1 ? 0 : widthBeside(options, width)}
              />
            );
          })}
        </Box>
      ))}
    </Box>
  );
}

/** The correct options, and those that the host accepts after a dispute. */
function correctOptions({ correct, allowed = [] }: RevealStage): readonly number[] {
  return [correct, ...allowed].flatMap((answer) => indexesOf(answer));
}

/** Marks an option that the player chose. */
function noteFor({ question }: RevealStage, { dash }: Theme['symbols']): string {
  return ` ${dash} ${question.type === 'poll' ? 'your vote' : 'your answer'}`;
}

/** The options with their bars, laid out in the given space. */
export function layOutRevealedOptions(
  options: readonly string[],
  asked: OptionLayout,
  size: Size,
  ellipsis: string,
): OptionLayout {
  return layOutRevealed(options, asked, size, (width) => widthBeside(options, width), ellipsis);
}

/** The cells for the bar and its label beside the text of a low tile of this width. */
function widthBeside(options: readonly string[], width: number): number {
  const free = width - PREFIX_WIDTH - 2 - Math.max(...options.map((option) => widthOf(option)));
  return Math.max(free, width < 24 ? NUMBER_WIDTH : Math.floor(width * 0.45));
}

const NUMBER_WIDTH = 5;

interface TileProps {
  readonly stage: RevealStage;
  readonly width: number;
  readonly height: number;
  readonly text: readonly string[];
  /** The rows of the longest text beside it. */
  readonly textRows: number;
  readonly index: number;
  /** Whether the tile has empty rows above and below the text, one of which may hold the bar. */
  readonly isPadded: boolean;
  /** The greatest number of players who chose an option. */
  readonly most: number;
  /** How many cells the rows of all bars have. */
  readonly cells: number;
  readonly isOwn: boolean;
  /** The width of the label beside the text, above the bar; 0 if it is beside the bar. */
  readonly labelWidth: number;
  /** The width of the bar and its label beside the text; 0 if the bar is below. */
  readonly besideWidth: number;
}

/** While the bars grow, the correct tile looks like all others; then it is filled. */
function Tile(props: TileProps) {
  const { stage, width, height, text, index, most, cells, isOwn, besideWidth } = props;
  const theme = useTheme();
  const growth = useGrowth(stage.question.index, cells);
  const look = looksOf(theme, stage.question)[index];
  if (!look) return null;
  const isPoll = stage.correct === null;
  const isCorrect = growth === 1 && correctOptions(stage).includes(index);
  const styles = tileStyles(theme, look, isPoll ? null : isCorrect);
  const { answered } = stage;
  const count = countsOf(stage.distribution)[index] ?? 0;
  // Without empty rows, the bar is in one that was between the tiles, and still separates them.
  const barStyles = props.isPadded ? styles : tileStyles(theme, look, false);
  const bar = { count, answered, most, growth };
  const { dot, ellipsis, correct, side, wrong, pointer } = theme.symbols;
  const ownMark = isPoll ? pointer : wrong;
  const mark = isCorrect ? correct : isOwn && growth === 1 ? ownMark : ' ';
  const note = isOwn ? noteFor(stage, theme.symbols) : '';
  const hasBarBelow = besideWidth === 0;
  const labelWidth = hasBarBelow ? props.labelWidth : 0;
  const { top } = placesIn(height, text.length, hasBarBelow, props.isPadded);
  // All bars side by side are in the same row.
  const { barRow } = placesIn(height, props.textRows, hasBarBelow, props.isPadded);
  const textWidth = width - PREFIX_WIDTH;
  const isFramed = props.isPadded && !styles.isFilled && look.tile.backgroundColor === undefined;
  const stylesIn = (row: number) => (row === barRow ? barStyles : styles);
  const edgesIn = (row: number) =>
    isFramed
      ? frameEdges(row, height, theme.symbols)
      : { start: stylesIn(row).isFilled ? ' ' : side, fill: ' ', end: ' ' };
  const rowFor = (row: number): ReactNode => {
    const { fill, end } = edgesIn(row);
    if (row === barRow) {
      return (
        <>
          <Text {...barStyles.edge}>{fill}</Text>
          <AnswerBar
            {...bar}
            width={width - 4}
            isBare={labelWidth > 0}
            track={fill}
            style={barStyles.label}
            barStyle={barStyles.bar}
          />
          <Text {...barStyles.edge}>{fill + end}</Text>
        </>
      );
    }
    const line = text[row - top];
    if (line === undefined) return <Text {...styles.edge}>{fill.repeat(width - 2) + end}</Text>;
    const isFirst = row === top;
    const taken = isFirst && besideWidth + labelWidth > 0 ? besideWidth + (labelWidth && labelWidth + 2) : 1;
    const hasNote = row - top === text.length - 1 && widthOf(line + note) < textWidth - taken;
    return (
      <>
        <Text {...styles.badge}>{isFirst ? ` ${look.shape} ${index + 1}` : '    '}</Text>
        <Text {...styles.mark}>{isFirst ? mark : ' '}</Text>
        <Text {...styles.text}>{` ${fit(hasNote ? line + note : line, textWidth - taken, ellipsis)}`}</Text>
        {isFirst && labelWidth > 0 && (
          <Text {...styles.label}>
            {`${fitEnd(countLabels(count, answered, dot)[0] ?? '', labelWidth)} `}
          </Text>
        )}
        {isFirst && besideWidth > 0 && (
          <AnswerBar {...bar} width={besideWidth - 1} style={styles.label} barStyle={styles.bar} />
        )}
        <Text {...styles.edge}>{end}</Text>
      </>
    );
  };
  return (
    <Box flexDirection="column" flexShrink={0} width={width}>
      {Array.from({ length: height }, (_, row) => (
        <Box key={row} height={1}>
          <Text {...stylesIn(row).edge}>{edgesIn(row).start}</Text>
          {rowFor(row)}
        </Box>
      ))}
    </Box>
  );
}

/** The first row of the text, and the row of the bar; -1 if it has none. */
function placesIn(height: number, textRows: number, hasBarBelow: boolean, isPadded: boolean) {
  if (!hasBarBelow) return { top: Math.floor((height - textRows) / 2), barRow: -1 };
  if (!isPadded) return { top: Math.floor((height - 1 - textRows) / 2), barRow: height - 1 };
  const spare = height - textRows - 1;
  const space = spare >= 3 ? 1 : 0;
  const top = Math.ceil((spare - space) / 2);
  return { top, barRow: top + textRows + space };
}

interface TileStyles {
  readonly isFilled: boolean;
  readonly edge: TextStyle;
  readonly badge: TextStyle;
  readonly mark: TextStyle;
  readonly text: TextStyle;
  readonly label: TextStyle;
  readonly bar: TextStyle;
}

/** The first, the last and all other cells of a row of a frame, where it has no text. */
function frameEdges(row: number, height: number, { frame }: Theme['symbols']) {
  if (row === 0) return { start: frame.left, fill: frame.edge, end: frame.right };
  if (row === height - 1) return { start: frame.lowerLeft, fill: frame.edge, end: frame.lowerRight };
  return { start: frame.side, fill: ' ', end: frame.side };
}

/** The styles of a tile: a correct one (true) is filled, a wrong one (false) keeps only its edge. */
function tileStyles({ styles }: Theme, look: OptionLook, isCorrect: boolean | null): TileStyles {
  const { tile, isOutlined, bar } = look;
  if (isCorrect || (isCorrect === null && !isOutlined)) {
    const fill = look.filled;
    return { isFilled: true, edge: fill, badge: fill, mark: fill, text: fill, label: fill, bar: fill };
  }
  const badge = { ...bar, bold: true };
  const text = isCorrect === false ? styles.faint : tile;
  return { isFilled: false, edge: bar, badge, mark: styles.bad, text, label: {}, bar };
}
