import { useEffect } from 'preact/hooks';
import type { PlayerSnapshot } from '../../client/player-seat.ts';
import { isAnswerTo } from '../../quiz/questions/shown-question.ts';
import { formatNumber } from '../../text/numbers.ts';
import type { RevealStage, Stage } from '../../view/stage.ts';
import type { You, YouResult } from '../../view/you.ts';
import { givenAnswer } from '../../words/game.ts';
import { revealSummary } from '../../words/question.ts';
import {
  AUTOMATIC_NOTES,
  earnedPoints,
  noPointsNote,
  rankSummaries,
  streakBonusText,
  streakText,
  verdictOf,
} from '../../words/result.ts';
import { SIGNS } from '../signs.ts';
import { CodeBlock } from './code-block.tsx';
import { RevealedAnswers } from './revealed-answers.tsx';

interface RevealScreenProps {
  readonly snapshot: PlayerSnapshot;
}

/** The player's result and rank, above the correct answer and how everybody answered. */
export function RevealScreen({ snapshot }: RevealScreenProps) {
  const { stage, you } = snapshot;
  useBrackets();
  if (stage?.phase !== 'reveal') return null;
  const { question, correct, allowed, explanation, voided, players } = stage;
  const result = you?.question === question.index ? you.result : null;
  const given = givenAnswer(snapshot);
  const summary = players === 1 ? '' : revealSummary(stage);
  return (
    <section class="reveal" aria-labelledby="question-text">
      {you && result && (
        <Verdict
          {...{ stage, you, result }}
          wasAutomatic={given?.status === 'accepted' && given.isAutomatic}
        />
      )}
      <h1 class="question-text" id="question-text">
        {question.text}
      </h1>
      {question.code && <CodeBlock code={question.code} />}
      <RevealedAnswers
        {...{ question, correct }}
        {...(allowed && { allowed })}
        own={voided ? null : ownAnswer(stage, result)}
        counts={stage}
      />
      {summary !== '' && <p class="reveal-summary">{summary}</p>}
      {explanation !== undefined && <p class="explanation">{explanation}</p>}
    </section>
  );
}

/** Scrolls with [ and ], as in the terminal. The browser handles all other keys that scroll. */
function useBrackets(): void {
  useEffect(() => {
    const press = ({ key, ctrlKey, metaKey }: KeyboardEvent) => {
      const pages = key === '[' ? -1 : key === ']' ? 1 : 0;
      if (pages === 0 || ctrlKey || metaKey || document.querySelector('dialog[open]')) return;
      window.scrollBy({ top: pages * window.innerHeight * 0.8 });
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
}

/** The player's answer, after marking. A server may send an answer that does not fit the question. */
function ownAnswer({ question }: Pick<RevealStage, 'question'>, result: YouResult | null) {
  if (!result || result.answer === null || !isAnswerTo(question, result.answer)) return null;
  return { answer: result.answer, isCorrect: result.correct };
}

interface VerdictProps {
  readonly stage: Stage & RevealStage;
  readonly you: You;
  readonly result: YouResult;
  readonly wasAutomatic: boolean;
}

/** Whether the answer was correct, the points, the streak and the rank. */
function Verdict({ stage, you, result, wasAutomatic }: VerdictProps) {
  const { tone, text } = verdictOf(stage, result);
  const points = earnedPoints(result);
  const mark = tone === 'correct' ? '✓ ' : tone === 'wrong' ? '✗ ' : '';
  // A poll changes nobody's rank.
  const rank = stage.question.type === 'poll' ? undefined : rankSummaries(you, stage.players)[0];
  const notes = [
    points > 0 ? '' : noPointsNote(stage),
    streakText(you, result),
    streakBonusText(result),
  ].filter((note) => note !== '');
  return (
    <div class="verdict" data-tone={tone}>
      <p class="verdict-line">
        <span class="verdict-text">
          <span aria-hidden="true">{mark}</span>
          {text}
        </span>
        {points > 0 && <span class="verdict-points">+{formatNumber(points)}</span>}
      </p>
      {notes.length > 0 && <p class="verdict-notes">{notes.join(` ${SIGNS.dot} `)}</p>}
      {rank !== undefined && <p class="verdict-rank">{rank}</p>}
      {wasAutomatic && <p class="verdict-notes">{AUTOMATIC_NOTES[0]}</p>}
    </div>
  );
}
