import { Box, Text } from 'ink';
import { indexesOf } from '../../quiz/questions/shown-question.ts';
import { easeOut, useMotion } from '../hooks/use-motion.ts';
import { useTheme } from '../hooks/use-theme.ts';
import { COLUMN_GAP, type OptionLayout, layOutItems } from './option-layout.ts';
import type { RevealProps } from './question-widget.ts';
import type { Theme } from '../theme.ts';
import { fit, widthOf } from '../../text/width.ts';

/** The items, which move from the player's order, or else that of the question, to the correct one. Each says where the player put it. */
export function OrderReveal({ stage, own, size }: RevealProps<OptionLayout>) {
  const theme = useTheme();
  const progress = useMotion(SLIDE_MS, stage.question.index);
  const { items = [] } = stage.question;
  const correct = indexesOf(stage.correct);
  const given = own ? indexesOf(own.answer) : null;
  const order = onTheWay(given ?? items.map((_, index) => index), correct, easeOut(progress));
  const layout = layOutItems(items, size.columns, size.rows, theme.symbols.ellipsis, NOTE_WIDTH);
  const { columns, gap, lines, width } = layout;
  const room = width - BADGE_WIDTH - 1;
  const inWords = (place: number) => ` ${theme.symbols.dash} yours: ${place + 1}`;
  const hasRoomForWords = lines.every((text) => widthOf((text.at(-1) ?? '') + inWords(0)) <= room);
  const noteFor = hasRoomForWords ? inWords : shortNote;
  const rows = Array.from({ length: Math.ceil(order.length / columns) }, (_, row) =>
    order.slice(row * columns, (row + 1) * columns),
  );
  return (
    <Box flexDirection="column" rowGap={gap} flexShrink={0}>
      {rows.map((row, index) => (
        <Box key={index} columnGap={COLUMN_GAP} flexShrink={0}>
          {row.map((item, column) => (
            <Item
              key={item}
              {...{ theme, item, width, room, noteFor }}
              position={index * columns + column}
              text={lines[item] ?? []}
              own={given && progress === 1 ? given.indexOf(item) : null}
              isAccepted={own?.isCorrect ?? false}
            />
          ))}
        </Box>
      ))}
    </Box>
  );
}

const SLIDE_MS = 900;

/** Returns a short note on where the player put an item. There are at most eight items, so its width is always the same. */
function shortNote(place: number): string {
  return ` (${place + 1})`;
}

/** The width of the short note beside an item. */
export const NOTE_WIDTH = widthOf(shortNote(0));

/** Returns a list on its way from one order to another: every entry has come as far as `progress` says, from 0 to 1. */
function onTheWay(from: readonly number[], to: readonly number[], progress: number): number[] {
  const placed = to.map((entry, place) => {
    const start = from.indexOf(entry);
    return { entry, at: start < 0 ? place : start + (place - start) * progress };
  });
  return placed.toSorted((a, b) => a.at - b.at).map(({ entry }) => entry);
}

interface ItemProps {
  readonly theme: Theme;
  readonly item: number;
  readonly position: number;
  readonly text: readonly string[];
  /** The position that the player gave it; null without an answer. */
  readonly own: number | null;
  /** Whether the player's order counts as correct, even if it is another one. */
  readonly isAccepted: boolean;
  readonly width: number;
  /** The width of the text with its note. */
  readonly room: number;
  readonly noteFor: (place: number) => string;
}

function Item({ theme, item, position, text, own, isAccepted, width, room, noteFor }: ItemProps) {
  const { styles, symbols, options } = theme;
  const look = options[item];
  const isInPlace = own === position;
  const isCorrect = isInPlace || (own !== null && isAccepted);
  const mark = own === null ? ' ' : isCorrect ? symbols.correct : symbols.wrong;
  const note = own === null || isInPlace ? '' : noteFor(own);
  return (
    <Box width={width} flexShrink={0}>
      <Text {...(isCorrect ? styles.good : styles.bad)}>{mark}</Text>
      <Text {...(look?.tile ?? {})}>{` ${look?.shape ?? ''} ${position + 1} `}</Text>
      <Box flexDirection="column">
        {text.map((line, row) => {
          const end = row === text.length - 1 ? note : '';
          return <Text key={row}>{` ${fit(line + end, room)}`}</Text>;
        })}
      </Box>
    </Box>
  );
}

/** The width of mark, shape and position. */
const BADGE_WIDTH = 6;
