import { Box, Text } from 'ink';
import { useTheme } from '../hooks/use-theme.ts';
import type { OptionLook, Theme } from '../theme.ts';
import { Bar } from '../ui/bar.tsx';
import { inlineBarWidth } from '../ui/layout.ts';
import { formatNumber } from '../../text/numbers.ts';
import { fit, fitEnd, truncate, widthOf } from '../../text/width.ts';

interface DistributionProps {
  readonly options: readonly string[];
  readonly counts: readonly number[];
  /** The indexes of the right options; null in a poll. */
  readonly right: readonly number[] | null;
  /** The indexes of the options that the player selected. */
  readonly own: readonly number[];
  readonly columns: number;
  /** An option takes one row, two if there is room, or three with an empty one. */
  readonly rows: number;
}

/** A bar for each option that shows how many players selected it. Right options are marked. */
export function Distribution({ options, counts, right, own, columns, rows }: DistributionProps) {
  const theme = useTheme();
  const rowsEach = rowsForEach(options.length, rows);
  const most = Math.max(1, ...counts);
  return (
    <Box flexDirection="column" rowGap={rowsEach === 3 ? 1 : 0} flexShrink={0}>
      {theme.options.slice(0, options.length).map((look, index) => {
        const count = counts[index] ?? 0;
        const row = {
          theme,
          look,
          columns,
          count,
          index,
          share: count / most,
          text: options[index] ?? '',
          isPoll: right === null,
          isRight: right?.includes(index) ?? false,
          isOwn: own.includes(index),
        };
        return rowsEach === 1 ? <SlimRow key={index} {...row} /> : <TallRow key={index} {...row} />;
      })}
    </Box>
  );
}

function rowsForEach(options: number, rows: number): 1 | 2 | 3 {
  if (rows >= options * 3 - 1) return 3;
  return rows >= options * 2 ? 2 : 1;
}

interface RowProps {
  readonly theme: Theme;
  readonly look: OptionLook;
  readonly columns: number;
  readonly index: number;
  readonly text: string;
  readonly count: number;
  /** The count, as a fraction of the greatest one. */
  readonly share: number;
  readonly isPoll: boolean;
  readonly isRight: boolean;
  readonly isOwn: boolean;
}

function SlimRow(props: RowProps) {
  const { theme, look, columns, share, count } = props;
  const barWidth = inlineBarWidth(columns);
  const label = labelOf(props, columns - barWidth - COUNT_WIDTH - MARK_WIDTH - BADGE_WIDTH);
  return (
    <Box height={1} columnGap={1}>
      <Label {...props} label={label} />
      <Bar filled={Math.max(share * barWidth, count > 0 ? 1 : 0)} width={barWidth} style={look.bar} />
      <Text {...(props.isRight ? theme.styles.strong : {})}>
        {fitEnd(formatNumber(count), COUNT_WIDTH - 3)}
      </Text>
    </Box>
  );
}

function TallRow(props: RowProps) {
  const { theme, look, columns, share, count } = props;
  const barWidth = Math.max(1, columns - COUNT_WIDTH - MARK_WIDTH);
  const filled = Math.max(share * barWidth, count > 0 ? 1 : 0);
  return (
    <Box flexDirection="column">
      <Box height={1} columnGap={1}>
        <Label {...props} label={labelOf(props, columns - MARK_WIDTH - BADGE_WIDTH)} />
      </Box>
      <Box height={1} paddingLeft={MARK_WIDTH} columnGap={1}>
        {count > 0 && <Bar filled={filled} width={Math.max(1, Math.round(filled))} style={look.bar} />}
        <Text {...(props.isRight ? theme.styles.strong : {})}>{formatNumber(count)}</Text>
      </Box>
    </Box>
  );
}

const COUNT_WIDTH = 9;
const MARK_WIDTH = 3;
const BADGE_WIDTH = 6;

function Label(props: RowProps & { readonly label: string }) {
  const { theme, look, index, label, isRight, isPoll } = props;
  const { styles } = theme;
  const textStyle = isRight ? styles.strong : isPoll ? {} : styles.faint;
  return (
    <>
      <Text {...(isRight ? styles.good : isPoll ? styles.accent : styles.bad)}>
        {fitEnd(markOf(props), MARK_WIDTH - 1)}
      </Text>
      <Text {...look.tile}>{` ${look.shape} ${index + 1} `}</Text>
      <Text {...textStyle} wrap="truncate-end">
        {label}
      </Text>
    </>
  );
}

function markOf({ theme: { symbols }, isRight, isOwn, isPoll }: RowProps): string {
  if (isRight) return symbols.right;
  if (!isOwn) return '';
  return isPoll ? symbols.pointer : symbols.wrong;
}

function labelOf(props: RowProps, width: number): string {
  const { theme, text } = props;
  const { symbols } = theme;
  const words = noteOf(props);
  const note = words && ` ${symbols.dash} ${words}`;
  const shown = widthOf(note) < width / 2 ? note : '';
  return fit(truncate(text, width - widthOf(shown), symbols.ellipsis) + shown, width, symbols.ellipsis);
}

function noteOf({ isOwn, isRight, isPoll }: RowProps): string {
  if (isOwn) return isPoll ? 'your vote' : 'your answer';
  return isRight ? 'correct' : '';
}
