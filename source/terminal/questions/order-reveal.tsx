import { Box, Text } from 'ink';
import { countsOf, indexesOf } from '../../quiz/questions/shown-question.ts';
import { useTheme } from '../hooks/use-theme.ts';
import { type RevealProps, correctSummary } from './question-widget.ts';
import type { Theme } from '../theme.ts';
import { TruncatedText } from '../ui/fitted-text.tsx';
import { fit, truncate, widthOf } from '../../text/width.ts';

/** The items in the right order, each with the position that the player gave it. */
export function OrderReveal({ stage, own, isSummarized, size }: RevealProps) {
  const theme = useTheme();
  const { items = [] } = stage.question;
  const right = indexesOf(stage.correct);
  const given = indexesOf(own?.answer ?? null);
  const [allRight = 0, notAllRight = 0] = countsOf(stage.distribution);
  const summaryRows = isSummarized ? 0 : 1;
  const columns = items.length + summaryRows <= size.rows ? 1 : 2;
  const width = columns === 1 ? size.columns : Math.floor((size.columns - GAP) / 2);
  const half = Math.ceil(right.length / columns);
  const cells = right.map((item, position) => (
    <Item
      key={item}
      {...{ theme, item, position, width }}
      text={items[item] ?? ''}
      own={own ? given.indexOf(item) : null}
    />
  ));
  const gap = half + 2 <= size.rows ? 1 : 0;
  return (
    <Box flexDirection="column" rowGap={gap} flexShrink={0}>
      <Box columnGap={GAP} flexShrink={0}>
        <Box flexDirection="column">{cells.slice(0, half)}</Box>
        {columns === 2 && <Box flexDirection="column">{cells.slice(half)}</Box>}
      </Box>
      {!isSummarized && (
        <TruncatedText
          columns={size.columns}
        >{`${correctSummary(allRight, allRight + notAllRight)}.`}</TruncatedText>
      )}
    </Box>
  );
}

const GAP = 2;

interface ItemProps {
  readonly theme: Theme;
  readonly item: number;
  readonly position: number;
  readonly text: string;
  /** The position that the player gave it; null without an answer. */
  readonly own: number | null;
  readonly width: number;
}

function Item({ theme, item, position, text, own, width }: ItemProps) {
  const { styles, symbols, options } = theme;
  const isRight = own === position;
  const mark = own === null ? '' : isRight ? `${symbols.right} ` : `${symbols.wrong} `;
  const badge = ` ${options[item]?.shape ?? ''} ${position + 1} `;
  const room = width - widthOf(mark) - widthOf(badge) - 1;
  const words = room < ROOM_FOR_WORDS ? ` (${(own ?? 0) + 1})` : ` ${symbols.dash} yours: ${(own ?? 0) + 1}`;
  const note = own === null || isRight ? '' : words;
  const shown = truncate(text, room - widthOf(note), symbols.ellipsis);
  return (
    <Box height={1}>
      <Text {...(isRight ? styles.good : styles.bad)}>{mark}</Text>
      <Text {...(options[item]?.tile ?? {})}>{badge}</Text>
      <Text>{` ${fit(shown + note, room, symbols.ellipsis)}`}</Text>
    </Box>
  );
}

/** With less room, the player's position is only a number. */
const ROOM_FOR_WORDS = 24;
