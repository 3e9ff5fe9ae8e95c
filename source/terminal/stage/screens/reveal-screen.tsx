import { Box, Text } from 'ink';
import type { Size } from '../../hooks/use-size.ts';
import { useTheme } from '../../hooks/use-theme.ts';
import { widgetFor } from '../../questions/widgets.ts';
import { Explanation, LEAST_EXPLANATION, explanationRows } from '../explanation.tsx';
import { type RevealLayout, RevealPanel, layOutReveal } from '../reveal-panel.tsx';
import type { Theme } from '../../theme.ts';
import {
  type BigQuestionLayout,
  BigQuestionText,
  LargeCount,
  OTHER_ROWS,
  SIDE_GAP,
  layOutBigQuestion,
} from './big-question.tsx';
import { rowsOf, scaleFor } from '../../ui/big-text.tsx';
import { firstThatFits } from '../../ui/layout.ts';
import { formatNumber } from '../../../text/numbers.ts';
import { fitEnd, widthOf } from '../../../text/width.ts';
import type { RevealStage } from '../../../view/stage.ts';
import { instructionFor, questionHeading, revealSummary } from '../../../words/question.ts';

interface RevealScreenProps {
  readonly stage: RevealStage & { readonly players: number };
  readonly size: Size;
}

/** The correct answer, and how many players got it right. */
export function RevealScreen({ stage, size }: RevealScreenProps) {
  const theme = useTheme();
  const { styles, symbols } = theme;
  const { question } = stage;
  const big = layOutBigReveal(stage, size, theme);
  if (big) return <BigReveal {...{ stage, size, big }} />;
  const summary = revealSummary(stage);
  const headings = [
    questionHeading(question, symbols),
    `Question ${question.index + 1}`,
    `${question.index + 1}`,
  ];
  const heading = firstThatFits(headings, size.columns - widthOf(summary) - 2);
  return (
    <Box flexDirection="column" paddingTop={gapOf(size)}>
      <Box height={1} flexShrink={0} overflow="hidden">
        <Text {...styles.accent}>{heading}</Text>
        <Text {...styles.strong}>{fitEnd(summary, size.columns - widthOf(heading))}</Text>
      </Box>
      <Box paddingTop={gapOf(size)} flexDirection="column">
        <RevealPanel stage={stage} content={size} size={panelSize(size)} />
      </Box>
    </Box>
  );
}

/** What of a reveal does not fit. */
export function cutsInReveal(
  stage: RevealScreenProps['stage'],
  size: Size,
  theme: Theme,
): Pick<RevealLayout, 'isCut' | 'isCodeCut' | 'isExplanationCut'> {
  const big = layOutBigReveal(stage, size, theme);
  if (!big) return layOutReveal(stage, size, panelSize(size), theme.symbols.ellipsis);
  return { isCut: false, isCodeCut: false, isExplanationCut: big.isExplanationCut };
}

/** The space for the panel, below the heading. */
function panelSize(size: Size): Size {
  return { columns: size.columns, rows: size.rows - 1 - 2 * gapOf(size) };
}

function gapOf({ rows }: Size): number {
  return rows >= 20 ? 1 : 0;
}

interface BigRevealProps extends RevealScreenProps {
  readonly big: BigRevealLayout;
}

