import { Box, Text } from 'ink';
import { MAX_REASON_LENGTH } from '../../game/disputes.ts';
import type { RoomCommand } from '../../server/room/host-seat.ts';
import type { Size } from '../hooks/use-size.ts';
import { useTheme } from '../hooks/use-theme.ts';
import { type KeyPress, confirmation, directionOf } from '../keys.ts';
import type { KeyHint } from '../ui/key-hints.tsx';
import { TruncatedText, WrappedText } from '../ui/fitted-text.tsx';
import { keyListHint } from '../ui/key-list.tsx';
import { gapFor } from '../ui/layout.ts';
import { Select, moveSelection } from '../ui/select.tsx';
import { type TextField, editField, textField, textOf } from '../ui/text-field.ts';
import { FramedTextInput } from '../ui/text-input.tsx';
import { formatNumber, pluralize } from '../../text/numbers.ts';
import { widthOf, wrap } from '../../text/width.ts';
import type { DisputableAnswer, DisputableQuestion } from '../../view/disputable.ts';

/** How far the host has come in disputing a question: which one, what to do about it, and whether that is asked again. */
export interface Dispute {
  /** The questions to choose from, at least one. */
  readonly questions: readonly DisputableQuestion[];
  /** The index of the selected question in the list. */
  readonly selected: number;
  readonly step: 'question' | 'remedy' | 'reason' | 'confirm';
  /** The index of the selected remedy: 0 to void the question, or 1 more than that of an answer to accept. */
  readonly remedy: number;
  /** The reason for voiding the question, as typed so far. */
  readonly reason: TextField;
}

/** The effect of a key: another state of the dispute, its end, or its end with a command. */
export type DisputeAction = Dispute | 'close' | Extract<RoomCommand, { type: 'void' | 'allow' }>;

/** Begins with the last question. If there is no other, nothing is left to choose but the remedy. */
export function startDispute(questions: readonly DisputableQuestion[]): Dispute {
  const step = questions.length === 1 ? 'remedy' : 'question';
  return { questions, selected: questions.length - 1, step, remedy: 0, reason: textField() };
}

/** Returns the effect of a key; undefined if it has none. */
export function pressInDispute(dispute: Dispute, keyPress: KeyPress): DisputeAction | undefined {
  if (dispute.step === 'confirm') {
    const isConfirmed = confirmation(keyPress);
    if (isConfirmed === undefined) return undefined;
    return isConfirmed ? commandOf(dispute) : { ...dispute, step: 'remedy' };
  }
  if (dispute.step === 'reason') return pressInReason(dispute, keyPress);
  const isChoosingQuestion = dispute.step === 'question';
  if (keyPress.type === 'escape') {
    if (isChoosingQuestion || dispute.questions.length === 1) return 'close';
    return { ...dispute, step: 'question' };
  }
  if (keyPress.type === 'enter') return { ...dispute, step: stepAfter(dispute) };
  const direction = directionOf(keyPress);
  if (!direction) return undefined;
  if (!isChoosingQuestion) {
    const remedies = 1 + answersOf(dispute).length;
    return { ...dispute, remedy: moveSelection(dispute.remedy, remedies, direction) };
  }
  const selected = moveSelection(dispute.selected, dispute.questions.length, direction);
  return { ...dispute, selected, remedy: 0 };
}

/** Players are told a reason only if the question is voided: otherwise, the accepted answer says it all. */
function stepAfter({ step, remedy }: Dispute): Dispute['step'] {
  if (step === 'question') return 'remedy';
  return remedy === 0 ? 'reason' : 'confirm';
}

function pressInReason(dispute: Dispute, keyPress: KeyPress): Dispute | undefined {
  if (keyPress.type === 'escape') return { ...dispute, step: 'remedy' };
  if (keyPress.type === 'enter') return { ...dispute, step: 'confirm' };
  const reason = editField(dispute.reason, keyPress);
  return textOf(reason).length <= MAX_REASON_LENGTH ? { ...dispute, reason } : undefined;
}

function commandOf(dispute: Dispute): DisputeAction {
  const question = dispute.questions[dispute.selected]?.index ?? 0;
  const accepted = acceptedAnswer(dispute);
  if (!accepted) return { type: 'void', question, reason: textOf(dispute.reason).trim() || undefined };
  return { type: 'allow', question, answer: accepted.answer };
}

function answersOf({ questions, selected }: Dispute): readonly DisputableAnswer[] {
  return questions[selected]?.answers ?? [];
}

/** Returns the answer that the selected remedy accepts; undefined if it voids the question. */
function acceptedAnswer(dispute: Dispute): DisputableAnswer | undefined {
  return dispute.remedy === 0 ? undefined : answersOf(dispute)[dispute.remedy - 1];
}

