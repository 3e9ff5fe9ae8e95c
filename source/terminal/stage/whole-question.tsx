import { Box, Text } from 'ink';
import { answerText, countsOf, indexesOf, optionsOf } from '../../quiz/questions/shown-question.ts';
import { useKeyPresses } from '../hooks/use-key-presses.ts';
import { useLatestState } from '../hooks/use-latest-state.ts';
import type { Size } from '../hooks/use-size.ts';
import { useTheme } from '../hooks/use-theme.ts';
import { scrollOf } from '../keys.ts';
import { type TextStyle, type Theme, looksOf } from '../theme.ts';
import type { KeyHint } from '../ui/key-hints.tsx';
import { formatNumber } from '../../text/numbers.ts';
import { fit, widthOf, wrap, wrapCode } from '../../text/width.ts';
import type { AskedQuestion, RevealStage } from '../../view/stage.ts';

interface WholeQuestionProps {
  readonly question: AskedQuestion;
  /** With the correct answer and the explanation; null before the reveal. */
  readonly revealed: RevealStage | null;
  /** From 1. */
  readonly page: number;
  readonly size: Size;
}

/** All of a question as text, page by page, for screens whose usual layout has to cut something. */
export function WholeQuestion({ question, revealed, page, size }: WholeQuestionProps) {
  const theme = useTheme();
  const { styles } = theme;
  const { columns, rows } = size;
  const lines = linesOf(question, revealed, columns, theme);
  const pages = pageCount(lines, rows);
  const shown = Math.min(page, pages);
  const first = Math.min((shown - 1) * rowsPerPage(rows), Math.max(0, lines.length - rowsPerPage(rows)));
  return (
    <Box flexDirection="column" height={rows} flexShrink={0} overflow="hidden">
      {lines
        .slice(first, first + rowsPerPage(rows))
        .map(({ badge = '', badgeStyle = {}, text, style }, row) => (
          <Box key={row} height={1} flexShrink={0}>
            {badge !== '' && <Text {...badgeStyle}>{badge}</Text>}
            <Text {...style} wrap="truncate-end">
              {text || ' '}
            </Text>
          </Box>
        ))}
      <Text {...styles.faint}>{fit(`Page ${shown} of ${pages}`, columns)}</Text>
    </Box>
  );
}

/**
 * Returns the page that is being read, from 1, or 0 for the usual layout: the scroll keys turn the pages, and any other key closes
 * them.
 *
 * @param isTyping Whether [ and ] are text.
 */
export function useReading(
  { question, revealed, size }: Omit<WholeQuestionProps, 'page'>,
  isCut: boolean,
  isTyping: boolean,
): number {
  const theme = useTheme();
  const page = useLatestState(() => 0);
  useKeyPresses((keyPress) => {
    const pages = pageCount(linesOf(question, revealed, size.columns, theme), size.rows);
    const step = scrollOf(keyPress, !isTyping);
    const next = step === undefined ? 0 : Math.max(0, Math.min(pages, page.latest() + step));
    if (next !== page.latest()) page.set(next);
  }, isCut);
  return isCut ? page.value : 0;
}

/**
 * The key that shows all of a question.
 *
 * @param isTyping Whether [ and ] are text.
 */
export function readingHint(isTyping: boolean): KeyHint {
  return { key: isTyping ? 'PgDn' : '[ ]', label: 'more', about: 'read all of the question, page by page' };
}

interface Line {
  readonly badge?: string;
  readonly badgeStyle?: TextStyle;
  readonly text: string;
  readonly style: TextStyle;
}

function pageCount(lines: readonly Line[], rows: number): number {
  return Math.max(1, Math.ceil(lines.length / rowsPerPage(rows)));
}

/** The last row says which page it is. */
function rowsPerPage(rows: number): number {
  return Math.max(1, rows - 1);
}

function linesOf(
  question: AskedQuestion,
  revealed: RevealStage | null,
  columns: number,
  theme: Theme,
): readonly Line[] {
  const { styles, symbols } = theme;
  const { code, text } = question;
  const parts: readonly (readonly Line[])[] = [
    // At the reveal, this is what nobody has read yet.
    revealed ? resultLines(revealed, columns, theme) : [],
    wrap(text, columns).map((line) => ({ text: line, style: styles.strong })),
    (code?.text.split('\n') ?? []).flatMap((line) =>
      wrapCode(line, columns - EDGE_WIDTH).map((piece, row) => ({
        badge: symbols.track + (row === 0 ? ' ' : symbols.wrapped),
        badgeStyle: styles.faint,
        text: piece,
        style: {},
      })),
    ),
    choiceLines(question, revealed, columns, theme),
  ];
  const [first = [], ...others] = parts.filter((part) => part.length > 0);
  return [...first, ...others.flatMap((part) => [{ text: '', style: {} }, ...part])];
}

/** The width of the edge before code: the track, and the mark of a continued line. */
const EDGE_WIDTH = 2;

/** The options, or the items: at the reveal in the correct order. */
function choiceLines(
  question: AskedQuestion,
  revealed: RevealStage | null,
  columns: number,
  theme: Theme,
): readonly Line[] {
  const { styles, symbols } = theme;
  const { items } = question;
  const texts = items ?? optionsOf(question);
  const correct = indexesOf(revealed?.correct ?? null);
  const order = items && revealed ? correct : texts.map((_, index) => index);
  const counts = !items && revealed ? countsOf(revealed.distribution) : [];
  const looks = looksOf(theme, question);
  return order.flatMap((index, position) => {
    const isCorrect = !items && correct.includes(index);
    const mark = isCorrect ? symbols.correct : ' ';
    const badge = ` ${looks[index]?.shape ?? ''} ${position + 1}${mark} `;
    const count = counts[index];
    const whole = (texts[index] ?? '') + (count === undefined ? '' : ` (${formatNumber(count)})`);
    return wrap(whole, columns - widthOf(badge)).map((line, row) => ({
      badge: row === 0 ? badge : ' '.repeat(widthOf(badge)),
      badgeStyle: styles.accent,
      text: line,
      style: isCorrect ? styles.good : {},
    }));
  });
}

/** The explanation, and the correct answer if it is none of the options. */
function resultLines(
  { question, correct, explanation }: RevealStage,
  columns: number,
  { styles, symbols }: Theme,
): readonly Line[] {
  const isTyped = question.type === 'text' || question.type === 'number';
  const answer = isTyped && correct !== null ? `${symbols.correct} ${answerText(question, correct)}` : '';
  const lines = (text: string, style: TextStyle) =>
    text === '' ? [] : wrap(text, columns).map((line) => ({ text: line, style }));
  return [...lines(answer, styles.good), ...lines(explanation ?? '', {})];
}
