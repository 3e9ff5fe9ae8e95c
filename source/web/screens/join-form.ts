import type { PlayerSnapshot } from '../../client/player-seat.ts';
import { isMoveCode } from '../../protocol/move-code.ts';
import { toAsciiDigits } from '../../text/numbers.ts';
import type { InfoSnapshot, JoinRequest } from '../game/browser-game.ts';

/** What a player types to join. */
export interface JoinForm {
  /** Whether the player continues a seat that another device has. */
  readonly isMoving: boolean;
  /** A PIN or a move code. */
  readonly code: string;
  readonly name: string;
  /** Empty for the smallest team. */
  readonly team: string;
}

export type JoinFieldName = 'code' | 'name' | 'team';

/** What is wrong, and with which field; null for the whole form. */
export interface JoinProblem {
  readonly field: JoinFieldName | null;
  readonly message: string;
}

/** Which fields the form has besides the code. A seat that moves has a name already. */
export function fieldsOf(
  { isMoving, code }: Pick<JoinForm, 'isMoving' | 'code'>,
  { game }: Pick<InfoSnapshot, 'game'>,
): Readonly<Record<'name' | 'team', boolean>> {
  if (isMoving || isMoveCode(code)) return { name: false, team: false };
  return {
    name: game?.names !== 'generated',
    team: (game?.teams ?? []).length > 0,
  };
}

/** Returns what to ask the host for, or what is missing. */
export function requestFrom(form: JoinForm, info: Pick<InfoSnapshot, 'game'>): JoinRequest | JoinProblem {
  const code = toAsciiDigits(form.code).trim();
  const name = form.name.trim();
  const fields = fieldsOf(form, info);
  if (form.isMoving && !isMoveCode(code)) return { field: 'code', message: NO_MOVE_CODE };
  if (code === '') return { field: 'code', message: "Enter the PIN. It's on the host's screen." };
  if (fields.name && name === '') return { field: 'name', message: 'Enter a name. Others will see it.' };
  return {
    // People read PINs aloud, and type them, in groups.
    code: isMoveCode(code) ? code : code.replaceAll(/\s/gu, ''),
    name: fields.name ? name : '',
    ...(fields.team && form.team !== '' && { team: form.team }),
  };
}

const NO_MOVE_CODE = 'Enter the code that your other device shows, such as K7QX-2M9P.';

/** Why the last join was rejected, and which field to correct; null if it was not. */
export function problemFrom({
  rejection,
  connection,
}: Pick<PlayerSnapshot, 'rejection' | 'connection'>): JoinProblem | null {
  if (!rejection || connection !== 'idle') return null;
  const { code, message } = rejection;
  switch (code) {
    case 'wrong-pin':
    case 'wrong-code':
      return { field: 'code', message };
    case 'name-taken':
    case 'bad-name':
      return { field: 'name', message };
    default:
      return { field: null, message };
  }
}
