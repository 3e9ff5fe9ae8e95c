import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { GivenAnswer, PlayerSeat, PlayerSnapshot } from '../../client/player-seat.ts';
import { toggleOption } from '../../quiz/drafts/list-draft.ts';
import { answerAt } from '../../quiz/questions/shown-question.ts';
import { type AskedQuestion, type QuestionStage, type Stage, questionIdOf } from '../../view/stage.ts';
import { formatNumber } from '../../text/numbers.ts';
import { canAnswer, givenAnswer } from '../../words/game.ts';
import {
  NO_TIME_LIMIT,
  PAUSED_TEXTS,
  givenTexts,
  instructionFor,
  movedLine,
  unusualPoints,
} from '../../words/question.ts';
import type { BrowserGame } from '../game/browser-game.ts';
import { Countdown } from '../parts.tsx';
import { SIGNS } from '../signs.ts';
import { CodeBlock } from './code-block.tsx';
import { type Draft, problemWith, restoreDraft, send, unsentAnswer } from './draft.ts';
import { OptionButtons } from './option-buttons.tsx';
import { OrderList } from './order-list.tsx';
import { TypedAnswer } from './typed-answer.tsx';
import { useAnswerKeys } from './use-answer-keys.ts';
import { useScrollable } from './use-scrollable.ts';

interface QuestionScreenProps {
  readonly seat: PlayerSeat;
  readonly snapshot: PlayerSnapshot;
  /** The draft, as it was before a reload. */
  readonly saved: BrowserGame['draft'];
}

type OpenStage = Stage & QuestionStage;

/** The open question, with its answers in the lower part of the screen, where a thumb reaches them. */
export function QuestionScreen({ snapshot, ...props }: QuestionScreenProps) {
  const { stage } = snapshot;
  if (stage?.phase !== 'question') return null;
  const id = questionIdOf(stage) ?? '';
  return <OpenQuestion key={id} {...props} {...{ id, snapshot, stage }} />;
}

interface OpenQuestionProps extends QuestionScreenProps {
  readonly id: string;
  readonly stage: OpenStage;
}

/** Keeps the draft as long as the question is open. */
function OpenQuestion({ seat, snapshot, saved, id, stage }: OpenQuestionProps) {
  const { question } = stage;
  const [draft, setDraft] = useState(() => restoreDraft(question, saved.read(id)));
  const root = useRef<HTMLFormElement>(null);
  const [body, isScrollable] = useScrollable<HTMLDivElement>();
  const [answers, areCutOff] = useScrollable<HTMLDivElement>(MIN_CUT_OFF);
  const isOpen = canAnswer(snapshot);
  const given = givenAnswer(snapshot);
  useLayoutEffect(() => {
    seat.setDraft(isOpen ? unsentAnswer(question, draft) : null);
  }, [seat, question, draft, isOpen]);
  // Before the frame is drawn, so that nothing that the player sees is lost.
  useLayoutEffect(() => saved.write(id, draft), [saved, id, draft]);

  const choose = (index: number) => {
    if (question.type === 'multiple')
      setDraft((before) => ('chosen' in before ? toggleOption(before, index) : before));
    else seat.answer(answerAt(question, index));
  };
  const attempt = () => {
    const attempted = isOpen ? send(question, draft) : undefined;
    if (attempted?.type === 'answer') seat.answer(attempted.answer);
    else if (attempted) setDraft(attempted.draft);
  };
  useAnswerKeys(root, body, {
    question,
    draft,
    isOpen,
    onChoose: choose,
    onChange: setDraft,
    onSend: attempt,
  });

  const note = noteFor(snapshot, stage, draft, areCutOff);
  const points = unusualPoints(question, SIGNS.times);
  const isLocked = given !== null && given.status !== 'rejected';
  return (
    <form
      ref={root}
      class="question"
      aria-labelledby="question-text"
      onSubmit={(event) => {
        event.preventDefault();
        attempt();
      }}
    >
      <div class="question-top">
        {points !== '' && <p class="question-heading">{points}</p>}
        {stage.closesAt === null ? (
          <p class="question-heading">{NO_TIME_LIMIT}</p>
        ) : (
          <Countdown
            clock={seat}
            startsAt={stage.openedAt}
            endsAt={stage.closesAt}
            pausedAt={stage.pausedAt}
          />
        )}
      </div>
      <div class="question-body">
        <div class="question-scroll" ref={body} {...(isScrollable && { tabIndex: 0 })}>
          <h1 class="question-text" id="question-text" data-length={lengthOf(question)}>
            {question.text}
          </h1>
          {question.code && <CodeBlock code={question.code} />}
          {given?.status === 'accepted' && stage.players > 1 && (
            <p class="question-count">
              <b>{`${formatNumber(stage.answered)} of ${formatNumber(stage.players)}`}</b> have answered
            </p>
          )}
        </div>
      </div>
      <p class="hidden" role="status">
        {isOpen && draftWords(question, draft)}
      </p>
      <div class="question-answers">
        <div class="question-scroll" ref={answers}>
          <Answers {...{ stage, draft, given, isOpen }} onChoose={choose} onChange={setDraft} />
        </div>
      </div>
      <div class="question-send">
        <p class="question-note" id="answer-note" data-tone={note.tone}>
          {note.text}
        </p>
        {hasSendButton(stage) && !isLocked && (
          <button type="submit" class="button button-main" aria-disabled={!isOpen || isEmpty(draft)}>
            Send
          </button>
        )}
      </div>
    </form>
  );
}

