import { Box, Text } from 'ink';
import { easeOut, inSteps, useMotion } from '../../hooks/use-motion.ts';
import type { Size } from '../../hooks/use-size.ts';
import { useTheme } from '../../hooks/use-theme.ts';
import { ROWS_FOR_HIGH_PARTS, ROWS_FOR_LARGE_POINTS } from '../../stage/question-panel.tsx';
import type { TextStyle, Theme } from '../../theme.ts';
import { BigText, FLAME, type Scale, bigTextWidth, rowsOf } from '../../ui/big-text.tsx';
import { TruncatedText } from '../../ui/fitted-text.tsx';
import { firstThatFits } from '../../ui/layout.ts';
import { formatNumber } from '../../../text/numbers.ts';
import { fit, fitEnd, widthOf } from '../../../text/width.ts';
import type { RevealStage } from '../../../view/stage.ts';
import type { You, YouResult } from '../../../view/you.ts';
import { revealSummary } from '../../../words/question.ts';
import {
  AUTOMATIC_NOTES,
  earnedPoints,
  noPointsNote,
  rankSummaries,
  streakBonusText,
  streakText,
  verdictOf,
} from '../../../words/result.ts';

interface VerdictProps {
  readonly stage: RevealStage & { readonly players: number };
  readonly you: You;
  readonly result: YouResult;
  /** Whether the player's answer was sent because time ran out. */
  readonly wasAutomatic: boolean;
  readonly size: Size;
}

/** Whether the answer was correct, in a banner; the points, large if there is room; the streak; and the rank. */
export function Verdict({ stage, you, result, wasAutomatic, size }: VerdictProps) {
  const theme = useTheme();
  const { columns } = size;
  const { players, question } = stage;
  const layout = layOutVerdict(size, result, theme.ascii);
  // Alone, the verdict says it all.
  const summary = players === 1 ? '' : revealSummary(stage);
  const longest = widthOf(bannerText(stage, you, result, 1, size, theme));
  const isSummaryBelow = longest + widthOf(summary) + 2 > columns;
  const room = isSummaryBelow ? columns - widthOf(summary) - 2 : columns;
  // A poll changes nobody's rank.
  const rank = question.type === 'poll' ? '' : firstThatFits(rankSummaries(you, players), room);
  const below = wasAutomatic ? firstThatFits(automaticTexts(rank), room) : rank;
  return (
    <Box
      flexDirection="column"
      flexShrink={0}
      height={layout.rows}
      paddingTop={layout.gap}
      rowGap={layout.gap}
    >
      <Banner
        {...{ stage, you, result, size }}
        rows={layout.bannerRows}
        summary={isSummaryBelow ? '' : summary}
      />
      {layout.scale !== null && (
        <Points {...{ you, result, columns }} scale={layout.scale} question={question.index} />
      )}
      <TruncatedText columns={columns}>
        {isSummaryBelow ? below + fitEnd(summary, columns - widthOf(below)) : below || ' '}
      </TruncatedText>
    </Box>
  );
}

interface VerdictLayout {
  readonly rows: number;
  readonly gap: 0 | 1;
  readonly bannerRows: 1 | 3;
  /** The scale of the points; null if they are in the banner, or there are none. */
  readonly scale: Scale | null;
}

/** Divides the rows above a reveal. */
export function layOutVerdict({ rows }: Size, result: YouResult, ascii: boolean): VerdictLayout {
  if (rows < ROWS_FOR_LARGE_POINTS) return { rows: 2, gap: 0, bannerRows: 1, scale: null };
  const isHigh = rows >= ROWS_FOR_HIGH_PARTS;
  const scale = earnedPoints(result) > 0 ? (ascii || isHigh ? 'normal' : 'compact') : null;
  const bannerRows = isHigh || !scale ? 3 : 1;
  const pointRows = scale ? rowsOf(scale) + 1 : 0;
  return { rows: bannerRows + pointRows + 4, gap: 1, bannerRows, scale };
}

/** The longest first. */
function automaticTexts(rank: string): string[] {
  const [note] = AUTOMATIC_NOTES;
  return [...(rank === '' ? [] : [`${rank}. ${note}`]), ...AUTOMATIC_NOTES];
}

interface BannerProps extends Pick<VerdictProps, 'stage' | 'you' | 'result' | 'size'> {
  readonly rows: 1 | 3;
  /** How many players got it right; empty if that stands elsewhere. */
  readonly summary: string;
}

