import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../source/quiz/questions/question-type.ts';
import { keys } from '../../helpers/keys.ts';
import { until } from '../../helpers/until.ts';
import { player } from '../apps.tsx';
import { NOW, type Phase, lobby, open, question, ready, stage, trueOrFalse } from '../stages.ts';

describe('answering', () => {
  it('takes a digit, and shows the answer until it is taken', async () => {
    const { seat, press, shows } = player(open());
    press('2');
    await shows('› ◆ 2  200');
    await shows('Answer 2 sent…');
    expect(seat.answers).toEqual([1]);
    seat.update({ answer: { question: 2, value: 1, status: 'taken' } });
    await shows('✓ ◆ 2  200');
    await shows('Answer 2 locked in');
  });

  it('takes letters, and t and f where it is true or false', async () => {
    await answers(open(), 'c', 2);
    await answers(open(trueOrFalse), 't', true);
    await answers(open(trueOrFalse), 'n', false);
    await answers(open(trueOrFalse), '2', false);
  });

  it('takes the arrows and Enter, in the grid that the options stand in', async () => {
    const { seat, press, shows } = player(open());
    press(keys.down);
    await shows('› ▲ 1');
    press(keys.right);
    await shows('› ◆ 2');
    press(keys.down);
    await shows('› ■ 4');
    press(keys.left);
    await shows('› ● 3');
    press(keys.enter);
    await until(() => seat.answers).toEqual([2]);
  });

  it('gives one answer when several keys arrive together', async () => {
    const { seat, press } = player(open());
    press('21\r');
    await until(() => seat.answers).toEqual([1]);
  });

  it('takes no key before the question is open', async () => {
    const { seat, press, shows } = player(ready());
    press('1\rq');
    await shows('Leave the game?');
    press('n');
    await shows(/q\W+leave/u);
    seat.update({ stage: stage(open()) });
    await shows('▲ 1  101');
    expect(seat.answers).toEqual([]);
  });

  it('forgets where the arrows were with the next question', async () => {
    const { seat, press, shows, screen } = player(open());
    press(keys.down);
    await shows('› ▲ 1');
    seat.update({ stage: stage(open({ ...question, index: 3, text: 'Another one?' })) });
    await shows('Another one?');
    expect(screen()).not.toContain('›');
    press(keys.enter);
    press(keys.down);
    await shows('› ▲ 1');
    expect(seat.answers).toEqual([]);
  });

  it('waits while the game is paused', async () => {
    const { seat, press, shows } = player({ ...open(), pausedAt: NOW + 1000 });
    await shows('PAUSED');
    press('1q');
    await shows('Leave the game?');
    expect(seat.answers).toEqual([]);
  });

  it('can be tried again where the answer was not taken', async () => {
    const { seat, press, shows } = player(open());
    press('1');
    await shows('sent');
    seat.update({ answer: { question: 2, value: 0, status: 'rejected', message: 'The game is paused.' } });
    await shows('✗ The game is paused.');
    press('2');
    await until(() => seat.answers).toEqual([0, 1]);
  });

  it('knows the answer given before the connection was lost', () => {
    const { screen } = player(open(), { answered: true, answer: 3 });
    expect(screen()).toContain('✓ ■ 4  302');
    expect(screen()).toContain('Answer 4 locked in');
    expect(screen()).not.toMatch(/1-4\W+answer/u);
  });
});

describe('leaving', () => {
  it('is asked for', async () => {
    const { seat, outcomes, press, shows } = player(lobby());
    press('q');
    await shows('Leave the game?');
    press('n');
    await shows(/q\W+leave/u);
    press('q');
    await shows('Leave the game?');
    press(keys.escape);
    await shows(/q\W+leave/u);
    expect(outcomes).toEqual([]);
    press('qy');
    await until(() => outcomes).toEqual([{ type: 'left' }]);
    expect(seat.hasLeft).toBe(true);
  });

  it('does not take y for an answer while it is asked for', async () => {
    const { seat, press, outcomes } = player(open(trueOrFalse));
    press('qn');
    press('qy');
    await until(() => outcomes).toEqual([{ type: 'left' }]);
    expect(seat.answers).toEqual([]);
  });

  it('happens at once with Ctrl+C', async () => {
    const { seat, outcomes, press } = player(open());
    press(keys.ctrlC);
    await until(() => outcomes).toEqual([{ type: 'interrupted' }]);
    expect(seat.hasLeft).toBe(true);
  });
});

async function answers(phase: Phase, key: string, answer: Answer) {
  const { seat, press } = player(phase);
  press(key);
  await until(() => seat.answers).toEqual([answer]);
}
