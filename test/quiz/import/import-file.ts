import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { loadQuiz } from '../../../source/quiz/file/load-quiz.ts';
import type { Notice } from '../../../source/quiz/import/findings.ts';
import { importQuiz } from '../../../source/quiz/import/import-quiz.ts';
import { fixture } from '../../helpers/binary.ts';

/** The outcome of an import. */
export interface Imported {
  /** The content of the quiz file, or undefined if nothing can be imported. */
  readonly quiz: { readonly title: string; readonly questions: readonly object[] } | undefined;
  /** Each begins with its position, as in the output of the command. */
  readonly notices: readonly string[];
}

/** Imports a file, and checks that the quiz is valid, or that there is a reason why there is none. */
export function importFile(name: string, content: string | Uint8Array, title?: string): Imported {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const imported = importQuiz(name, bytes, title);
  const notices = imported.notices.map(noticeLine);
  if (!imported.ok) {
    expect(notices).not.toEqual([]);
    return { quiz: undefined, notices };
  }
  expect(loadQuiz(imported.text)).toMatchObject({ ok: true });
  const quiz = JSON.parse(imported.text);
  expect(imported.text).toBe(`${JSON.stringify(quiz, undefined, 2)}\n`);
  expect(imported.length).toBe(quiz.questions.length);
  return { quiz, notices };
}

/** Imports a file in test/fixtures/import. */
export function importFixture(name: string): Imported {
  return importFile(name, fixtureBytes(name));
}

export function fixtureBytes(name: string): Uint8Array {
  return readFileSync(fixture(`import/${name}`));
}

function noticeLine({ position, message }: Notice): string {
  return position ? `${position.unit} ${position.number}: ${message}` : message;
}
