import { describePath, issueMessages } from './issue-messages.ts';
import {
  type FileError,
  type JsonDocument,
  type LocatedMessage,
  parseJsonDocument,
} from './json-document.ts';
import { screenWarnings } from './screen-warnings.ts';
import { indexInText } from '../questions/options.ts';
import { type Quiz, quizSchema } from '../quiz.ts';
import { cleanText } from '../../text/clean.ts';

export type LoadedQuiz =
  | { readonly ok: true; readonly quiz: Quiz; readonly warnings: readonly FileError[] }
  | { readonly ok: false; readonly errors: readonly FileError[] };

/** Loads a quiz from the text of its file, or returns its first errors in the order of the file. Never throws. */
export function loadQuiz(text: string): LoadedQuiz {
  const document = parseJsonDocument(text);
  if (!document.ok) return document;
  const parsed = quizSchema.safeParse(document.value);
  const issues = parsed.error?.issues ?? [];
  const errors = [
    ...document.duplicateKeys,
    ...issues.flatMap((issue) =>
      issueMessages(issue, !document.has(issue.path)).map((message) => document.locate(message)),
    ),
  ];
  if (!parsed.success || errors.length > 0) return { ok: false, errors: document.report(errors, 'mistake') };
  const warnings = [...answerWarnings(parsed.data, document), ...screenWarnings(parsed.data)].map((message) =>
    document.locate(message),
  );
  return { ok: true, quiz: parsed.data, warnings: document.report(warnings, 'warning') };
}

/** Warns about answers that name an option by a text that is also the index of another option. */
function answerWarnings({ questions }: Quiz, document: JsonDocument): LocatedMessage[] {
  return questions.flatMap((question, number) => {
    if (question.type !== 'choice' && question.type !== 'multiple') return [];
    const path = ['questions', number, 'answer'];
    return [question.answer].flat().flatMap((index, position): LocatedMessage[] => {
      const ownPath = question.type === 'multiple' ? [...path, position] : path;
      const named = document.valueAt(ownPath);
      const other = typeof named === 'string' ? indexInText(question.options, cleanText(named)) : undefined;
      if (other === undefined || other === index) return [];
      return [
        {
          path: ownPath,
          message: () =>
            `${describePath(ownPath)} means the option "${other}"; for the option at index ${other}, leave out the quotes`,
        },
      ];
    });
  });
}
