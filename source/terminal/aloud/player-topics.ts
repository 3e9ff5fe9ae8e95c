import type { PlayerSnapshot } from '../../client/player-seat.ts';
import { groupedMoveCode } from '../../protocol/move-code.ts';
import { optionsOf } from '../../quiz/questions/shown-question.ts';
import { formatNumber } from '../../text/numbers.ts';
import type { Review } from '../../view/review.ts';
import type { AskedQuestion } from '../../view/stage.ts';
import { joinRejection } from '../player/joining/waiting.tsx';
import {
  type PlayerState,
  continueHint,
  newNameIn,
  draftFor,
  showsMoveCode,
  wayBack,
} from '../player/player-keys.ts';
import { type PlayerPlace, moveProblem, waysToMove } from '../player/screens/move.tsx';
import { type DraftAnswer, widgetFor } from '../questions/widgets.ts';
import type { Theme } from '../theme.ts';
import type { KeyHint } from '../ui/key-hints.tsx';
import { textOf } from '../ui/text-field.ts';
import {
  answerTopic,
  answersTopic,
  connectionTopic,
  extensionTopic,
  pauseTopic,
  playersTopic,
  rankTopic,
  resultTopics,
  sentence,
  stageTopics,
  timeTopic,
} from '../../words/stage-topics.ts';
import type { Topic } from '../../words/topic.ts';
import { hasEndScreen, latecomerNotice, playerName, quizTitle, canAnswer } from '../../words/game.ts';
import { type PodiumProgress, missedGame, secondsText } from '../../words/podium.ts';
import { answerInWords, correctLine, disputeText, movedLine } from '../../words/question.ts';
import { verdictOf } from '../../words/result.ts';

interface PlayerView {
  readonly snapshot: PlayerSnapshot;
  readonly state: PlayerState;
  /** The last mark of the time left, in seconds; null before the first. */
  readonly timeMark: number | null;
  /** By how many seconds the open question was just extended. */
  readonly extension: number;
  readonly podium: PodiumProgress;
  /** Whether the player plays alone and continues without a host. */
  readonly isAlone: boolean;
  readonly symbols: Theme['symbols'];
}

/** What a player's screen has to say, in the order in which it is read. */
export function playerTopics(view: PlayerView): Topic[] {
  const { snapshot, state, timeMark, extension, podium } = view;
  const { stage, welcome, end } = snapshot;
  if (!welcome) return [{ subject: 'waiting', lines: waitingLines(snapshot) }];
  const review = { subject: 'review', lines: reviewLines(snapshot, state) };
  if (end) {
    const leave = hasEndScreen(end, stage) ? 'Press any key to leave.' : 'Press q to leave.';
    const keys = SHUT_OUT_KEYS.get(wayBack(snapshot)) ?? leave;
    return [{ subject: 'end', lines: [end.message, keys] }, review];
  }
  const leaving = { subject: 'leaving', lines: state.isLeaving ? [LEAVING] : [] };
  const connection = connectionTopic(snapshot);
  if (!stage) return [connection, leaving];
  return [
    connection,
    { subject: 'welcome', lines: stage.phase === 'lobby' ? welcomeLines(snapshot) : [] },
    { subject: 'general keys', lines: [GENERAL_KEYS] },
    ...resultTopics(snapshot),
    { subject: 'note', lines: snapshot.you?.note === undefined ? [] : [snapshot.you.note] },
    ...stageTopics(stage, podium),
    ...(stage.phase === 'lobby' ? [playersTopic(stage)] : []),
    { subject: 'latecomer', lines: [latecomerNotice(snapshot) ?? []].flat() },
    { subject: 'keys', version: keysVersion(snapshot), lines: keyLines(view) },
    { subject: 'name', lines: nameLines(view) },
    { subject: 'draft', lines: draftTexts(view) },
    pauseTopic(stage),
    extensionTopic(stage, extension),
    answerTopic(snapshot),
    // Before the own answer is given, the answers of others would only interrupt.
    ...(canAnswer(snapshot) ? [timeTopic(stage, timeMark)] : [answersTopic(stage)]),
    rankTopic(snapshot, podium),
    { subject: 'summary', lines: podium.isOver ? summaryLines(snapshot) : [] },
    { subject: 'continue', lines: continueLines(view) },
    review,
    leaving,
  ];
}

