import { Box, Text } from 'ink';
import { useEffect } from 'react';
import { useKeyPresses } from '../../hooks/use-key-presses.ts';
import { useLatestState } from '../../hooks/use-latest-state.ts';
import type { Size } from '../../hooks/use-size.ts';
import { useTheme } from '../../hooks/use-theme.ts';
import { scrollOf } from '../../keys.ts';
import type { TextStyle, Theme } from '../../theme.ts';
import { TruncatedText } from '../../ui/fitted-text.tsx';
import { gapFor } from '../../ui/layout.ts';
import { answerText } from '../../../quiz/questions/shown-question.ts';
import { formatNumber } from '../../../text/numbers.ts';
import { graphemesOf, widthOf, wrap } from '../../../text/width.ts';
import type { Review } from '../../../view/review.ts';
import type { YouResult } from '../../../view/you.ts';
import { disputeText } from '../../../words/question.ts';
import { earnedPoints, verdictOf } from '../../../words/result.ts';

interface ReviewPageProps {
  /** The question, by its index in play order. */
  readonly index: number;
  /** The number of the page, from 1, and the number of pages. */
  readonly page: number;
  readonly pages: number;
  /** Undefined until it is known. */
  readonly review: Review | undefined;
  /** Whether it can still be fetched. */
  readonly isConnected: boolean;
  /** Asks for the review of the question. */
  readonly fetch: (index: number) => void;
  readonly size: Size;
}

/** One of the player's own answers: the question, the correct answer, and why. Scrolls if it does not fit. */
export function ReviewPage({ index, page, pages, review, isConnected, fetch, size }: ReviewPageProps) {
  const theme = useTheme();
  const { styles, symbols } = theme;
  const { columns } = size;
  useEffect(() => {
    if (isConnected) fetch(index);
  }, [index, isConnected, fetch]);
  const lines = review ? reviewLines(review, columns, theme) : [];
  const room = roomFor(size);
  const last = Math.max(0, lines.length - room);
  const top = useLatestState(() => 0);
  useKeyPresses((keyPress) => {
    const step = keyPress.type === 'up' ? -1 : keyPress.type === 'down' ? 1 : 0;
    const by = step + (scrollOf(keyPress, true) ?? 0) * Math.max(1, room - 1);
    if (by !== 0) top.set(Math.max(0, Math.min(last, Math.min(top.latest(), last) + by)));
  }, last > 0);
  const first = Math.min(top.value, last);
  const heading = `Your answers ${symbols.dot} ${formatNumber(page)} of ${formatNumber(pages)}`;
  const range = last > 0 ? `${first + 1}-${Math.min(lines.length, first + room)} of ${lines.length}` : '';
  return (
    <Box flexDirection="column" height={size.rows} paddingTop={gapFor(size.rows)}>
      <Box height={1} justifyContent="space-between">
        <Text {...styles.accent}>{heading}</Text>
        <Text {...styles.faint}>{range}</Text>
      </Box>
      <Box flexDirection="column" paddingTop={gapFor(size.rows)}>
        {review ? (
          lines.slice(first, first + room).map(({ text, style }, row) => (
            <Text key={row} {...style}>
              {text === '' ? ' ' : text}
            </Text>
          ))
        ) : (
          <TruncatedText columns={columns}>
            {isConnected ? `Fetching your answer${symbols.ellipsis}` : 'This answer is no longer available.'}
          </TruncatedText>
        )}
      </Box>
    </Box>
  );
}

/** Whether a review needs more rows than there are. */
export function reviewScrolls(review: Review | undefined, size: Size, theme: Theme): boolean {
  return review !== undefined && reviewLines(review, size.columns, theme).length > roomFor(size);
}

/** The rows below the heading. */
function roomFor({ rows }: Size): number {
  return Math.max(1, rows - 1 - 2 * gapFor(rows));
}

interface Line {
  readonly text: string;
  readonly style: TextStyle;
}

function reviewLines(review: Review, columns: number, theme: Theme): Line[] {
  const { styles, symbols } = theme;
  const { question, correct, explanation = '', result } = review;
  const wrapped = (text: string, style: TextStyle = {}): Line[] =>
    wrap(text, columns).map((line) => ({ text: line, style }));
  const blank: Line[] = [{ text: '', style: {} }];
  const code = (question.code?.text ?? '')
    .split('\n')
    .flatMap((line) => wrapCode(line, columns))
    .map((text) => ({ text, style: styles.faint }));
  const correctText = correct === null ? '' : answerText(question, correct);
  const isCorrect = result?.correct ?? false;
  const dispute = disputeText(review);
  return [
    ...wrapped(`${question.index + 1}. ${question.text}`, styles.strong),
    ...(question.code ? [...blank, ...code] : []),
    ...blank,
    ...ownAnswer(review, theme).flatMap(({ text, style }) => wrapped(text, style)),
    ...(correctText === '' || isCorrect
      ? []
      : wrapped(`${symbols.correct} Correct: ${correctText}`, styles.good)),
    ...(dispute === null ? [] : wrapped(dispute)),
    ...(explanation === '' ? [] : [...blank, ...wrapped(explanation)]),
  ];
}

/** The player's own answer, how it was marked, and what it earned. */
function ownAnswer(review: Review, { styles, symbols }: Theme): Line[] {
  const { question, result } = review;
  if (result === null) return [{ text: 'You joined after this question.', style: {} }];
  if (result.answer === null) return [{ text: `${symbols.dash} No answer`, style: {} }];
  const answer = answerText(question, result.answer);
  if (question.type === 'poll') return [{ text: `Your vote: ${answer}`, style: {} }];
  const { text, tone } = verdictOf(review, result);
  const mark = { correct: symbols.correct, wrong: symbols.wrong, neutral: symbols.dash }[tone];
  const style = { correct: styles.good, wrong: styles.bad, neutral: {} }[tone];
  const own = { text: `${mark} You: ${answer}${pointsText(result)}`, style };
  // The marks say correct and wrong, but nothing in between.
  const isPartly = tone === 'neutral' && !review.voided;
  return isPartly ? [own, { text: `  ${text}`, style: styles.flame }] : [own];
}

function pointsText(result: YouResult): string {
  const total = earnedPoints(result);
  return total > 0 ? `  +${formatNumber(total)}` : '';
}

/** Cuts a line of code into lines that fit, each indented. */
function wrapCode(line: string, columns: number): string[] {
  const lines = [CODE_INDENT];
  for (const character of graphemesOf(line)) {
    const longer = (lines.at(-1) ?? '') + character;
    if (widthOf(longer) <= columns) lines[lines.length - 1] = longer;
    else lines.push(CODE_INDENT + character);
  }
  return lines;
}

const CODE_INDENT = '  ';
