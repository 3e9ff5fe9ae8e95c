import { Box, Text } from 'ink';
import type { Size } from '../../hooks/use-size.ts';
import { useTheme } from '../../hooks/use-theme.ts';
import { whereYouAre } from './standings.tsx';
import { RevealPanel } from '../../stage/reveal-panel.tsx';
import type { TextStyle, Theme } from '../../theme.ts';
import { TruncatedText } from '../../ui/fitted-text.tsx';
import { formatNumber } from '../../../text/numbers.ts';
import { widthOf } from '../../../text/width.ts';
import type { AskedQuestion, RevealStage } from '../../../view/stage.ts';
import type { You, YouResult } from '../../../view/you.ts';

interface RevealProps {
  readonly stage: RevealStage & { readonly players: number };
  readonly you: You | null;
  readonly size: Size;
}

/** Right or wrong, what it brought, and what was right. */
export function Reveal({ stage, you, size }: RevealProps) {
  const { rows } = size;
  // A poll changes nobody's place.
  const place = stage.question.type === 'poll' ? '' : whereYouAre(you, stage.players);
  const result = you?.question === stage.question.index ? you.result : null;
  const own = result && result.answer !== null ? { answer: result.answer, isCorrect: result.correct } : null;
  return (
    <Box height={rows} flexDirection="column">
      <Box flexDirection="column" flexShrink={0} paddingTop={gapOf(size)}>
        {you && result ? (
          <Verdict {...{ you, result }} question={stage.question} columns={size.columns} />
        ) : (
          <Text> </Text>
        )}
        <TruncatedText columns={size.columns}>{place || ' '}</TruncatedText>
      </Box>
      <RevealPanel stage={stage} own={own} size={revealSize(size)} />
    </Box>
  );
}

/** The room for the body, below what it brought. */
export function revealSize(size: Size): Size {
  return { columns: size.columns, rows: size.rows - 2 - gapOf(size) };
}

function gapOf({ rows }: Size): number {
  return rows >= 16 ? 1 : 0;
}

interface VerdictProps {
  readonly question: AskedQuestion;
  readonly you: You;
  readonly result: YouResult;
  readonly columns: number;
}

/** Right, partly right or wrong, and the points. */
function Verdict({ question, you, result, columns }: VerdictProps) {
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
      <TruncatedText columns={columns - widthOf(text) - 4} style={theme.styles.strong}>
        {notes.filter(Boolean).join('  ')}
      </TruncatedText>
    </Box>
  );
}

function verdictOn(
  { type }: AskedQuestion,
  { answer, correct, points }: YouResult,
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
