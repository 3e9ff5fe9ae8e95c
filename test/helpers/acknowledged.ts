import { isDeepStrictEqual } from 'node:util';
import type { Answer } from '../../source/quiz/questions/question-type.ts';
import type { You, YouResult } from '../../source/view/you.ts';

/** What one player was told of the own answers, over whatever lines; and where that contradicts itself. */
export class Acknowledged {
  /** By question: the answer that the server said it has. */
  readonly answers = new Map<number, Answer | null>();
  readonly results = new Map<number, YouResult>();
  readonly contradictions: string[] = [];
  readonly #name: string;

  constructor(name: string) {
    this.#name = name;
  }

  /** A new line: whatever was acknowledged when it was opened, it has to know. */
  connection(): (you: You) => void {
    const known = new Map(this.answers);
    return (you) => this.#hear(you, known);
  }

  #hear({ question, answered, answer, result }: You, known: Map<number, Answer | null>): void {
    if (question === null) return;
    if (known.has(question) && !answered) this.#contradicts(question, 'was answered, and then was not');
    if (answered) {
      known.set(question, answer);
      this.#learn(this.answers, question, answer);
    }
    if (!result) return;
    if (!isDeepStrictEqual(result.answer, answer))
      this.#contradicts(question, 'was marked for another answer');
    this.#learn(this.results, question, result);
  }

  #learn<Told>(told: Map<number, Told>, question: number, value: Told): void {
    const before = told.get(question);
    if (told.has(question) && !isDeepStrictEqual(before, value)) {
      this.#contradicts(question, `was ${JSON.stringify(before)}, and then ${JSON.stringify(value)}`);
    }
    told.set(question, value);
  }

  #contradicts(question: number, how: string): void {
    this.contradictions.push(`question ${question} of ${this.#name} ${how}`);
  }
}
