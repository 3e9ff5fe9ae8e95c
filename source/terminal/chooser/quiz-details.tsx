import { Box, Text } from 'ink';
import type { Size } from '../hooks/use-size.ts';
import { useTheme } from '../hooks/use-theme.ts';
import type { Styles, Theme } from '../theme.ts';
import { firstThatFits, gapFor } from '../ui/layout.ts';
import type { LibraryProblem, LibraryQuiz } from '../../quiz/bank/library.ts';
import { difficultyOf, minutesOf, samplesOf, typesOf } from '../../quiz/overview.ts';
import type { QuestionTypeName } from '../../quiz/questions/shown-question.ts';
import { cleanLine } from '../../text/clean.ts';
import { pluralize } from '../../text/numbers.ts';
import { truncate, truncateStart, wrap } from '../../text/width.ts';

interface QuizDetailsProps {
  readonly choice: LibraryQuiz | LibraryProblem;
  readonly size: Size;
}

/** What a quiz is like, with some of its questions but no answers; or why a file cannot be used. */
export function QuizDetails({ choice, size }: QuizDetailsProps) {
  const theme = useTheme();
  const paragraphs = 'quiz' in choice ? paragraphsOf(choice, size, theme) : problemOf(choice, size, theme);
  const gap = gapFor(size.rows);
  const lines = paragraphs
    .filter(({ length }) => length > 0)
    .flatMap((paragraph, index) => [...(gap > 0 && index > 0 ? [EMPTY] : []), ...paragraph]);
  return (
    <Box flexDirection="column" width={size.columns} flexShrink={0}>
      {lines.slice(0, size.rows).map(({ text, style }, row) => (
        <Text key={row} wrap="truncate-end" {...(style && theme.styles[style])}>
          {text}
        </Text>
      ))}
    </Box>
  );
}

interface Line {
  readonly text: string;
  readonly style?: Exclude<keyof Styles, 'code'>;
}

const EMPTY: Line = { text: ' ' };

/** How many questions are shown. */
const SAMPLES = 3;

/** Where there are fewer rows, the list above shows the title. */
const ROWS_FOR_TITLE = 8;

function paragraphsOf({ quiz, file, source }: LibraryQuiz, { columns, rows }: Size, theme: Theme): Line[][] {
  const { dot, ellipsis } = theme.symbols;
  const isLow = rows < ROWS_FOR_TITLE;
  const lines = (text: string, most: number, style?: Line['style']): Line[] =>
    wrap(text, columns, most, ellipsis).map((line) => ({ text: line, ...(style && { style }) }));
  const { title, description = '', questions } = quiz;
  const minutes = minutesOf(quiz);
  const facts = (about: string) =>
    [pluralize(questions.length, 'question'), `${about}${minutes} min`, difficultyOf(quiz) ?? []]
      .flat()
      .join(` ${dot} `);
  const types = typesOf(quiz).map((type) => TYPES[type]);
  const samples = samplesOf(quiz, SAMPLES).flatMap(({ question }) =>
    wrap(question, columns - 2, isLow ? 1 : 2 + gapFor(rows), ellipsis).map((line, row) => ({
      text: `${row === 0 ? dot : ' '} ${line}`,
    })),
  );
  const shownFile = truncateStart(cleanLine(file), columns, ellipsis);
  return [
    isLow ? [] : [...lines(title, 2, 'accent'), ...lines(description, 2 + gapFor(rows))],
    [
      ...lines(firstThatFits([facts('about '), facts('')], columns), 1, 'strong'),
      ...lines(types.join(', '), isLow ? 1 : 3),
    ],
    gapFor(rows) > 0 ? [{ text: 'For example:', style: 'faint' }, ...samples] : samples,
    source === 'bundled' || isLow ? [] : [{ text: shownFile, style: 'faint' }],
  ];
}

function problemOf({ file, line, column, message }: LibraryProblem, size: Size, theme: Theme): Line[][] {
  const { ellipsis } = theme.symbols;
  const { columns, rows } = size;
  const place = line === undefined ? '' : `Line ${line}, column ${column}: `;
  const name = truncate(nameOf(file), columns, ellipsis);
  return [
    rows < ROWS_FOR_TITLE ? [] : [{ text: name, style: 'strong' }],
    wrap(`${place}${cleanLine(message)}`, columns, 6, ellipsis).map((text) => ({ text, style: 'bad' })),
    [{ text: truncateStart(cleanLine(file), columns, ellipsis), style: 'faint' }],
  ];
}

/** Returns the name of a file without its folder. */
export function nameOf(file: string): string {
  return cleanLine(file.split(/[/\\]/u).at(-1) ?? file);
}

const TYPES: Readonly<Record<QuestionTypeName, string>> = {
  choice: 'one answer',
  multiple: 'multiple answers',
  boolean: 'true or false',
  text: 'typed answers',
  number: 'numbers',
  order: 'items to put in order',
  poll: 'polls',
};