/** The code with which another device continues the seat, letter by letter, and how to use it. */
export function moveTopic(
  snapshot: PlayerSnapshot,
  state: PlayerState,
  place: PlayerPlace | null,
  isExpired: boolean,
): Topic {
  if (!showsMoveCode(state, snapshot)) return { subject: 'move', lines: [] };
  const problem = moveProblem(snapshot, isExpired, '.');
  const code = Array.from(groupedMoveCode(snapshot.move?.code ?? ''), (letter) =>
    letter === '-' ? ',' : ` ${letter}`,
  );
  const lines = [
    `To continue on another device, this code works once, within a minute:${code.join('')}.`,
    ...waysToMove(snapshot, place).lines,
    'Press m for a new code, or Esc to go back.',
  ];
  return { subject: 'move', lines: problem === null ? lines : [problem] };
}

/** The text that the player is typing as an answer or a new name; null if there is none. */
export function typedAnswer(snapshot: PlayerSnapshot, state: PlayerState): string | null {
  const newName = newNameIn(state, snapshot);
  if (newName) return textOf(newName);
  const draft = draftFor(state.draft, snapshot);
  if (draft === null || !('characters' in draft) || !canAnswer(snapshot)) return null;
  return draft.characters.length === 0 ? null : draft.characters.join('');
}

const SHUT_OUT_KEYS = new Map<ReturnType<typeof wayBack>, string>([
  ['kicked', 'If the host lets you back in, press Enter to join again. q leaves.'],
  ['removed', 'Press Enter to join again as a new player, or q to leave.'],
  ['other-game', 'Another game is at its address. Press Enter to join it, or q to leave.'],
]);

const LEAVING = 'Leave the game? Press y for yes, n for no.';

/** Which key continues a game played alone. */
function continueLines({ snapshot, isAlone }: PlayerView): string[] {
  const hint = isAlone ? continueHint(snapshot) : undefined;
  return hint ? [`Press ${hint.key} to ${hint.label}.`] : [];
}

function waitingLines(snapshot: PlayerSnapshot): string[] {
  const rejection = joinRejection(snapshot);
  if (rejection) return [rejection.message, 'Press Enter to try again, or q to leave.'];
  if (snapshot.end) return [snapshot.end.message, 'Press any key to leave.'];
  return snapshot.rejection ? ['Many people are joining. Trying again.'] : ['Connecting to the game.'];
}

/** How to change the name, or why it was not changed. */
function nameLines({ snapshot, state }: PlayerView): string[] {
  if (newNameIn(state, snapshot)) return ['Type your new name, then press Enter. Esc goes back.'];
  const { stage, nameRejection } = snapshot;
  return stage?.phase === 'lobby' && nameRejection ? [nameRejection.message] : [];
}

function welcomeLines(snapshot: PlayerSnapshot): string[] {
  const name = playerName(snapshot);
  const team = snapshot.welcome?.player?.team ?? null;
  const inTeam = team === null ? '' : `, in team ${team}`;
  return [`You're in, ${name}${inTeam}. The quiz: ${quizTitle(snapshot)}.`];
}

/** Read once, because latecomers and a player alone see no lobby. */
const GENERAL_KEYS = 'Ctrl+R repeats the screen. q leaves the game.';

