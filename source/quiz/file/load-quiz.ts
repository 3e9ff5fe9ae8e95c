import { issueMessages } from './issue-messages.ts';
import { type FileError, type FoundError, firstErrors, parseJsonDocument } from './json-document.ts';
import { screenWarnings } from './screen-warnings.ts';
import { type Quiz, quizSchema } from '../quiz.ts';

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
  if (!parsed.success || errors.length > 0)
    return { ok: false, errors: firstErrors(inFileOrder(errors), 'mistake') };
  const warnings = screenWarnings(parsed.data).map((message) => document.locate(message));
  return { ok: true, quiz: parsed.data, warnings: firstErrors(inFileOrder(warnings), 'warning') };
}

function inFileOrder(errors: readonly FoundError[]): FoundError[] {
  return errors.toSorted((a, b) => a.line - b.line || a.column - b.column);
}
