import type { HostRejection, PlayerRejection } from '../game/decision.ts';

/** Why a client's message is rejected: by the rules of the game, or by the server. */
export type RejectionCode = PlayerRejection | 'wrong-pin' | 'wrong-code' | 'bad-message' | 'rate-limited';

const MOVED = 'You are now playing on another device.';
const BAD_NAME = 'Names need 1 to 24 visible characters.';
const NAME_TAKEN = 'That name is taken, or too similar to one that is. Choose another.';

/** Each code in words, for players. */
export const rejectionMessages: Readonly<Record<RejectionCode, string>> = {
  'wrong-pin': "Wrong PIN. Check it on the host's screen and try again.",
  'wrong-code': 'That code is wrong, used or older than a minute. Get a new one on the other device.',
  'name-taken': NAME_TAKEN,
  'bad-name': BAD_NAME,
  locked: 'This game is locked. Ask the host to let you in.',
  full: 'The game is full.',
  kicked: 'The host has removed you from this game.',
  'unknown-token': 'You have no seat in this game. Join it with its PIN.',
  moved: MOVED,
  'already-answered': 'You have already answered this question.',
  paused: 'The game is paused. You can answer once it resumes.',
  'too-late': 'Too late. The question is closed.',
  'wrong-question': 'That question is not open.',
  'bad-answer': 'That is not a valid answer to this question.',
  'not-now': 'Your name can no longer be changed, or the host gives the names.',
  'bad-message': 'The host did not understand this message.',
  'rate-limited': 'Too many attempts from this network. Wait a moment, then try again.',
};

/** Each code in words, for the host. */
export const hostRejectionMessages: Readonly<Record<HostRejection, string>> = {
  'not-now': "You can't do that right now.",
  'no-such-player': 'That player is no longer in the game.',
  full: 'The game is full. Kick someone first.',
  'no-such-question': 'There is no question to dispute here.',
  'no-such-answer': 'That answer does not fit the question, or already counts as correct.',
  'bad-name': BAD_NAME,
  'name-taken': NAME_TAKEN,
  'no-points': 'That player has no points to lose.',
};

/** Returns the code with this name; `bad-message` for an unknown code from a newer server. */
export function parseRejectionCode(name: string): RejectionCode {
  return isRejectionCode(name) ? name : 'bad-message';
}

/** Why a server ends a connection. */
export const byeCodes = ['kicked', 'ended', 'host-left', 'replaced', 'moved'] as const;

export type ByeCode = (typeof byeCodes)[number];

/** Each of them in words, for players. */
export const byeMessages: Readonly<Record<ByeCode, string>> = {
  kicked: 'The host has removed you from the game.',
  ended: 'The game is over. Thanks for playing.',
  'host-left': 'The host has closed the game.',
  replaced: 'You are now playing in another window.',
  moved: MOVED,
};

function isRejectionCode(name: string): name is RejectionCode {
  return Object.hasOwn(rejectionMessages, name);
}
