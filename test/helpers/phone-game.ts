import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Question } from '../../source/quiz/questions/question.ts';
import { fixture } from './binary.ts';
import { headlessGame } from './headless-game.ts';
import { Phone, type PhoneOptions } from './phone.ts';
import { quizOf } from './questions.ts';
import { LOOPBACK } from './sockets.ts';
import { temporaryFolder } from './temporary-folder.ts';

export interface PhoneGameOptions {
  /** Default: a choice whose second option is correct, then a true statement. */
  readonly questions?: readonly Question[];
  readonly phone?: PhoneOptions;
}

/** Starts a headless game with Ada on a phone, and Grace, who does not answer. */
export async function phoneGame({ questions, phone }: PhoneGameOptions = {}) {
  const game = await headlessGame({
    quiz: questions ? quizFile(questions) : fixture('two-questions.json'),
  });
  const { pin, port } = game.listening;
  const origin = `http://${LOOPBACK}:${port}`;
  const ada = await Phone.join(origin, pin, 'Ada', phone);
  await game.join('Grace');
  return { ...game, ada, pin, port, origin };
}

function quizFile(questions: readonly Question[]): string {
  const file = join(temporaryFolder(), 'quiz.json');
  writeFileSync(file, JSON.stringify(quizOf(questions)));
  return file;
}
