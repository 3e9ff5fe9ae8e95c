import type { PlayerSnapshot } from '../client/player-seat.ts';
import { type QuestionTypeName, optionsOf } from '../quiz/questions/shown-question.ts';
import type { AskedQuestion } from '../view/stage.ts';
import { canAnswer, canRename } from '../words/game.ts';

/** A key and what it does, in a word or two and in more words. */
interface KeyHint {
  readonly key: string;
  readonly label: string;
  /** Default: `label`. */
  readonly about?: string;
}

/** The keys that work now, the most important first. */
export function keyHints(snapshot: PlayerSnapshot): KeyHint[] {
  const { stage } = snapshot;
  const type = stage && 'question' in stage && stage.phase !== 'ready' ? stage.question.type : null;
  const isTyping = type === 'text' || (stage?.phase === 'question' && type === 'number');
  return [
    ...(stage?.phase === 'question' && canAnswer(snapshot) ? answerHints(stage.question) : []),
    ...(canRename(snapshot) ? [{ key: 'e', label: 'change name', about: 'change your name' }] : []),
    ...(stage?.phase === 'podium' ? [{ key: '← →', label: 'turn the page' }] : []),
    ...(isTyping
      ? []
      : [
          { key: 'i', label: 'connection', about: 'show the connection and its round trip' },
          { key: 'm', label: 'other device', about: 'continue on another device' },
        ]),
    { key: type === 'text' ? 'Esc' : 'q', label: 'leave', about: 'leave the game; asks first' },
    ...(isTyping ? [] : [{ key: '?', label: 'keys', about: 'show or hide this list' }]),
  ];
}

function answerHints(question: AskedQuestion): KeyHint[] {
  const digits = `1-${optionsOf(question).length}`;
  const hints: Readonly<Record<QuestionTypeName, KeyHint[]>> = {
    choice: [{ key: digits, label: 'answer' }],
    poll: [{ key: digits, label: 'vote' }],
    boolean: [{ key: 't/f', label: 'answer' }],
    multiple: [
      { key: digits, label: 'select' },
      { key: 'Enter', label: 'send' },
    ],
    text: [{ key: 'Enter', label: 'send' }],
    number: [{ key: 'Enter', label: 'send' }],
    order: [
      { key: 'Enter', label: 'send' },
      { key: 'space', label: 'pick up, put down' },
      { key: '↑↓', label: 'move' },
    ],
  };
  return hints[question.type];
}
