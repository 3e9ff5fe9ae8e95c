import { Box } from 'ink';
import { MAX_REASON_LENGTH } from '../../game/disputes.ts';
import type { PlayerStatus, RoomCommand } from '../../server/room/host-seat.ts';
import type { Size } from '../hooks/use-size.ts';
import { useTheme } from '../hooks/use-theme.ts';
import { type KeyPress, confirmation, directionOf } from '../keys.ts';
import type { KeyHint } from '../ui/key-hints.tsx';
import { TruncatedText } from '../ui/fitted-text.tsx';
import { keyListHint } from '../ui/key-list.tsx';
import { gapFor } from '../ui/layout.ts';
import { Select, moveSelection } from '../ui/select.tsx';
import { type TextField, editField, textField, textOf } from '../ui/text-field.ts';
import { FramedTextInput } from '../ui/text-input.tsx';
import { formatNumber, pluralize } from '../../text/numbers.ts';

/** What the host can do with a player. */
type PlayerTask = 'kick' | 'rename' | 'points' | 'readmit';

/** The menu of one player, and how far the host has come in it. */
export interface PlayerMenu {
  readonly player: PlayerStatus;
  /** At least one. */
  readonly tasks: readonly PlayerTask[];
  /** The index of the selected task. */
  readonly selected: number;
  readonly step: 'choose' | 'confirm-kick' | 'name' | 'points' | 'reason';
  /** What is typed in this step. */
  readonly field: TextField;
  /** The points to give, once they are typed. */
  readonly points: number;
}

/** The effect of a key: another state of the menu, the way back to the list, or a command. */
export type PlayerMenuAction =
  PlayerMenu | 'back' | Extract<RoomCommand, { type: 'kick' | 'rename' | 'give-points' | 'readmit' }>;

/**
 * Opens the menu of a player.
 *
 * @param hasScores Whether points can be given now.
 */
export function playerMenu(player: PlayerStatus, hasScores: boolean): PlayerMenu {
  const playing: PlayerTask[] = hasScores ? ['kick', 'rename', 'points'] : ['kick', 'rename'];
  const tasks: readonly PlayerTask[] = player.kicked ? ['readmit'] : playing;
  return { player, tasks, selected: 0, step: 'choose', field: textField(), points: 0 };
}

/** Returns the effect of a key; undefined if it has none. */
export function pressInPlayerMenu(menu: PlayerMenu, keyPress: KeyPress): PlayerMenuAction | undefined {
  const { name } = menu.player;
  if (menu.step === 'confirm-kick') {
    const isConfirmed = confirmation(keyPress);
    if (isConfirmed === undefined) return undefined;
    return isConfirmed ? { type: 'kick', name } : { ...menu, step: 'choose' };
  }
  if (keyPress.type === 'escape') return menu.step === 'choose' ? 'back' : { ...menu, step: 'choose' };
  if (keyPress.type === 'enter') return enter(menu);
  if (menu.step !== 'choose') return edit(menu, keyPress);
  const direction = directionOf(keyPress);
  if (!direction) return undefined;
  return { ...menu, selected: moveSelection(menu.selected, menu.tasks.length, direction) };
}

function enter(menu: PlayerMenu): PlayerMenuAction | undefined {
  const { player, step, field, points } = menu;
  const { name } = player;
  const typed = textOf(field).trim();
  switch (step) {
    case 'choose':
      return begin(menu);
    case 'name':
      return typed === name ? 'back' : { type: 'rename', name, newName: typed };
    case 'points':
      // A sign alone is no number.
      return Number(typed)
        ? { ...menu, step: 'reason', points: Number(typed), field: textField() }
        : undefined;
    case 'reason':
      return { type: 'give-points', name, points, reason: typed };
    default:
      return undefined;
  }
}

