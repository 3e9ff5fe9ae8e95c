import { Box, Text } from 'ink';
import type { AskedQuestion } from '../../view/stage.ts';
import type { You, YourResult } from '../../view/you.ts';
import { Line } from '../components/line.tsx';
import { useTheme } from '../hooks/use-theme.ts';
import { formatNumber, widthOf } from '../text.ts';
import type { TextStyle, Theme } from '../theme.ts';

interface VerdictProps {
  readonly question: AskedQuestion;
  readonly you: You;
  readonly result: YourResult;
  readonly columns: number;
}

/** Right, partly right or wrong, and the points. */
export function Verdict({ question, you, result, columns }: VerdictProps) {
  const theme = useTheme();
  const { points, streakBonus } = result;
  const { text, style } = verdictOn(question, result, theme);
  const notes = [
    points > 0 ? `+${formatNumber(points)}` : '',
    streakBonus > 0 ? `+${formatNumber(streakBonus)} for ${you.streak} in a row` : '',
    question.points === 0 && question.type !== 'poll' ? 'no points in this one' : '',
  ];
  return (
    <Box columnGap={2} height={1} overflow="hidden">
      <Text {...style}>{` ${text} `}</Text>
      <Line columns={columns - widthOf(text) - 4} style={theme.styles.strong}>
        {notes.filter(Boolean).join('  ')}
      </Line>
    </Box>
  );
}

function verdictOn(
  { type }: AskedQuestion,
  { answer, correct, points }: YourResult,
  { styles, symbols }: Theme,
): { readonly text: string; readonly style: TextStyle } {
  if (type === 'poll') {
    return { text: answer === null ? 'You did not vote' : 'Thanks for your vote', style: styles.noticeBadge };
  }
  if (correct) return { text: `${symbols.right} Right`, style: styles.goodBadge };
  if (answer === null) return { text: `${symbols.dash} No answer`, style: styles.noticeBadge };
  if (points > 0) return { text: `${symbols.dash} Partly right`, style: styles.noticeBadge };
  return { text: `${symbols.wrong} Wrong`, style: styles.badBadge };
}
