import { describePath } from './issue-messages.ts';
import type { LocatedMessage } from './json-document.ts';
import type { Question } from '../questions/question.ts';
import type { Quiz } from '../quiz.ts';
import { widthOf, wrap } from '../../text/width.ts';

// What fits on an 80 × 24 terminal beside everything else, in cells and rows.
const QUESTION_WIDTH = 220;
const OPTION_WIDTH = 70;
const EXPLANATION_WIDTH = 300;
const CODE_WIDTH = 72;
const COLUMNS = 76;
const ROWS = 20;
const CODE_FRAME_ROWS = 2;
/** The widths of the texts of options in one column and in two, beside their digits and shapes. */
const ONE_COLUMN = 68;
const TWO_COLUMNS = 29;

/** Warns about texts that do not fit on an 80 × 24 terminal. */
export function screenWarnings({ questions }: Quiz): LocatedMessage[] {
  return questions.flatMap((question, index) =>
    warningsOf(question).map(({ path, problem }) => {
      const fullPath = ['questions', index, ...path];
      return { path: fullPath, message: () => `${describePath(fullPath)} ${problem}` };
    }),
  );
}

function warningsOf(question: Question): { path: (string | number)[]; problem: string }[] {
  const { code, explanation = '' } = question;
  const lists = {
    options: 'options' in question ? question.options : [],
    items: 'items' in question ? question.items : [],
  };
  const lines = code?.text.split('\n') ?? [];
  const texts = [
    { path: ['question'], cells: widthOf(question.question), width: QUESTION_WIDTH },
    { path: ['explanation'], cells: widthOf(explanation), width: EXPLANATION_WIDTH },
    {
      path: ['code', 'text'],
      cells: Math.max(0, ...lines.map((line) => widthOf(line))),
      width: CODE_WIDTH,
    },
    ...Object.entries(lists).flatMap(([key, entries]) =>
      entries.map((text, index) => ({ path: [key, index], cells: widthOf(text), width: OPTION_WIDTH })),
    ),
  ];
  const rows = rowsOf(question.question, COLUMNS) + answerRows(lists);
  const tooWide = texts.filter(({ cells, width }) => cells > width);
  return [
    ...tooWide.map(({ path, width }) => ({
      path,
      problem: `is too long for an 80 × 24 screen (more than ${width} columns)`,
    })),
    ...(rows > ROWS
      ? [
          {
            path: ['question'],
            problem: `and its ${lists.items.length > 0 ? 'items' : 'options'} are too long for an 80 × 24 screen (more than ${ROWS} rows)`,
          },
        ]
      : []),
    ...(code && rows <= ROWS && rows + lines.length + CODE_FRAME_ROWS > ROWS
      ? [
          {
            path: ['code', 'text'],
            problem: `has more lines than fit beside the question and its answers on an 80 × 24 screen (${Math.max(0, ROWS - rows - CODE_FRAME_ROWS)}), so players must scroll`,
          },
        ]
      : []),
  ];
}

/** The fewest rows that show all options (in one column or two), all items (always in one) or the field to type in. */
function answerRows({ options, items }: { options: readonly string[]; items: readonly string[] }): number {
  const inOne = [...options, ...items].map((text) => rowsOf(text, ONE_COLUMN));
  const inTwo = options.map((text) => rowsOf(text, TWO_COLUMNS));
  const pairs = inTwo.map((rows, index) => (index % 2 === 0 ? Math.max(rows, inTwo[index + 1] ?? 0) : 0));
  return items.length > 0 ? sum(inOne) : Math.max(1, Math.min(sum(inOne), sum(pairs)));
}

function rowsOf(text: string, width: number): number {
  return wrap(text, width).length;
}

function sum(rows: readonly number[]): number {
  return rows.reduce((total, count) => total + count, 0);
}
