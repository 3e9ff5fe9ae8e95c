import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { loadQuiz } from '../../../source/quiz/file/load-quiz.ts';
import type { Notice } from '../../../source/quiz/import/findings.ts';
import { importQuiz } from '../../../source/quiz/import/import-quiz.ts';
import { fixture } from '../../helpers/binary.ts';

/** What importing comes to: the quiz as it is written (undefined: none), and the notices, a line each. */
export interface Imported {
  readonly quiz: { readonly title: string; readonly questions: readonly object[] } | undefined;
  readonly notices: readonly string[];
}

/** Imports a file, and checks what is true of every import: the quiz is valid, or there is a reason for having none. */
export function importing(name: string, content: string | Uint8Array, title?: string): Imported {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const imported = importQuiz(name, bytes, title);
  const notices = imported.notices.map(asLine);
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

/** Imports a file of test/fixtures/import. */
export function importingFixture(name: string): Imported {
  return importing(name, fixtureBytes(name));
}

export function fixtureBytes(name: string): Uint8Array {
  return readFileSync(fixture(`import/${name}`));
}

function asLine({ place, message }: Notice): string {
  return place ? `${place.unit} ${place.number}: ${message}` : message;
}
