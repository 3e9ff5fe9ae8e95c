import { isDeepStrictEqual } from 'node:util';
import type { Answer } from '../../source/quiz/questions/question-type.ts';
import type { You, YouResult } from '../../source/view/you.ts';

/** Records what the server told one player about their answers, over all connections, and any contradictions. */
export class Acknowledged {
  /** The acknowledged answers, by question. */
  readonly answers = new Map<number, Answer | null>();
  readonly results = new Map<number, YouResult>();
  readonly contradictions: string[] = [];
  readonly #name: string;

  constructor(name: string) {
    this.#name = name;
  }

  /** Records a new connection, which must know every answer acknowledged before it was opened. */
  connection(): (you: You) => void {
    const known = new Map(this.answers);
    return (you) => this.#record(you, known);
  }

  #record({ question, answered, answer, result }: You, known: Map<number, Answer | null>): void {
    if (question === null) return;
    if (known.has(question) && !answered) this.#contradicts(question, 'was answered, then was not');
    if (answered) {
      known.set(question, answer);
      this.#remember(this.answers, question, answer);
    }
    if (!result) return;
    if (!isDeepStrictEqual(result.answer, answer))
      this.#contradicts(question, 'was marked for another answer');
    this.#remember(this.results, question, result);
  }

  #remember<Value>(known: Map<number, Value>, question: number, value: Value): void {
    const before = known.get(question);
    if (known.has(question) && !isDeepStrictEqual(before, value)) {
      this.#contradicts(question, `was ${JSON.stringify(before)}, then ${JSON.stringify(value)}`);
    }
    known.set(question, value);
  }

  #contradicts(question: number, how: string): void {
    this.contradictions.push(`question ${question} of ${this.#name} ${how}`);
  }
}
