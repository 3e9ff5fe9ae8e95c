import { describePath } from './issue-messages.ts';
import type { JsonDocument, LocatedMessage } from './json-document.ts';
import { indexInText } from '../questions/options.ts';
import { superfluousAnswers } from '../questions/text.ts';
import type { Quiz } from '../quiz.ts';
import { cleanText } from '../../text/clean.ts';

/** Warns about answers that may not be what the author meant. */
export function answerWarnings(quiz: Quiz, document: JsonDocument): LocatedMessage[] {
  return [...namedOptionWarnings(quiz, document), ...superfluousWarnings(quiz)];
}

/** Warns about accepted texts that need not be listed, because another one accepts the same answers. */
function superfluousWarnings({ questions }: Quiz): LocatedMessage[] {
  return questions.flatMap((question, index) => {
    if (question.type !== 'text') return [];
    return superfluousAnswers(question).map(({ at, sameAs, isMistyped }) => {
      const path = ['questions', index, 'answer', at];
      const reason = isMistyped ? 'differs only by allowed typing errors from' : 'is judged the same as';
      return { path, message: () => `${describePath(path)} ${reason} answer ${sameAs + 1}. Leave it out` };
    });
  });
}

/** Warns about answers that name an option by a text that is also the index of another option. */
function namedOptionWarnings({ questions }: Quiz, document: JsonDocument): LocatedMessage[] {
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
