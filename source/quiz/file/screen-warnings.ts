import { describePath } from './issue-messages.ts';
import type { LocatedMessage } from './json-document.ts';
import type { Question } from '../questions/question.ts';
import type { Quiz } from '../quiz.ts';
import { widthOf } from '../../text/width.ts';

// What fits on an 80 × 24 terminal beside everything else, in cells and rows.
const QUESTION_WIDTH = 220;
const OPTION_WIDTH = 70;
const EXPLANATION_WIDTH = 300;
const CODE_ROWS = 12;
const CODE_WIDTH = 74;

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
  const tooWide = texts.filter(({ cells, width }) => cells > width);
  return [
    ...tooWide.map(({ path, width }) => ({
      path,
      problem: `is too long for a screen with 80 columns (more than ${width})`,
    })),
    ...(lines.length > CODE_ROWS
      ? [{ path: ['code', 'text'], problem: `has more than ${CODE_ROWS} lines, so players must scroll` }]
      : []),
  ];
}
