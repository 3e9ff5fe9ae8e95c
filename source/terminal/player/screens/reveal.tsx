import { Box, Text } from 'ink';
import type { Size } from '../../hooks/use-size.ts';
import { useTheme } from '../../hooks/use-theme.ts';
import { isAnswerTo } from '../../../quiz/questions/shown-question.ts';
import { rankSummary } from '../rank.ts';
import { RevealPanel } from '../../stage/reveal-panel.tsx';
import type { TextStyle, Theme } from '../../theme.ts';
import { TruncatedText } from '../../ui/fitted-text.tsx';
import { firstThatFits } from '../../ui/layout.ts';
import { formatNumber } from '../../../text/numbers.ts';
import { widthOf } from '../../../text/width.ts';
import type { AskedQuestion, RevealStage } from '../../../view/stage.ts';
import type { You, YouResult } from '../../../view/you.ts';

interface PlayerRevealProps {
  readonly stage: RevealStage & { readonly players: number };
  readonly you: You | null;
  /** Whether the player's answer was sent because time ran out. */
  readonly wasAutomatic: boolean;
  readonly size: Size;
}

/** The player's result and rank, above the correct answer. */
export function PlayerReveal({ stage, you, wasAutomatic, size }: PlayerRevealProps) {
  const { columns, rows } = size;
  const { question } = stage;
  // A poll changes nobody's rank.
  const rank = question.type === 'poll' ? '' : rankSummary(you, stage.players, columns);
  const result = you?.question === question.index ? you.result : null;
  const answer = result?.answer ?? null;
  const own =
    result && answer !== null && isAnswerTo(question, answer) ? { answer, isCorrect: result.correct } : null;
  return (
    <Box height={rows} flexDirection="column">
      <Box flexDirection="column" flexShrink={0} paddingTop={gapOf(size)}>
        {you && result ? <Result {...{ you, result, question, columns }} /> : <Text> </Text>}
        <TruncatedText columns={columns}>
          {wasAutomatic ? firstThatFits(automaticTexts(rank), columns) : rank || ' '}
        </TruncatedText>
      </Box>
      {/* Alone, the result above says it all. */}
      <RevealPanel {...{ stage, own }} isSummarized={stage.players === 1} size={revealSize(size)} />
    </Box>
  );
}

/** The longest first. */
function automaticTexts(rank: string): string[] {
  const note = 'Your answer was sent when time ran out.';
  return [...(rank === '' ? [] : [`${rank}. ${note}`]), note, 'Sent when time ran out.'];
}

/** The room for the body, below the result. */
export function revealSize(size: Size): Size {
  return { columns: size.columns, rows: size.rows - 2 - gapOf(size) };
}

function gapOf({ rows }: Size): number {
  return rows >= 16 ? 1 : 0;
}

interface ResultProps {
  readonly question: AskedQuestion;
  readonly you: You;
  readonly result: YouResult;
  readonly columns: number;
}

/** Correct, partly correct or wrong, and the points for it. */
function Result({ question, you, result, columns }: ResultProps) {
  const theme = useTheme();
  const { text, style } = badgeFor(question, result, theme);
  const room = columns - widthOf(text) - 4;
  return (
    <Box columnGap={2} height={1} overflow="hidden">
      <Text {...style}>{` ${text} `}</Text>
      <TruncatedText columns={room} style={theme.styles.strong}>
        {firstThatFits(pointsNotes(question, you, result), room)}
      </TruncatedText>
    </Box>
  );
}

/** The longest first. */
function pointsNotes({ points: maximum, type }: AskedQuestion, { streak }: You, result: YouResult): string[] {
  if (maximum === 0) return type === 'poll' ? [] : ['no points for this one'];
  const { points, streakBonus } = result;
  const earned = points > 0 ? [`+${formatNumber(points)}`] : [];
  if (streakBonus === 0) return earned;
  const bonus = `+${formatNumber(streakBonus)}`;
  return [
    [...earned, `${bonus} for ${streak} in a row`].join('  '),
    [...earned, `${bonus} streak bonus`].join(' '),
  ];
}

function badgeFor(
  { type }: AskedQuestion,
  { answer, correct, points }: YouResult,
  { styles, symbols }: Theme,
): { readonly text: string; readonly style: TextStyle } {
  if (type === 'poll') {
    return { text: answer === null ? "You didn't vote" : 'Thanks for your vote', style: styles.noticeBadge };
  }
  if (correct) return { text: `${symbols.right} Correct!`, style: styles.goodBadge };
  if (answer === null) return { text: `${symbols.dash} No answer`, style: styles.noticeBadge };
  if (points > 0) return { text: `${symbols.dash} Partly correct`, style: styles.noticeBadge };
  return { text: `${symbols.wrong} Wrong`, style: styles.badBadge };
}
