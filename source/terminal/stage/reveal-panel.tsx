import { Box } from 'ink';
import type { Size } from '../hooks/use-size.ts';
import { useTheme } from '../hooks/use-theme.ts';
import type { AnswerLayout } from '../questions/question-widget.ts';
import { widgetFor } from '../questions/widgets.ts';
import { Explanation, LEAST_EXPLANATION, explanationRows } from './explanation.tsx';
import { type QuestionLayout, layOutQuestionPanel, rowsAboveTiles } from './question-panel.tsx';
import { WholeQuestion, useReading } from './whole-question.tsx';
import { Centred } from '../ui/centred.tsx';
import { CODE_FRAME_ROWS, CodeBlock, codeRows } from '../ui/code-block.tsx';
import { WrappedText } from '../ui/fitted-text.tsx';
import { allocateRows } from '../ui/layout.ts';
import { wrap } from '../../text/width.ts';
import type { RevealStage } from '../../view/stage.ts';
import type { OwnAnswer } from '../../words/result.ts';

interface RevealPanelProps {
  readonly stage: RevealStage;
  /** The player's own answer; null if there is none. */
  readonly own?: OwnAnswer | null;
  /** The size of the body, which the question had to itself. */
  readonly content: Size;
  /** The size of the panel. */
  readonly size: Size;
}

/** A closed question: its text, how it was answered, what was correct and why. */
export function RevealPanel({ stage, own = null, content, size }: RevealPanelProps) {
  const { styles, symbols } = useTheme();
  const { question, explanation = '' } = stage;
  const { columns, rows } = size;
  const layout = layOutReveal(stage, content, size, symbols.ellipsis);
  const whole = { question, revealed: stage, size };
  const page = useReading(whole, layout.isCut, false);
  if (page > 0) return <WholeQuestion {...whole} page={page} />;
  const { place } = layout;
  const answers = widgetFor(question).renderReveal({
    stage,
    own,
    asked: layout.asked,
    size: { columns, rows: layout.answers },
  });
  const shownExplanation = layout.explanation > 0 && (
    <Explanation
      text={explanation}
      columns={columns}
      rows={layout.explanation}
      bracketsOnly={layout.isCodeCut}
    />
  );
  const upper = (
    <Centred rows={place ? place.upperRows : rows} gap={layout.gap}>
      <WrappedText
        columns={columns}
        rows={layout.text}
        style={styles.strong}
        isCentred={!question.code && question.type !== 'order' && layout.gap > 0 && layout.text <= 2}
      >
        {question.text}
      </WrappedText>
      {question.code && layout.code > 0 && (
        <CodeBlock
          key={question.index}
          code={question.code}
          columns={columns}
          rows={layout.code}
          pageKeysOnly={layout.isExplanationCut}
        />
      )}
      {!place && answers}
      {!place?.isExplanationBelow && shownExplanation}
    </Centred>
  );
  if (!place) return upper;
  return (
    <Box height={rows} flexDirection="column" flexShrink={0} overflow="hidden">
      {upper}
      <Box paddingTop={layout.gap} paddingBottom={place.gapBelow} flexShrink={0}>
        {answers}
      </Box>
      {place.isExplanationBelow && shownExplanation}
    </Box>
  );
}

/** The rows of each part of a reveal; 0 for a missing part. */
export interface RevealLayout {
  /** The layout of the answers while the question was open. */
  readonly asked: AnswerLayout;
  readonly text: number;
  readonly code: number;
  readonly answers: number;
  readonly explanation: number;
  /** Whether the code scrolls. */
  readonly isCodeCut: boolean;
  readonly isExplanationCut: boolean;
  /** Whether part of the text or the answers is cut off, or the code or the explanation is left out. */
  readonly isCut: boolean;
  /** Empty rows between the parts. */
  readonly gap: number;
  /** Keeps the tiles where they were; null if they cannot stay there. */
  readonly place: {
    /** The rows for everything above the tiles, without the gap. */
    readonly upperRows: number;
    readonly isExplanationBelow: boolean;
    readonly gapBelow: number;
  } | null;
}

/** Divides the rows so that tiles stay where they were, unless that hides code that would otherwise fit. */
export function layOutReveal(stage: RevealStage, content: Size, size: Size, ellipsis: string): RevealLayout {
  const asked = layOutQuestionPanel(stage.question, content, ellipsis);
  const free = layOutFreely(stage, asked.answers, size);
  const inPlace = layOutInPlace(stage, asked, content, size);
  return inPlace && (inPlace.code > 0 || free.code === 0) ? inPlace : free;
}