/** What the player achieved in the game. */
function summaryLines({ stage, you }: PlayerSnapshot): string[] {
  if (stage?.phase !== 'podium' || !you?.summary) return [];
  const { correct, questions, bestStreak, fastest } = you.summary;
  if (missedGame(stage, you)) return [];
  return [
    `${formatNumber(correct)} of ${formatNumber(questions)} correct. Best streak: ${formatNumber(bestStreak)}.`,
    ...(fastest === null ? [] : [`Fastest correct answer: ${secondsText(fastest)}.`]),
    ...(stage.questions.length > 0 ? ['Press right and left to read your answers.'] : []),
  ];
}

/** The question whose review the player has turned to, by its index in play order; null without one. */
export function reviewedQuestion({ stage }: PlayerSnapshot, { page }: PlayerState): number | null {
  if (stage?.phase !== 'podium' || page?.game !== stage.game) return null;
  return stage.questions[page.page - 1]?.index ?? null;
}

function reviewLines(snapshot: PlayerSnapshot, state: PlayerState): string[] {
  const index = reviewedQuestion(snapshot, state);
  const review = index === null ? undefined : snapshot.reviews.get(index);
  if (!review) return [];
  const { question, correct, explanation, result } = review;
  const dispute = disputeText(review);
  return [
    `Question ${formatNumber(question.index + 1)}: ${question.text}`,
    ...(dispute === null ? [] : [dispute]),
    ownAnswerLine(review),
    ...(correct === null || result?.correct ? [] : [correctLine(question, correct)]),
    ...(explanation === undefined ? [] : [explanation]),
  ];
}

function ownAnswerLine({ question, correct, voided, result }: Review): string {
  if (result === null) return 'You joined after this question.';
  if (result.answer === null) return 'No answer.';
  const answer = `Your answer: ${answerInWords(question, result.answer)}.`;
  if (correct === null || voided) return answer;
  return `${answer} ${sentence(verdictOf({ question }, result).text)}`;
}

function draftTexts({ snapshot, state }: PlayerView): string[] {
  const { stage } = snapshot;
  const draft = draftFor(state.draft, snapshot);
  if (stage?.phase !== 'question' || draft === null || !canAnswer(snapshot)) return [];
  return draftLines(stage.question, draft);
}

/** The keys that answer the question. */
function keyLines({ snapshot, state, symbols }: PlayerView): string[] {
  const { stage } = snapshot;
  const draft = draftFor(state.draft, snapshot);
  if (stage?.phase !== 'question' || draft === null || !canAnswer(snapshot)) return [];
  return [hintsInWords(widgetFor(stage.question).hints(stage.question, draft, symbols))];
}

/** The keys are read once for each question, although the hints may change with the draft. */
function keysVersion({ stage }: PlayerSnapshot): string {
  return stage && 'question' in stage ? `${stage.game} ${stage.question.index}` : '';
}

/** `Keys: 1-4 answer, q leave.` */
function hintsInWords(hints: readonly KeyHint[]): string {
  return `Keys: ${hints.map(({ key, label }) => `${key} ${label}`).join(', ')}.`;
}

/** What a key has changed in the answer that a player is putting together. Empty where the text itself is echoed. */
function draftLines(question: AskedQuestion, draft: DraftAnswer): string[] {
  const widget = widgetFor(question);
  const problem = widget.problemWith?.(draft) ?? '';
  const [note = ''] = widget.draftNote(draft);
  const notes = [problem, note].filter((text) => text !== '');
  if ('pointed' in draft) return [...pointedLine(question, draft), ...notes];
  if ('order' in draft) return [movedLine(question, draft), ...notes].filter((text) => text !== '');
  return notes;
}

function pointedLine(
  question: AskedQuestion,
  { pointed, chosen }: Extract<DraftAnswer, { pointed: number }>,
): string[] {
  const option = optionsOf(question)[pointed];
  if (option === undefined) return [];
  const isMultiple = question.type === 'multiple';
  const state = isMultiple ? (chosen.includes(pointed) ? ', selected' : ', not selected') : '';
  const count = isMultiple ? ` ${formatNumber(chosen.length)} selected.` : '';
  return [`${pointed + 1}: ${option}${state}.${count}`];
}
