import stringWidth from 'string-width';
import type { LocatedMessage } from './json-document.ts';
import type { Question } from './question.ts';
import type { Quiz } from './quiz.ts';

/** What fits a terminal of 80 × 24 with everything else on the screen: cells of text, rows and cells of code. */
const QUESTION_WIDTH = 220;
const OPTION_WIDTH = 70;
const EXPLANATION_WIDTH = 300;
const CODE_ROWS = 12;
const CODE_WIDTH = 74;

/** The texts of a quiz that a terminal of 80 × 24 has to cut short. */
export function screenWarnings({ questions }: Quiz): LocatedMessage[] {
  return questions.flatMap((question, index) =>
    warningsOf(question).map(({ path, message }) => ({
      path: ['questions', index, ...path],
      message: `question ${index + 1}: ${message}`,
    })),
  );
}

function warningsOf(question: Question): LocatedMessage[] {
  const { code, explanation = '' } = question;
  const lists = {
    options: 'options' in question ? question.options : [],
    items: 'items' in question ? question.items : [],
  };
  const texts = [
    { path: ['question'], text: question.question, width: QUESTION_WIDTH },
    { path: ['explanation'], text: explanation, width: EXPLANATION_WIDTH },
    ...Object.entries(lists).flatMap(([key, entries]) =>
      entries.map((text, index) => ({ path: [key, index], text, width: OPTION_WIDTH })),
    ),
    ...(code?.text.split('\n') ?? []).map((text) => ({ path: ['code', 'text'], text, width: CODE_WIDTH })),
  ];
  const wide = texts.find(({ text, width }) => stringWidth(text) > width);
  const long = (code?.text.split('\n').length ?? 0) > CODE_ROWS;
  return [
    ...(wide
      ? [{ path: wide.path, message: `too long for a screen of 80 columns (over ${wide.width})` }]
      : []),
    ...(long
      ? [{ path: ['code', 'text'], message: `more than ${CODE_ROWS} lines have to be scrolled` }]
      : []),
  ];
}