/** Asks for confirmation; the longest question first. */
export function disputeQuestions(dispute: Dispute): string[] {
  const accepted = acceptedAnswer(dispute);
  const number = (dispute.questions[dispute.selected]?.index ?? 0) + 1;
  if (!accepted) return [`Void question ${number}? All scores change.`, `Void question ${number}?`];
  const { text } = accepted;
  return [`Accept "${text}" as well? All scores change.`, `Accept "${text}" as well?`, 'Accept it as well?'];
}

export function disputeHints({ step, reason }: Dispute, updown: string): KeyHint[] {
  if (step === 'reason') {
    const isEmpty = textOf(reason).trim() === '';
    return [
      { key: 'Enter', label: isEmpty ? 'give no reason' : 'continue' },
      { key: 'Esc', label: 'back' },
    ];
  }
  return [
    { key: 'Enter', label: 'choose' },
    { key: updown, label: 'select' },
    { key: 'Esc', label: 'back' },
    keyListHint,
  ];
}

interface DisputeScreenProps {
  readonly dispute: Dispute;
  readonly size: Size;
}

/** The questions to choose from, or the remedies for the chosen one. */
export function DisputeScreen({ dispute, size }: DisputeScreenProps) {
  const { styles } = useTheme();
  const { columns, rows } = size;
  const { questions, selected } = dispute;
  const gap = gapFor(rows);
  if (dispute.step === 'question') {
    return (
      <Box flexDirection="column" rowGap={gap} paddingTop={gap}>
        <TruncatedText columns={columns} style={styles.accent}>
          Which question is disputed?
        </TruncatedText>
        <Select
          items={questions}
          selected={selected}
          rows={rows - 1 - 2 * gap}
          keyOf={({ index }) => String(index)}
        >
          {({ index, text }, isSelected) => (
            <TruncatedText columns={columns - 2} style={isSelected ? styles.selected : {}}>
              {`${index + 1}. ${text}`}
            </TruncatedText>
          )}
        </Select>
      </Box>
    );
  }
  const { index = 0, text = '' } = questions[selected] ?? {};
  const textRows = Math.min(wrap(text, columns).length, rows < 12 ? 1 : 3);
  const isVoiding = dispute.remedy === 0 && (dispute.step === 'reason' || dispute.step === 'confirm');
  const answers = answersOf(dispute);
  return (
    <Box flexDirection="column" rowGap={gap} paddingTop={gap}>
      <Box flexDirection="column" flexShrink={0}>
        <TruncatedText columns={columns} style={styles.accent}>
          {`Question ${index + 1} is disputed. What is fair?`}
        </TruncatedText>
        <WrappedText columns={columns} rows={textRows}>
          {text}
        </WrappedText>
      </Box>
      {isVoiding ? (
        <Box flexDirection="column" flexShrink={0}>
          <TruncatedText columns={columns} style={styles.strong}>
            Why does it not count? Players will see this.
          </TruncatedText>
          <FramedTextInput
            field={dispute.reason}
            fixed={dispute.step === 'confirm' ? textOf(dispute.reason) : null}
            columns={Math.min(columns, REASON_COLUMNS)}
          />
        </Box>
      ) : (
        <Box flexDirection="column" rowGap={gap} flexShrink={0}>
          <Select
            items={[null, ...answers]}
            selected={dispute.remedy}
            rows={rows - 1 - textRows - 2 * gap}
            keyOf={(accepted) => JSON.stringify(accepted?.answer ?? null)}
          >
            {(accepted, isSelected) => (
              <Remedy accepted={accepted} isSelected={isSelected} columns={columns - 2} />
            )}
          </Select>
          {answers.length === 0 && (
            <TruncatedText columns={columns} style={styles.faint}>
              Nobody gave another answer to accept.
            </TruncatedText>
          )}
        </Box>
      )}
    </Box>
  );
}

const REASON_COLUMNS = 60;

interface RemedyProps {
  /** Null: to void the question. */
  readonly accepted: DisputableAnswer | null;
  readonly isSelected: boolean;
  readonly columns: number;
}

/** A remedy, and how many players it helps. */
function Remedy({ accepted, isSelected, columns }: RemedyProps) {
  const { styles } = useTheme();
  const aside = accepted === null ? '' : countText(accepted, columns);
  const room = columns - (aside === '' ? 0 : widthOf(aside) + 2);
  const label = accepted === null ? 'Void it: nobody gets points for it' : `Accept as well: ${accepted.text}`;
  return (
    <Box columnGap={2}>
      <TruncatedText columns={room} style={isSelected ? styles.selected : {}}>
        {label}
      </TruncatedText>
      {aside !== '' && <Text {...styles.faint}>{aside}</Text>}
    </Box>
  );
}

function countText({ count }: DisputableAnswer, columns: number): string {
  return columns < 50 ? formatNumber(count) : pluralize(count, 'player');
}
