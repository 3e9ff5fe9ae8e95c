import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Watcher } from '../../source/client/watcher.ts';
import { parseServerMessage } from '../../source/protocol/server-message.ts';
import { layOutQuestionPanel } from '../../source/terminal/stage/question-panel.tsx';
import { layOutReveal } from '../../source/terminal/stage/reveal-panel.tsx';
import {
  type PlayerState,
  initialState,
  pasteIntoDraft,
  playerAction,
} from '../../source/terminal/player/player-keys.ts';
import type { KeyPress } from '../../source/terminal/keys.ts';
import type { PlayerSnapshot } from '../../source/client/player-seat.ts';
import { someMessage, someSent } from '../helpers/hostile-messages.ts';
import { ManualClock } from '../helpers/manual-clock.ts';
import { PIN } from '../helpers/rooms.ts';
import { TOKEN, question, welcome, you } from '../helpers/scripted-server.ts';
import { idleSession, playingSession } from '../helpers/scripted-session.ts';
import { ScriptedTransport } from '../helpers/scripted-transport.ts';

/** What happens to a client: the host sends something or drops the connection, the player presses a key, or time passes. */
type Step =
  | { readonly type: 'send'; readonly text: string }
  | { readonly type: 'open' | 'drop' }
  | { readonly type: 'press'; readonly key: KeyPress }
  | { readonly type: 'paste'; readonly text: string }
  | { readonly type: 'wait'; readonly ms: number };

const named = [
  'enter',
  'up',
  'down',
  'left',
  'right',
  'home',
  'end',
  'move-up',
  'move-down',
  'backspace',
] as const;

const someKey: fc.Arbitrary<KeyPress> = fc.oneof(
  fc.constantFrom(...named).map((type) => ({ type })),
  fc.constantFrom(...'12345678 abtfyn-.,é日').map((text) => ({ type: 'text' as const, text })),
);

const someStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 10, arbitrary: someSent.map((text) => ({ type: 'send' as const, text })) },
  { weight: 6, arbitrary: someKey.map((key) => ({ type: 'press' as const, key })) },
  { weight: 1, arbitrary: fc.constantFrom('open' as const, 'drop' as const).map((type) => ({ type })) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('x', '1', '日'.repeat(500)).map((text) => ({ type: 'paste' as const, text })),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(0, 1, 250, 5000, 1e6).map((ms) => ({ type: 'wait' as const, ms })),
  },
);

const screen = { columns: 2, isAlone: false, isPodiumOver: true };
const size = { columns: 76, rows: 22 };

/** Presses a key as the player's screen does. */
function press(
  key: KeyPress,
  state: PlayerState,
  snapshot: PlayerSnapshot,
  answer: (value: never) => void,
): PlayerState {
  const action = playerAction(key, state, snapshot, screen);
  if (action?.type === 'answer') Reflect.apply(answer, undefined, [action.answer]);
  return action?.type === 'show' ? { ...action.state, isLeaving: false } : state;
}

describe('a hostile host', () => {
  it("never makes a player's session, or the keys and layouts of the screens, fail", () => {
    fc.assert(
      fc.property(fc.array(someStep, { minLength: 5, maxLength: 60, size: 'max' }), (steps) => {
        const { session, transport, clock } = idleSession();
        let state = initialState;
        session.join(PIN, 'Ada');
        transport.connection.open().deliver(welcome(), question(1), you(1));
        for (const step of steps) {
          const { connection } = transport;
          if (step.type === 'send') connection.deliverText(step.text);
          if (step.type === 'open') connection.open();
          if (step.type === 'drop') connection.drop();
          if (step.type === 'wait') clock.advance(step.ms);
          const snapshot = session.snapshot();
          if (step.type === 'press')
            state = press(step.key, state, snapshot, (value) => session.answer(value));
          if (step.type === 'paste') state = pasteIntoDraft(step.text, state, snapshot);
          const { stage } = snapshot;
          if (stage?.phase === 'question') layOutQuestionPanel(stage.question, size, '…');
          if (stage?.phase === 'reveal') layOutReveal(stage, size, size, '…');
        }
        const sent = transport.connections.flatMap((connection) => connection.sent);
        expect(transport.connections.length).toBeLessThan(steps.length + 30);
        expect(sent.length).toBeLessThan(2 * transport.connections.length + 2 * steps.length);
        // The client's own secret is the only one that it ever sends.
        for (const message of sent) if ('token' in message) expect(message.token).toBe(TOKEN);
        expect(clock.pending).toBeLessThan(3);
      }),
      { numRuns: 40 },
    );
  });

  it('never makes a watcher fail', () => {
    fc.assert(
      fc.property(fc.array(someSent, { maxLength: 40 }), (texts) => {
        const transport = new ScriptedTransport();
        const watcher = new Watcher(PIN, { transport, clock: new ManualClock(), random: () => 0.5 });
        watcher.watch();
        transport.connection.open();
        for (const text of texts) transport.connection.deliverText(text);
        expect(watcher.snapshot().connection).toBeTypeOf('string');
      }),
      { numRuns: 50 },
    );
  });

  it('is simulated with messages that clients mostly accept', () => {
    const messages = fc.sample(someMessage, 500);
    const accepted = messages.filter((message) => parseServerMessage(JSON.stringify(message)));
    expect(accepted.length).toBeGreaterThan(300);
  });

  it('cannot show a view before its welcome, or welcome a player twice', () => {
    const { session, transport } = idleSession();
    session.join(PIN, 'Ada');
    transport.connection.open().deliver(question(1), you(1));
    expect(session.snapshot()).toMatchObject({ stage: null, you: null });
    const again = { ...welcome(), player: { id: 'y', name: 'Eve', team: null } };
    transport.connection.deliver(welcome(), question(1), again);
    expect(session.snapshot()).toMatchObject({ welcome: { player: { name: 'Ada' } }, stage: { version: 1 } });
  });

  it('cannot make a player save or send another token', () => {
    const { session, transport, clock } = idleSession();
    session.join(PIN, 'Ada');
    transport.connection
      .open()
      .deliver({ ...welcome(), token: 'another-token-of-30-characters' }, question(1));
    expect(session.snapshot().welcome?.token).toBe(TOKEN);
    transport.connection.drop();
    clock.advance(5000);
    expect(transport.connection.open().sent).toEqual([{ type: 'resume', token: TOKEN }]);
  });

  it("clears the player's answer if it changes the question under the same index", () => {
    const { session, transport } = playingSession();
    session.answer(1);
    const typed = { index: 0, total: 3, type: 'text', text: 'Which?', points: 1000, time: 20 };
    transport.connection.deliver(
      { ...question(11), question: typed },
      you(11, { answered: true, answer: 1 }),
    );
    expect(session.snapshot()).toMatchObject({ stage: { question: { type: 'text' } }, answer: null });
  });
});
