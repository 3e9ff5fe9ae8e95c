import type { PlayerRejection } from '../game/decision.ts';

/** Why a message was not taken: what the rules say, and what the door says. */
export type RejectionCode = PlayerRejection | 'wrong-pin' | 'bad-message' | 'rate-limited';

/** What each code means, in a sentence for the person at the keyboard. */
export const rejectionMessages: Readonly<Record<RejectionCode, string>> = {
  'wrong-pin': 'That is not the PIN of this game: read it again from the host screen.',
  'name-taken': 'Somebody here has that name, or one that looks like it: choose another.',
  'bad-name': 'A name has 1 to 24 characters that can be seen.',
  locked: 'The host has locked the game: nobody new can join.',
  full: 'The game is full.',
  kicked: 'The host has removed you from this game.',
  'unknown-token': 'This game does not know that seat: join with the PIN.',
  'already-answered': 'You have answered this question already.',
  paused: 'The game is paused: answers count again when it goes on.',
  'too-late': 'Too late: the question is closed.',
  'wrong-question': 'That question is not open.',
  'bad-answer': 'That is not an answer to this question.',
  'bad-message': 'The message was not understood.',
  'rate-limited': 'Too many tries from this network: wait a moment and try again.',
};

/** The code by this name; `bad-message` for one that only newer servers know. */
export function rejectionCode(name: string): RejectionCode {
  return isRejectionCode(name) ? name : 'bad-message';
}

function isRejectionCode(name: string): name is RejectionCode {
  return Object.hasOwn(rejectionMessages, name);
}