/** What a key has changed, for screen readers, where the focus does not say so. */
function draftWords(question: AskedQuestion, draft: Draft): string {
  const moved = 'order' in draft ? movedLine(question, draft) : '';
  return [problemWith(draft), moved].filter((text) => text !== '').join(' ');
}

interface AnswersProps {
  readonly stage: OpenStage;
  readonly draft: Draft;
  readonly given: GivenAnswer | null;
  readonly isOpen: boolean;
  readonly onChoose: (index: number) => void;
  readonly onChange: (draft: Draft) => void;
}

function Answers({ stage: { question }, draft, onChoose, ...props }: AnswersProps) {
  if ('typed' in draft) return <TypedAnswer {...props} {...{ question, draft }} />;
  if ('order' in draft) return <OrderList {...props} draft={draft} items={question.items ?? []} />;
  return <OptionButtons {...props} {...{ question, onChoose }} chosen={draft.chosen} />;
}

/** Sorts questions by their length. Shorter ones have larger text. */
function lengthOf({ text, code }: AskedQuestion): 'short' | 'medium' | 'long' {
  if (text.length > MAX_MEDIUM) return 'long';
  return code || text.length > MAX_SHORT ? 'medium' : 'short';
}

/** In UTF-16 code units. */
const MAX_SHORT = 60;
const MAX_MEDIUM = 140;

/** How much of the answers, in pixels, must be cut off to be worth a note: more than the space below them. */
const MIN_CUT_OFF = 12;

/** Whether an answer takes more than one tap. */
function hasSendButton({ question: { type } }: OpenStage): boolean {
  return type !== 'choice' && type !== 'boolean' && type !== 'poll';
}

function isEmpty(draft: Draft): boolean {
  if ('typed' in draft) return draft.typed.trim() === '';
  return 'chosen' in draft && draft.chosen.length === 0;
}

interface Note {
  readonly text: string;
  readonly tone: 'good' | 'bad' | 'plain' | 'faint';
}

/** What to do, what is wrong with the draft, or the status of the answer. */
function noteFor(snapshot: PlayerSnapshot, stage: OpenStage, draft: Draft, areCutOff: boolean): Note {
  const { question, pausedAt, autoSubmit, closesAt } = stage;
  const problem = canAnswer(snapshot) ? problemWith(draft) : '';
  if (problem !== '') return { text: problem, tone: 'order' in draft ? 'plain' : 'bad' };
  const given = givenAnswer(snapshot);
  if (given) {
    // The number of answers is shown elsewhere.
    const [text = ''] = givenTexts(given, { ...stage, players: 1 }, SIGNS);
    return { text, tone: given.status === 'accepted' ? 'good' : given.status === 'sent' ? 'plain' : 'bad' };
  }
  if (pausedAt !== null) return { text: PAUSED_TEXTS[0], tone: 'plain' };
  const isSentAtZero = autoSubmit && closesAt !== null && unsentAnswer(question, draft) !== null;
  if (isSentAtZero) return { text: UNSENT, tone: 'faint' };
  const instruction = instructionFor(question);
  return { text: areCutOff ? `${instruction} ${MORE}`.trimStart() : instruction, tone: 'faint' };
}

const UNSENT = 'Sent automatically when time runs out.';

/** Rows of options may end exactly where the screen does. */
const MORE = 'Scroll for more.';
