import { isAnswerTo } from '../../quiz/questions/shown-question.ts';
import { formatNumber } from '../../text/numbers.ts';
import type { Review } from '../../view/review.ts';
import { disputeText, questionPosition } from '../../words/question.ts';
import { earnedPoints, verdictOf } from '../../words/result.ts';
import { CodeBlock } from './code-block.tsx';
import { RevealedAnswers } from './revealed-answers.tsx';

/** A closed question: the player's own answer, the correct one, and why. */
export function QuestionReview({ review }: { readonly review: Review }) {
  const { question, correct, allowed, explanation, voided = false, result } = review;
  const verdict = result && verdictOf({ question, ...(voided && { voided }) }, result);
  const points = result ? earnedPoints(result) : 0;
  const answer = result?.answer ?? null;
  const isMarked = result !== null && !voided && answer !== null && isAnswerTo(question, answer);
  const dispute = disputeText(review);
  return (
    <article class="review">
      <p class="question-heading">{questionPosition(question)}</p>
      <h2 class="question-text">{question.text}</h2>
      <p class="review-verdict" data-tone={verdict?.tone ?? 'neutral'}>
        {verdict ? verdict.text : 'You joined after this question.'}
        {points > 0 && <b> +{formatNumber(points)}</b>}
      </p>
      {question.code && <CodeBlock code={question.code} />}
      <RevealedAnswers
        {...{ question, correct }}
        {...(allowed && { allowed })}
        own={isMarked ? { answer, isCorrect: result.correct } : null}
        counts={null}
      />
      {dispute !== null && <p class="review-dispute">{dispute}</p>}
      {explanation !== undefined && <p class="explanation">{explanation}</p>}
    </article>
  );
}
