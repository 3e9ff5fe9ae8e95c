import { answerText, countsOf, indexesOf, optionsOf } from '../../quiz/questions/shown-question.ts';
import type { AskedQuestion, RevealStage } from '../../view/stage.ts';
import { type OwnAnswer, countLabels, deviationOf, ownListedAnswer } from '../../words/result.ts';
import { SIGNS } from '../signs.ts';
import { Shape, lookOf } from './option-look.tsx';

export interface RevealedAnswersProps extends Pick<RevealStage, 'correct' | 'allowed'> {
  readonly question: AskedQuestion;
  /** The player's own answer; null if there is none, or if the question does not count. */
  readonly own: OwnAnswer | null;
  /** How everybody answered; null if that is no longer known. */
  readonly counts: Pick<RevealStage, 'distribution' | 'answered'> | null;
}

/** The correct answer, the player's own, and how everybody answered. */
export function RevealedAnswers(props: RevealedAnswersProps) {
  switch (props.question.type) {
    case 'text':
    case 'number':
      return <TypedAnswers {...props} />;
    case 'order':
      return <OrderedItems {...props} />;
    default:
      return <RevealedOptions {...props} />;
  }
}

/** The options where they were, each with a bar for the players who chose it. Wrong ones lose their colour. */
function RevealedOptions({ question, correct, allowed, own, counts }: RevealedAnswersProps) {
  const { type } = question;
  const marked = new Set([correct, ...(allowed ?? [])].flatMap((answer) => indexesOf(answer)));
  const chosen = indexesOf(own?.answer ?? null);
  const all = counts ? countsOf(counts.distribution) : [];
  return (
    <ul class="revealed" aria-label="Answers">
      {optionsOf(question).map((option, index) => {
        const isCorrect = marked.has(index);
        const isOwn = chosen.includes(index);
        const ownName = type === 'poll' ? 'your vote' : 'your answer';
        return (
          <li
            key={index}
            class={`revealed-option ${lookOf(type, index)}`}
            data-state={correct === null || isCorrect ? 'correct' : 'wrong'}
          >
            <span class="revealed-badge">
              <Shape index={index} />
              <span aria-hidden="true">{index + 1}</span>
            </span>
            <span class="revealed-text">
              {isCorrect && <Mark isCorrect />}
              {isOwn && !isCorrect && correct !== null && <Mark isCorrect={false} />}
              {option}
              {isOwn && <span class="revealed-own"> – {ownName}</span>}
            </span>
            {counts && <CountBar count={all[index] ?? 0} answered={counts.answered} />}
          </li>
        );
      })}
    </ul>
  );
}

function Mark({ isCorrect }: { readonly isCorrect: boolean }) {
  return (
    <span
      class={isCorrect ? 'mark mark-correct' : 'mark mark-wrong'}
      role="img"
      aria-label={isCorrect ? 'Correct:' : 'Wrong:'}
    >
      {isCorrect ? '✓' : '✗'}
    </span>
  );
}

interface CountBarProps {
  readonly count: number;
  readonly answered: number;
}

/** A bar for the share of players who gave an answer, and their number: `8 of 29 · 28 %`. */
function CountBar({ count, answered }: CountBarProps) {
  const share = answered === 0 ? 0 : Math.min(1, count / answered);
  return (
    <span class="count">
      <span class="count-track" aria-hidden="true">
        {count > 0 && <span class="count-bar" style={{ width: `${100 * share}%` }} />}
      </span>
      <span class="count-label">{countLabels(count, answered, SIGNS.dot)[0]}</span>
    </span>
  );
}

/** The correct answer, the player's own answer, and all answers by frequency. */
function TypedAnswers({ question, correct, own, counts }: RevealedAnswersProps) {
  const listed = [...(counts?.distribution ?? [])].filter((entry) => typeof entry === 'object');
  const ownListed = own && counts ? ownListedAnswer({ ...counts, correct }, own) : null;
  const others = listed.reduce((left, { count }) => left - count, counts?.answered ?? 0);
  return (
    <>
      {correct !== null && (
        <p class="typed-correct">
          <Mark isCorrect /> {answerText(question, correct)}
        </p>
      )}
      {own && !(own.isCorrect && own.answer === correct) && (
        <p class="typed-own">
          <Mark isCorrect={own.isCorrect} /> Your answer: {answerText(question, own.answer)}
          {deviationOf(own, correct)}
        </p>
      )}
      {counts && listed.length > 0 && (
        <ul class="revealed" aria-label="Answers">
          {listed.map(({ answer, count, correct: isCorrect }) => (
            <li
              key={answer}
              class="revealed-option revealed-typed"
              data-state={isCorrect ? 'correct' : 'wrong'}
            >
              <span class="revealed-text">
                {isCorrect && <Mark isCorrect />}
                {answerText(question, answer)}
                {answer === ownListed && <span class="revealed-own"> – your answer</span>}
              </span>
              <CountBar count={count} answered={counts.answered} />
            </li>
          ))}
          {others > 0 && (
            <li class="revealed-option revealed-typed" data-state="wrong">
              <span class="revealed-text">other answers</span>
              <CountBar count={others} answered={counts.answered} />
            </li>
          )}
        </ul>
      )}
    </>
  );
}

/** The items in the correct order, each with the position that the player gave it. */
function OrderedItems({ question: { items }, correct, own }: RevealedAnswersProps) {
  const given = own ? indexesOf(own.answer) : null;
  return (
    <ol class="revealed" aria-label="The correct order">
      {indexesOf(correct).map((item, position) => {
        const ownPosition = given?.indexOf(item) ?? -1;
        return (
          <li key={item} class={`revealed-option ${lookOf('order', item)}`} data-state="correct">
            <span class="revealed-badge">
              <Shape index={item} />
              <span aria-hidden="true">{position + 1}</span>
            </span>
            <span class="revealed-text">
              {ownPosition >= 0 && <Mark isCorrect={own?.isCorrect || ownPosition === position} />}
              {items?.[item]}
              {ownPosition >= 0 && ownPosition !== position && (
                <span class="revealed-own"> – yours: {ownPosition + 1}</span>
              )}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