function Banner({ stage, you, result, size, rows, summary }: BannerProps) {
  const theme = useTheme();
  const { columns } = size;
  const progress = easeOut(inSteps(useMotion(COUNT_MS, stage.question.index), columns));
  const start = bannerText(stage, you, result, progress, size, theme);
  const line = start + fitEnd(summary === '' ? '' : `${summary} `, columns - widthOf(start));
  const style = bannerStyle(stage, result, theme);
  return (
    <Box flexDirection="column" flexShrink={0}>
      {(rows === 3 ? ['', line, ''] : [line]).map((row, index) => (
        <Text key={index} {...style}>
          {fit(row, columns)}
        </Text>
      ))}
    </Box>
  );
}

/** The verdict, and on a low screen the points and the streak, which have no rows of their own there. */
function bannerText(
  stage: RevealStage,
  you: You,
  result: YouResult,
  progress: number,
  size: Size,
  theme: Theme,
): string {
  const text = markedVerdict(stage, result, theme);
  const isLow = size.rows < ROWS_FOR_LARGE_POINTS;
  const notes = isLow
    ? pointsNotes(stage, you, result, progress, theme)
    : [noPointsNote(stage)].filter((note) => note !== '');
  const texts = [notes, notes.slice(0, 1), []].map((some) => ` ${[text, ...some].join('   ')}`);
  return firstThatFits(texts, size.columns - 1);
}

/** What a banner says about points and streak if they have no rows of their own. */
function pointsNotes(
  stage: RevealStage,
  you: You,
  result: YouResult,
  progress: number,
  { symbols }: Theme,
): string[] {
  const points = earnedPoints(result);
  if (points === 0) return [noPointsNote(stage)].filter((note) => note !== '');
  const streak = streakText(you, result);
  const flames = streak === '' ? [] : [`${symbols.up.repeat(Math.min(you.streak, MAX_FLAMES))} ${streak}`];
  return [`+${formatNumber(Math.round(points * progress))}`, ...flames];
}

interface PointsProps extends Pick<VerdictProps, 'you' | 'result'> {
  readonly scale: Scale;
  readonly columns: number;
  readonly question: number;
}

/** The points in large digits, counted up, and a flame for each correct answer of a streak. */
function Points({ you, result, scale, columns, question }: PointsProps) {
  const { styles } = useTheme();
  const { streak } = you;
  const points = earnedPoints(result);
  const width = bigTextWidth(`+${points}`, scale);
  const perFlame = bigTextWidth(FLAME.repeat(2), scale) - bigTextWidth(FLAME, scale);
  // Wider than the gap between two digits.
  const gap = scale === 'compact' ? 2 : 4;
  const fitting = Math.floor((columns - width - MIN_WORDS - 2 * gap) / perFlame);
  const count = result.correct && streak > 1 ? Math.max(0, Math.min(streak, MAX_FLAMES, fitting)) : 0;
  const flames = FLAME.repeat(count);
  const progress = easeOut(inSteps(useMotion(COUNT_MS, question), rowsOf(scale) * width));
  const flamesWidth = flames === '' ? 0 : bigTextWidth(flames, scale) + gap;
  const room = columns - width - flamesWidth - gap;
  const bonus = streakBonusText(result);
  return (
    <Box height={rowsOf(scale)} flexShrink={0} overflow="hidden">
      <Box width={width} flexShrink={0}>
        <BigText
          text={`+${Math.round(points * progress)}`}
          scale={scale}
          style={result.correct ? styles.good : styles.strong}
        />
      </Box>
      {flames !== '' && progress === 1 && (
        <Box marginLeft={gap} flexShrink={0}>
          <BigText text={flames} scale={scale} style={styles.flame} />
        </Box>
      )}
      {flames !== '' && progress === 1 && room >= MIN_WORDS && (
        <Box marginLeft={gap} flexDirection="column" justifyContent="flex-end" flexShrink={0}>
          <Text {...styles.strong}>{streakText(you, result)}</Text>
          {bonus !== '' && <TruncatedText columns={room}>{bonus}</TruncatedText>}
        </Box>
      )}
    </Box>
  );
}

const MAX_FLAMES = 5;
/** The fewest columns for the words beside the flames. */
const MIN_WORDS = 18;

/** How long the points count up, in milliseconds. */
const COUNT_MS = 800;

/** The verdict with its mark. */
function markedVerdict(stage: RevealStage, result: YouResult, { symbols }: Theme): string {
  const { text, tone } = verdictOf(stage, result);
  if (stage.question.type === 'poll') return text;
  return `${{ correct: symbols.correct, wrong: symbols.wrong, neutral: symbols.dash }[tone]} ${text}`;
}

function bannerStyle(stage: RevealStage, result: YouResult, { styles }: Theme): TextStyle {
  const { tone } = verdictOf(stage, result);
  return { correct: styles.goodBadge, wrong: styles.badBadge, neutral: styles.noticeBadge }[tone];
}