/** The question in its frame, with the explanation below, and how many got it right instead of the clock. The tiles stay where they were. */
function BigReveal({ stage, size, big }: BigRevealProps) {
  const { ascii } = useTheme();
  const { columns, rows } = size;
  const { question, explanation = '' } = stage;
  const widget = widgetFor(question);
  const { asked, middleRows, answerRows, laidOutRows, explanationRows: explained } = big;
  const { count, caption } = largeSummary(stage);
  const scale = scaleFor(count, { columns: asked.side.columns, rows: rowsOf(asked.side.countScale) }, ascii);
  return (
    <Box height={rows} flexDirection="column" justifyContent="space-between" overflow="hidden">
      <Box height={1} flexShrink={0} />
      <Box height={middleRows} columnGap={SIDE_GAP} alignItems="center" flexShrink={0}>
        <Box flexDirection="column" width={asked.left} rowGap={1} flexShrink={0}>
          <BigQuestionText question={question} layout={{ ...asked, boxRows: big.boxRows }} />
          {explained > 0 && (
            <Explanation text={explanation} columns={asked.left} rows={explained} bracketsOnly={false} />
          )}
        </Box>
        <LargeCount {...{ count, scale, caption }} columns={asked.side.columns} />
      </Box>
      <Box height={laidOutRows} flexDirection="column" flexShrink={0}>
        {widget.renderReveal({
          stage,
          own: null,
          asked: asked.answers,
          size: { columns, rows: answerRows },
        })}
      </Box>
      {/* Where the instruction was. */}
      <Box height={instructionFor(question) === '' ? 0 : 1} flexShrink={0} />
    </Box>
  );
}

function largeSummary({ answered, correctCount }: RevealStage) {
  const total = formatNumber(answered);
  if (answered === 0) return { count: total, caption: 'nobody answered' };
  if (correctCount === null) return { count: total, caption: answered === 1 ? 'vote' : 'votes' };
  return { count: `${formatNumber(correctCount)} of ${total}`, caption: 'got it right' };
}

interface BigRevealLayout {
  /** The layout while the question was open. */
  readonly asked: BigQuestionLayout;
  /** The rows of the question, its code and the explanation. */
  readonly middleRows: number;
  readonly boxRows: number;
  readonly explanationRows: number;
  readonly isExplanationCut: boolean;
  readonly answerRows: number;
  /** Without the row of a bar that is drawn over an empty row. */
  readonly laidOutRows: number;
}

/** Lays out a reveal like the open question. Returns undefined if that leaves too little room for the explanation. */
function layOutBigReveal(
  stage: RevealScreenProps['stage'],
  size: Size,
  { ascii, symbols }: Theme,
): BigRevealLayout | undefined {
  const { question, explanation = '', players } = stage;
  const closesAt = question.time === 0 ? null : question.time * 1000;
  const asked = layOutBigQuestion(
    { ...stage, openedAt: 0, closesAt, players },
    size,
    ascii,
    symbols.ellipsis,
  );
  if (!asked) return undefined;
  const { left, answers, codeRows, sideRows, textRows } = asked;
  const whole = explanationRows(explanation, left);
  const least = textRows + codeRows + (whole === 0 ? 0 : 1 + Math.min(whole, LEAST_EXPLANATION));
  const countRows = rowsOf(asked.side.countScale) + 1;
  const widget = widgetFor(question);
  const { preferred, spacious, inPlace } = widget.revealRows(stage, size.columns, answers);
  const room = size.rows - OTHER_ROWS - Math.max(least, countRows);
  // Only tiles that stay where they were may draw their last bar over the empty row below them.
  const isInPlace = inPlace !== undefined && answers.rows <= room;
  const answerRows = isInPlace ? inPlace : Math.min(Math.max(answers.rows, spacious), room);
  if (answerRows < Math.min(answers.rows, preferred)) return undefined;
  const measured = widget.measureReveal(stage, { columns: size.columns, rows: answerRows }, answers);
  if (measured.isCut) return undefined;
  const usual = Math.max(asked.boxRows + codeRows, sideRows);
  const laidOut = isInPlace ? answers.rows : measured.rows;
  const middleRows = Math.min(Math.max(usual, least), size.rows - OTHER_ROWS - laidOut);
  const explained = whole === 0 ? 0 : Math.min(whole, middleRows - textRows - codeRows - 1);
  const padding = Math.min(
    asked.boxRows - textRows,
    middleRows - textRows - codeRows - (whole > 0 ? explained + 1 : 0),
  );
  return {
    asked,
    middleRows,
    boxRows: textRows + Math.max(0, padding),
    explanationRows: explained,
    isExplanationCut: explained < whole,
    answerRows: measured.rows,
    laidOutRows: laidOut,
  };
}
