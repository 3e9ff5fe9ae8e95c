import * as fc from 'fast-check';
import { type ReactNode, useSyncExternalStore } from 'react';
import { describe, expect, it } from 'vitest';
import { IDLE_SNAPSHOT, type PlayerSnapshot } from '../../source/client/player-seat.ts';
import { asServerMessage } from '../../source/protocol/server-message.ts';
import { Store } from '../../source/store.ts';
import { TimeBudget, highlight } from '../../source/quiz/highlight.ts';
import { MotionContext } from '../../source/terminal/hooks/use-motion.ts';
import { PlayerGame } from '../../source/terminal/player/player-game.tsx';
import type { KeyPress } from '../../source/terminal/keys.ts';
import { type PlayerState, initialState, playerAction } from '../../source/terminal/player/player-keys.ts';
import { PhaseScreen } from '../../source/terminal/stage/screens/phase-screen.tsx';
import { someStage, someYou } from '../helpers/hostile-messages.ts';
import { draw, sizes } from '../helpers/render.tsx';
import { widthOf } from '../../source/text/width.ts';
import { FakePlayerSeat, welcome } from './seats.ts';
import { player } from './apps.tsx';
import { now, open, question, reveal, stage, typedText } from './stages.ts';

interface Shown {
  readonly snapshot: PlayerSnapshot;
  readonly state: PlayerState;
}

/** A screen that is drawn again at each change, however soon they follow each other. */
function EveryChange({
  source,
  children,
}: {
  readonly source: Store<Shown>;
  readonly children: (shown: Shown) => ReactNode;
}) {
  return children(
    useSyncExternalStore(
      (listener) => source.subscribe(listener),
      () => source.snapshot(),
    ),
  );
}

const keys: readonly KeyPress[] = [
  { type: 'enter' },
  { type: 'down' },
  { type: 'move-down' },
  { type: 'text', text: '1' },
  { type: 'text', text: ' ' },
];

describe('a screen', () => {
  it.each(sizes)('of a player shows whatever a hostile host sends, on %o', async (size) => {
    const snapshot: PlayerSnapshot = { ...IDLE_SNAPSHOT, connection: 'open', welcome: welcome('Ada') };
    const source = new Store<Shown>({ snapshot, state: initialState });
    const app = draw(
      // With motion, because animations start from values of their own.
      <MotionContext value>
        <EveryChange source={source}>
          {(shown) => (
            <PlayerGame seat={new FakePlayerSeat()} isAlone={false} place={null} {...{ ...shown, size }} />
          )}
        </EveryChange>
      </MotionContext>,
      size,
    );
    const someView = fc.record({ stage: someStage, you: someYou, key: fc.constantFrom(...keys) });
    await fc.assert(
      fc.asyncProperty(fc.array(someView, { minLength: 1, maxLength: 8 }), async (views) => {
        for (const sent of views) {
          const view = asServerMessage(sent.stage);
          const you = asServerMessage(sent.you);
          if (view?.type !== 'stage' || you?.type !== 'you') continue;
          const before = source.snapshot();
          source.update({ snapshot: { ...before.snapshot, stage: view, you } });
          const { snapshot: current, state } = source.snapshot();
          const action = playerAction(sent.key, state, current, {
            columns: 2,
            isAlone: false,
            isPodiumOver: true,
          });
          if (action?.type === 'show') source.update({ state: action.state });
          await drawn();
          expectWithin(size, app.rows());
        }
      }),
      { numRuns: 6 },
    );
  });

  it.each(sizes)('of a watcher shows whatever a hostile host sends, on %o', async (size) => {
    const snapshot: PlayerSnapshot = { ...IDLE_SNAPSHOT, stage: stage(open()) };
    const source = new Store<Shown>({ snapshot, state: initialState });
    const joining = { commands: [], isPageFirst: false, pin: '482913' };
    const app = draw(
      <MotionContext value>
        <EveryChange source={source}>
          {({ snapshot: { stage: shown } }) =>
            shown && (
              <PhaseScreen
                {...{ joining, now, size }}
                report={null}
                snapshot={{ stage: shown, locked: false }}
              />
            )
          }
        </EveryChange>
      </MotionContext>,
      size,
    );
    await fc.assert(
      fc.asyncProperty(someStage, async (sent) => {
        const shown = asServerMessage(sent);
        if (shown?.type === 'stage') source.update({ snapshot: { ...snapshot, stage: shown } });
        await drawn();
        expectWithin(size, app.rows());
      }),
      { numRuns: 15 },
    );
  });

  it('survives a question that changes its type under the same index, while an answer is being typed', async () => {
    const app = player(open(typedText));
    await app.shows('Type your answer');
    app.press('101');
    await app.shows('101');
    app.seat.update({ stage: stage(open({ ...question, index: typedText.index })) });
    await app.shows('426');
    app.press('2');
    await app.shows('Answer 2 sent');
  });

  it('does not show the result of an answer of another type', async () => {
    const result = { correct: false, points: 0, streakBonus: 0, answer: 'a text', time: 5 };
    const app = player(reveal(question), { result, answer: 'a text', answered: true });
    await app.shows('Wrong');
    expect(app.screen()).not.toContain('your answer');
  });
});

describe('the highlighter', () => {
  it.each([
    ['ts', '`${'],
    ['bash', '${'],
    ['python', 'f"{'],
  ])('leaves %s plain that is nested too deeply', (language, part) => {
    const code = part.repeat(4000 / part.length);
    expect(
      highlight(code, language, () => 0)
        .flat()
        .map(({ text }) => text)
        .join(''),
    ).toBe(code);
  });

  it('pauses after a second of work, and regains a twentieth of the elapsed time', () => {
    const budget = new TimeBudget();
    expect(budget.isLeft(0)).toBe(true);
    budget.spend(1500);
    expect(budget.isLeft(0)).toBe(false);
    expect(budget.isLeft(10_000)).toBe(false);
    expect(budget.isLeft(10_100)).toBe(true);
  });
});

/** React draws at the end of the turn. */
async function drawn(): Promise<void> {
  await new Promise((resolve) => {
    setImmediate(resolve);
  });
}

/** Expects the screen to show something other than an error, and nothing outside its size. */
function expectWithin({ columns, rows }: (typeof sizes)[number], shown: readonly string[]): void {
  expect(shown.length).toBeLessThanOrEqual(rows);
  for (const row of shown) expect(widthOf(row)).toBeLessThanOrEqual(columns);
  expect(shown.join('\n')).toMatch(/\S/u);
  expect(shown.join('\n')).not.toMatch(/\bERROR\b/u);
}