/** Lays out a reveal around its tiles. Returns undefined if there is too little room for the text or the explanation. */
function layOutInPlace(
  stage: RevealStage,
  asked: QuestionLayout,
  content: Size,
  { columns, rows }: Size,
): RevealLayout | undefined {
  const { question, explanation = '' } = stage;
  const { answers, gap } = asked;
  const widget = widgetFor(question);
  const above = rowsAboveTiles(question, asked, content);
  const { inPlace } = widget.revealRows(stage, columns, answers);
  if (above === undefined || inPlace === undefined) return undefined;
  const upperRows = above - (content.rows - rows) - gap;
  const lowerRows = content.rows - above - inPlace;
  const measured = widget.measureReveal(stage, { columns, rows: inPlace }, answers);
  const text = wrap(question.text, columns).length;
  const wholeCode = question.code ? codeRows(question.code.text, columns) : 0;
  const code = text + gap + wholeCode <= upperRows ? wholeCode : 0;
  const left = upperRows - text - (code > 0 ? gap + code : 0);
  const whole = explanationRows(explanation, columns);
  const roomAbove = left - gap;
  const isExplanationBelow = whole + gap <= lowerRows || (whole > roomAbove && lowerRows >= roomAbove);
  const explained = Math.min(whole, Math.max(isExplanationBelow ? lowerRows : roomAbove, 0));
  const isTooLow = left < 0 || explained < Math.min(whole, LEAST_EXPLANATION);
  if (isTooLow || measured.rows !== inPlace || measured.isCut) return undefined;
  return {
    asked: answers,
    text,
    code,
    answers: inPlace,
    explanation: explained,
    isCodeCut: false,
    isExplanationCut: explained < whole,
    isCut: code < wholeCode,
    gap,
    place: { upperRows, isExplanationBelow, gapBelow: explained < lowerRows ? 1 : 0 },
  };
}

/** Divides the rows. Code is shown only if there is enough room for everything else. */
function layOutFreely(stage: RevealStage, asked: AnswerLayout, { columns, rows }: Size): RevealLayout {
  const { question, explanation = '' } = stage;
  const textRows = wrap(question.text, columns).length;
  const wholeExplanation = explanationRows(explanation, columns);
  const wholeCode = question.code && rows >= ROWS_FOR_CODE ? codeRows(question.code.text, columns) : 0;
  const gap = rows < ROWS_FOR_GAPS ? 0 : 1;
  const gaps = 1 + (wholeExplanation > 0 ? 1 : 0) + (wholeCode > 0 ? 1 : 0);
  const widget = widgetFor(question);
  const { minimum, preferred, spacious } = widget.revealRows(stage, columns, asked);
  const [text = 0, answers = 0, explained = 0, code = 0, more = 0] = allocateRows(rows - gap * gaps, [
    {
      minimum: Math.min(textRows, rows < 12 ? 1 : 3),
      preferred: Math.min(textRows, rows < 12 ? 2 : textRows),
    },
    { minimum, preferred },
    // It can be scrolled.
    { minimum: Math.min(wholeExplanation, rows < 12 ? 1 : 4), preferred: wholeExplanation },
    { minimum: Math.min(wholeCode, 6), preferred: wholeCode },
    { minimum: 0, preferred: Math.max(0, spacious - preferred) },
  ]);
  const { rows: used, isCut } = widget.measureReveal(stage, { columns, rows: answers + more }, asked);
  const explanationShown = Math.max(0, Math.min(wholeExplanation, explained + answers + more - used));
  const shownCode = code > CODE_FRAME_ROWS ? code : 0;
  const isCodeLeftOut = question.code !== undefined && shownCode === 0;
  const isExplanationLeftOut = wholeExplanation > 0 && explanationShown === 0;
  return {
    asked,
    text,
    code: shownCode,
    answers: used,
    explanation: explanationShown,
    isCodeCut: shownCode > 0 && shownCode < wholeCode,
    isExplanationCut: explanationShown < wholeExplanation,
    isCut: text < textRows || isCut || isCodeLeftOut || isExplanationLeftOut,
    gap,
    place: null,
  };
}

const ROWS_FOR_CODE = 16;
const ROWS_FOR_GAPS = 11;
