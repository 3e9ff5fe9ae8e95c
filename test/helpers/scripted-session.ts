import { Session } from '../../source/client/session.ts';
import { ManualClock } from './manual-clock.ts';
import { PIN } from './rooms.ts';
import { TOKEN, question, welcome, you } from './scripted-server.ts';
import { ScriptedTransport } from './scripted-transport.ts';

/** The messages of a session that joins, resumes its seat, and answers the first question of the first game at once. */
export const JOIN = { type: 'join', pin: PIN, name: 'Ada', token: TOKEN };
export const RESUME = { type: 'resume', token: TOKEN };
export const ANSWER = { type: 'answer', question: 0, answer: 1, elapsed: 0, game: 1 };

interface SessionOptions {
  /** Returns from 0 to 1: which part of the longest delay passes before a reconnect. */
  readonly random: () => number;
}

/** Returns a session that has not joined, with a clock and a transport that the test controls. */
export function idleSession({ random }: SessionOptions = { random: () => 0.5 }) {
  const clock = new ManualClock();
  const transport = new ScriptedTransport();
  const session = new Session({ transport, clock, random, tokenFor: () => TOKEN });
  return { clock, transport, session };
}

/** Returns a session whose first connection has not opened yet. */
export function joiningSession(options?: SessionOptions) {
  const setup = idleSession(options);
  setup.session.join(PIN, 'Ada');
  return setup;
}

/** Returns a session that is in the game and sees an open question. */
export function playingSession(options?: SessionOptions) {
  const setup = joiningSession(options);
  setup.transport.connection.open().deliver(welcome(), question(10), you(10));
  return setup;
}
