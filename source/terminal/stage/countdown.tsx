import { Box, Text } from 'ink';
import { type Deadline, useCountdown } from '../hooks/use-countdown.ts';
import { useTheme } from '../hooks/use-theme.ts';
import { Bar } from '../ui/bar.tsx';
import { BigText, type Scale } from '../ui/big-text.tsx';
import { fitEnd } from '../../text/width.ts';
/** The last second is red. */
const URGENT_SECONDS = 1;

interface CountdownBarProps {
  readonly deadline: Deadline;
  readonly columns: number;
}

/** The seconds left, with a shrinking bar; `PAUSED` while the clock is stopped. */
export function CountdownBar({ deadline, columns }: CountdownBarProps) {
  const { styles } = useTheme();
  const isPaused = deadline.pausedAt !== null;
  const width = Math.max(0, columns - SECONDS_WIDTH - (isPaused ? PAUSED_WIDTH : 0));
  const { seconds, cells } = useCountdown(deadline, width);
  const style = seconds <= URGENT_SECONDS ? styles.bad : styles.good;
  return (
    <Box height={1} flexShrink={0}>
      {isPaused && <PausedBadge />}
      <Bar filled={cells} width={width} style={isPaused ? styles.faint : style} track />
      <Text {...(isPaused ? styles.strong : style)}>{fitEnd(`${seconds} s`, SECONDS_WIDTH)}</Text>
    </Box>
  );
}

const SECONDS_WIDTH = 6;
const PAUSED = ' PAUSED ';

/** The width of the badge, with its margin. */
export const PAUSED_WIDTH = PAUSED.length + 1;

export function PausedBadge() {
  const { styles } = useTheme();
  return (
    <Box marginRight={1} flexShrink={0}>
      <Text {...styles.noticeBadge}>{PAUSED}</Text>
    </Box>
  );
}

interface CountdownDigitsProps {
  readonly deadline: Deadline;
  readonly scale: Scale;
}

/** The seconds left, in large digits. */
export function CountdownDigits({ deadline, scale }: CountdownDigitsProps) {
  const { styles } = useTheme();
  const { seconds } = useCountdown(deadline, 0);
  const style = seconds <= URGENT_SECONDS && deadline.pausedAt === null ? styles.bad : styles.accent;
  return <BigText text={String(seconds)} scale={scale} style={style} />;
}
