import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../source/quiz/questions/question-type.ts';
import { keys } from '../../helpers/keys.ts';
import { until } from '../../helpers/until.ts';
import { player } from '../apps.tsx';
import {
  NOW,
  type Phase,
  lobby,
  open,
  podium,
  question,
  ready,
  reveal,
  stage,
  trueOrFalse,
  typedText,
} from '../stages.ts';

describe('a player who answers', () => {
  it('answers with a digit, and sees when the answer is locked in', async () => {
    const { seat, press, shows } = player(open());
    press('2');
    await shows('› ◆ 2  200');
    await shows('Answer 2 sent…');
    expect(seat.answers).toEqual([1]);
    seat.update({ answer: { question: 2, value: 1, status: 'accepted', isAutomatic: false } });
    await shows('✓ ◆ 2  200');
    await shows('✓ Answer 2 locked in. 12 of 37 have answered.');
  });

  it('reads which of true and false is locked in', async () => {
    const { seat, shows } = player(open(trueOrFalse));
    const { index } = trueOrFalse;
    seat.update({ answer: { question: index, value: false, status: 'accepted', isAutomatic: false } });
    await shows('✓ False locked in.');
  });

  it('answers with letters, and with t and f if the question is true or false', async () => {
    await answers(open(), 'c', 2);
    await answers(open(trueOrFalse), 't', true);
    await answers(open(trueOrFalse), 'n', false);
    await answers(open(trueOrFalse), '2', false);
  });

  it('selects an option in the grid with the arrows, and sends it with Enter', async () => {
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

  it('gives only one answer when several keys arrive together', async () => {
    const { seat, press } = player(open());
    press('21\r');
    await until(() => seat.answers).toEqual([1]);
  });

  it('cannot answer before the question opens', async () => {
    const { seat, press, shows } = player(ready());
    press('1\rq');
    await shows('Leave the game?');
    press('n');
    await shows(/q\W+leave/u);
    seat.update({ stage: stage(open()) });
    await shows('▲ 1  101');
    expect(seat.answers).toEqual([]);
  });

  it('starts the next question without a selected option', async () => {
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

  it('cannot answer while the game is paused', async () => {
    const { seat, press, shows } = player({ ...open(), pausedAt: NOW + 1000 });
    await shows('PAUSED');
    await shows('The game is paused. You can answer once it resumes.');
    press('1q');
    await shows('Leave the game?');
    expect(seat.answers).toEqual([]);
  });

  it('can answer again after an answer was rejected', async () => {
    const { seat, press, shows } = player(open());
    press('1');
    await shows('sent');
    seat.update({
      answer: {
        question: 2,
        value: 0,
        status: 'rejected',
        isAutomatic: false,
        message: 'The game is paused.',
      },
    });
    await shows('✗ The game is paused.');
    press('2');
    await until(() => seat.answers).toEqual([0, 1]);
  });

  it('sees the answer again that was given before the connection was lost', () => {
    const { screen } = player(open(), { answered: true, answer: 3 });
    expect(screen()).toContain('✓ ■ 4  302');
    expect(screen()).toContain('Answer 4 locked in');
    expect(screen()).not.toMatch(/1-4\W+answer/u);
  });
});

describe.each<[number, string]>([
  [80, '✓ Answer 2 locked in. 12 of 37 have answered.'],
  [40, '✓ Answer 2 locked in. 12 of 37'],
])('the note about the answer on %i columns', (columns, note) => {
  it('says that the answer is locked in, as fully as it fits', () => {
    const { rows } = player(open(), { answered: true, answer: 1 }, { columns, rows: 12 });
    expect(rows().at(-2)?.trim()).toBe(note);
  });
});

describe("the list of a player's keys", () => {
  it('opens with a question mark, and closes with it, with Esc, and with any other key, which has its usual effect', async () => {
    const { seat, press, shows, screen } = player(open());
    for (const key of ['?', keys.escape]) {
      press('?');
      await shows('show or hide this list');
      expect(screen()).not.toContain('200');
      press(key);
      await shows('200');
    }
    press('?');
    await shows('show or hide this list');
    press('2');
    await shows('200');
    expect(seat.answers).toEqual([1]);
  });

  it('does not cover the next phase', async () => {
    const { seat, press, shows } = player(ready());
    press('?');
    await shows('show or hide this list');
    seat.update({ stage: stage(open()) });
    await shows('200');
  });

  it.each<[string, Phase]>([
    ['is announced', ready(typedText)],
    ['is answered', open(typedText)],
    ['is over', reveal(typedText)],
  ])('opens while a question with a typed answer %s, because nothing is typed then', async (_, phase) => {
    const { press, shows } = player(phase, { answered: true, answer: 'Tim' });
    press('?');
    await shows('show or hide this list');
  });

  it('opens on a podium that stays, and where another game is at the address', async () => {
    const { seat, press, shows, screen, outcomes } = player(podium());
    const end = { type: 'bye', code: 'ended', message: 'The game has ended.' } as const;
    for (const connection of ['closed', 'other-game'] as const) {
      seat.update({ connection, end });
      press('?');
      await shows('show or hide this list');
      press(keys.escape);
      await until(screen).not.toContain('show or hide this list');
    }
    expect(outcomes).toEqual([]);
  });

  it('includes Ctrl+Z where programs can be stopped', async () => {
    const { press, shows } = player(open(), {}, undefined, undefined, { suspend: () => undefined });
    press('?');
    await shows(/Ctrl\+Z\W+go to the shell/u);
  });

  it('leaves the question mark to answers that are typed', async () => {
    const { press, shows, screen } = player(open(typedText));
    press('?');
    await shows(/│ \? /u);
    expect(screen()).not.toContain('Keys');
  });
});

describe('a player whose question is extended', () => {
  it('is told so', async () => {
    const { seat, rows } = player(open());
    seat.update({ stage: stage({ ...open(), closesAt: NOW + 30_000 }) });
    await until(() => rows()[0]).toContain(' 10 s more ');
  });
});

describe('the note about the answer', () => {
  it('mentions no others in a game with one player', () => {
    const { seat, screen } = player(open(), { answered: true, answer: 1 });
    seat.update({ stage: stage(open(), 1) });
    return until(screen).not.toMatch(/have answered/u);
  });

  it('is short if a typed answer is long', () => {
    const { screen } = player(open(typedText), { answered: true, answer: 'x'.repeat(100) });
    expect(screen()).toContain('✓ Answer locked in');
  });
});

describe('a player who leaves', () => {
  it('is asked to confirm', async () => {
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

  it('confirms with y, which does not answer the question', async () => {
    const { seat, press, outcomes } = player(open(trueOrFalse));
    press('qn');
    press('qy');
    await until(() => outcomes).toEqual([{ type: 'left' }]);
    expect(seat.answers).toEqual([]);
  });

  it('leaves at once with Ctrl+C', async () => {
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