function begin(menu: PlayerMenu): PlayerMenuAction | undefined {
  const { player, tasks, selected } = menu;
  switch (tasks[selected]) {
    case 'kick':
      return { ...menu, step: 'confirm-kick' };
    case 'rename':
      return { ...menu, step: 'name', field: textField(player.name) };
    case 'points':
      return { ...menu, step: 'points', field: textField() };
    case 'readmit':
      return { type: 'readmit', name: player.name };
    default:
      return undefined;
  }
}

/** Edits what is typed; points are a whole number of at most five digits, with or without a sign. */
function edit(menu: PlayerMenu, keyPress: KeyPress): PlayerMenu {
  const field = editField(menu.field, keyPress);
  const typed = textOf(field);
  const isValid = menu.step === 'points' ? /^[+-]?\d{0,5}$/u.test(typed) : typed.length <= MAX_REASON_LENGTH;
  return isValid ? { ...menu, field } : menu;
}

/** Whether something is typed in this step. */
export function hasField({ step }: PlayerMenu): boolean {
  return step !== 'choose' && step !== 'confirm-kick';
}

export function playerMenuHints({ step }: PlayerMenu, updown: string): KeyHint[] {
  const back = { key: 'Esc', label: 'back' };
  switch (step) {
    case 'choose':
      return [{ key: 'Enter', label: 'choose' }, { key: updown, label: 'select' }, back, keyListHint];
    case 'name':
      return [{ key: 'Enter', label: 'change the name', short: 'change' }, back];
    case 'points':
      return [{ key: 'Enter', label: 'continue' }, back];
    default:
      return [{ key: 'Enter', label: 'change the score', short: 'change' }, back];
  }
}

/** Asks whether to kick the player. */
export function kickQuestions({ player: { name } }: PlayerMenu): string[] {
  return [`Kick ${name}?`];
}

interface PlayerMenuScreenProps {
  readonly menu: PlayerMenu;
  readonly size: Size;
}

/** What the host can do with a player, or a field for what it takes. */
export function PlayerMenuScreen({ menu, size: { columns, rows } }: PlayerMenuScreenProps) {
  const { styles } = useTheme();
  const { player, tasks, selected, field } = menu;
  const gap = gapFor(rows);
  return (
    <Box flexDirection="column" rowGap={gap} paddingTop={gap}>
      <Box flexDirection="column" flexShrink={0}>
        <TruncatedText columns={columns} style={styles.accent}>
          {player.name}
        </TruncatedText>
        <TruncatedText columns={columns} style={styles.faint}>
          {statusText(player)}
        </TruncatedText>
      </Box>
      {!hasField(menu) ? (
        <Select items={tasks} selected={selected} rows={rows - 2 - 2 * gap} keyOf={(task) => task}>
          {(task, isSelected) => (
            <TruncatedText columns={columns - 2} style={isSelected ? styles.selected : {}}>
              {TASKS[task]}
            </TruncatedText>
          )}
        </Select>
      ) : (
        <Box flexDirection="column" flexShrink={0}>
          <TruncatedText columns={columns} style={styles.strong}>
            {fieldLabel(menu)}
          </TruncatedText>
          <FramedTextInput field={field} columns={Math.min(columns, FIELD_COLUMNS)} />
        </Box>
      )}
    </Box>
  );
}

const FIELD_COLUMNS = 60;

const TASKS: Readonly<Record<PlayerTask, string>> = {
  kick: 'Kick: remove the player from the game',
  rename: 'Change the name',
  points: 'Give or take points',
  readmit: 'Let the player back in',
};

function statusText({ connected, kicked, score, address }: PlayerStatus): string {
  const here = connected ? 'connected' : 'away';
  const presence = kicked ? 'kicked' : here;
  return [presence, pluralize(score, 'point'), ...(address === null ? [] : [address])].join(', ');
}

function fieldLabel({ step, points }: PlayerMenu): string {
  if (step === 'name') return 'New name:';
  if (step === 'points') return 'How many points? Use - to take some.';
  const amount = formatNumber(Math.abs(points));
  return `${points > 0 ? `+${amount}` : `-${amount}`} points. Reason, for the player:`;
}
