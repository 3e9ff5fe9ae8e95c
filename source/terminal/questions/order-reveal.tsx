import { Box, Text } from 'ink';
import { countsOf, indexesOf } from '../../quiz/questions/shown-question.ts';
import { useTheme } from '../hooks/use-theme.ts';
import type { RevealProps } from './question-widget.ts';
import type { Theme } from '../theme.ts';
import { TruncatedText } from '../ui/fitted-text.tsx';
import { formatNumber } from '../../text/numbers.ts';
import { fit, truncate, widthOf } from '../../text/width.ts';

/** The items in the right order, each with the place that the player gave it, and how many had all of it right. */
export function OrderReveal({ stage, own, size }: RevealProps) {
  const theme = useTheme();
  const { items = [] } = stage.question;
  const right = indexesOf(stage.correct);
  const given = indexesOf(own?.answer ?? null);
  const grid = items.length + 1 <= size.rows ? 1 : 2;
  const width = grid === 1 ? size.columns : Math.floor((size.columns - GAP) / 2);
  const half = Math.ceil(right.length / grid);
  const cells = right.map((item, place) => (
    <Item
      key={item}
      {...{ theme, item, place, width }}
      text={items[item] ?? ''}
      own={own ? given.indexOf(item) : null}
    />
  ));
  const gap = half + 2 <= size.rows ? 1 : 0;
  return (
    <Box flexDirection="column" rowGap={gap} flexShrink={0}>
      <Box columnGap={GAP} flexShrink={0}>
        <Box flexDirection="column">{cells.slice(0, half)}</Box>
        {grid === 2 && <Box flexDirection="column">{cells.slice(half)}</Box>}
      </Box>
      <TruncatedText columns={size.columns}>{tallyOf(countsOf(stage.distribution))}</TruncatedText>
    </Box>
  );
}

const GAP = 2;

interface ItemProps {
  readonly theme: Theme;
  readonly item: number;
  readonly place: number;
  readonly text: string;
  /** The place that the player gave it; null without an answer. */
  readonly own: number | null;
  readonly width: number;
}

function Item({ theme, item, place, text, own, width }: ItemProps) {
  const { styles, symbols, options } = theme;
  const isRight = own === place;
  const mark = own === null ? '' : isRight ? `${symbols.right} ` : `${symbols.wrong} `;
  const badge = ` ${options[item]?.shape ?? ''} ${place + 1} `;
  const room = width - widthOf(mark) - widthOf(badge) - 1;
  const words = room < ROOM_FOR_WORDS ? ` (${(own ?? 0) + 1})` : ` ${symbols.dash} yours: ${(own ?? 0) + 1}`;
  const note = own === null || isRight ? '' : words;
  const shown = truncate(text, room - widthOf(note), symbols.ellipsis);
  return (
    <Box height={1} columnGap={0}>
      <Text {...(isRight ? styles.good : styles.bad)}>{mark}</Text>
      <Text {...(options[item]?.tile ?? {})}>{badge}</Text>
      <Text>{` ${fit(shown + note, room, symbols.ellipsis)}`}</Text>
    </Box>
  );
}

/** Where there is less, the place that the player gave an item is only a number. */
const ROOM_FOR_WORDS = 24;

function tallyOf([right = 0, wrong = 0]: readonly number[]): string {
  if (right + wrong === 0) return 'Nobody answered.';
  return `${formatNumber(right)} of ${formatNumber(right + wrong)} had it right.`;
}
