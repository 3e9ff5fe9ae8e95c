import { Session } from '../../source/client/session.ts';
import { ManualClock } from './manual-clock.ts';
import { PIN } from './rooms.ts';
import { TOKEN, question, welcome, you } from './scripted-server.ts';
import { ScriptedTransport } from './scripted-transport.ts';

/** What a session sends to join, to come back, and to answer the first question of the first game at once. */
export const JOIN = { type: 'join', pin: PIN, name: 'Ada', token: TOKEN };
export const RESUME = { type: 'resume', token: TOKEN };
export const ANSWER = { type: 'answer', question: 0, answer: 1, elapsed: 0, game: 1 };

interface SessionOptions {
  /** 0 ≤ n ≤ 1: what part of the longest wait goes by before a line is tried again. */
  readonly random: () => number;
}

/** A session that has not begun to join, on a clock and on lines that do what a test makes them do. */
export function idleSession({ random }: SessionOptions = { random: () => 0.5 }) {
  const clock = new ManualClock();
  const transport = new ScriptedTransport();
  const session = new Session({ transport, clock, random, tokenFor: () => TOKEN });
  return { clock, transport, session };
}

/** A session whose first line is on its way. */
export function joiningSession(options?: SessionOptions) {
  const setup = idleSession(options);
  setup.session.join(PIN, 'Ada');
  return setup;
}

/** A session that is in the game and sees an open question. */
export function playingSession(options?: SessionOptions) {
  const setup = joiningSession(options);
  setup.transport.connection.open().deliver(welcome(), question(10), you(10));
  return setup;
}
