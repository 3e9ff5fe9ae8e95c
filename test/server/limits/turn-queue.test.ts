import { describe, expect, it } from 'vitest';
import { TurnQueue } from '../../../source/server/limits/turn-queue.ts';
import { ManualClock } from '../../helpers/manual-clock.ts';

/** A queue that makes two calls a turn, and what it called. */
function queue() {
  const clock = new ManualClock();
  const turns = new TurnQueue(clock, 2);
  const called: string[] = [];
  const call = (name: string) => turns.call(() => called.push(name));
  return { clock, turns, called, call };
}

describe('TurnQueue', () => {
  it('makes two calls at once, and two in each later turn, in their order', () => {
    const { clock, called, call } = queue();
    for (const name of ['Ada', 'Bob', 'Cleo', 'Dan', 'Eve']) call(name);
    expect(called).toEqual(['Ada', 'Bob']);
    // Whatever else is due in the next turn.
    clock.soon(() => called.push('an answer'));
    clock.settle();
    expect(called).toEqual(['Ada', 'Bob', 'Cleo', 'Dan', 'an answer', 'Eve']);
    call('Fay');
    expect(called.at(-1)).toBe('Fay');
  });

  it('makes no call that was cancelled', () => {
    const { clock, called, call } = queue();
    for (const name of ['Ada', 'Bob']) expect(call(name)).toBeNull();
    const cancel = call('Cleo');
    call('Dan');
    cancel?.();
    clock.settle();
    expect(called).toEqual(['Ada', 'Bob', 'Dan']);
  });

  it('makes all calls at once when it is flushed', () => {
    const { clock, turns, called, call } = queue();
    for (const name of ['Ada', 'Bob', 'Cleo', 'Dan', 'Eve']) call(name);
    turns.flush();
    expect(called).toEqual(['Ada', 'Bob', 'Cleo', 'Dan', 'Eve']);
    clock.settle();
    expect(called).toHaveLength(5);
  });
});
