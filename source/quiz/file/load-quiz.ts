import type * as z from 'zod/mini';
import { answerWarnings } from './answer-warnings.ts';
import { issueMessages } from './issue-messages.ts';
import { type FileError, parseJsonDocument } from './json-document.ts';
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
  const issues = withoutConsequences(parsed.error?.issues ?? []);
  const errors = [
    ...document.duplicateKeys,
    ...issues.flatMap((issue) =>
      issueMessages(issue, document.valueAt).map((message) => document.locate(message)),
    ),
  ];
  if (!parsed.success || errors.length > 0) return { ok: false, errors: document.report(errors, 'mistake') };
  const warnings = [...answerWarnings(parsed.data, document), ...screenWarnings(parsed.data)].map((message) =>
    document.locate(message),
  );
  return { ok: true, quiz: parsed.data, warnings: document.report(warnings, 'warning') };
}

/** Drops all further issues with values of the wrong type: zod also measures a text as if it were a list. */
function withoutConsequences(issues: readonly z.core.$ZodIssue[]): z.core.$ZodIssue[] {
  const pathOf = ({ path }: z.core.$ZodIssue) => JSON.stringify(path.map(String));
  const mistyped = new Set(issues.filter(({ code }) => code === 'invalid_type').map(pathOf));
  return issues.filter((issue) => issue.code === 'invalid_type' || !mistyped.has(pathOf(issue)));
}
