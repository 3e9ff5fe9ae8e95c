import { describe, expect, it } from 'vitest';
import { keys } from '../../helpers/keys.ts';
import { until } from '../../helpers/until.ts';
import { host, player } from '../apps.tsx';
import { type Phase, podium, reveal, stage, typedText } from '../stages.ts';
import type { DisputableQuestion } from '../../../source/view/disputable.ts';

const status: DisputableQuestion = {
  index: 3,
  text: 'Which status?',
  answers: [
    { answer: '102', text: '102', count: 12 },
    { answer: 'teapot', text: 'teapot', count: 1 },
  ],
};
const direction: DisputableQuestion = { index: 1, text: 'Which way?', answers: [] };

/** The host's screen, on which these questions can be disputed. */
function hostDisputing(questions: readonly DisputableQuestion[], phase: Phase = reveal(typedText)) {
  const drawn = host(stage(phase));
  drawn.seat.disputes = questions;
  return drawn;
}

describe('disputing a question', () => {
  it('voids the last question once the host confirms it', async () => {
    const { press, shows, seat } = hostDisputing([status]);
    press('d');
    await shows('Question 4 is disputed. What is fair?');
    await shows('› Void it: nobody gets points for it');
    press(keys.enter);
    await shows('Why does it not count?');
    press(keys.enter);
    await shows('Void question 4? All scores change.');
    press(keys.enter);
    expect(seat.commands).toEqual([]);
    press('y');
    await until(() => seat.commands).toEqual([{ type: 'void', question: 3, reason: undefined }]);
    await shows(/space\W+continue/u);
  });

  it('asks why a question is voided, and sends the reason with it', async () => {
    const { press, shows, seat } = hostDisputing([status]);
    press(`d${keys.enter}`);
    await shows(/Enter\W+give no reason/u);
    press('two are right');
    await shows('│ two are right');
    press(keys.escape);
    await shows('› Void it');
    press(`${keys.enter}!${keys.enter}y`);
    await until(() => seat.commands).toEqual([{ type: 'void', question: 3, reason: 'two are right!' }]);
  });

  it('says why voiding is the only choice', async () => {
    const { press, shows } = hostDisputing([direction]);
    press('d');
    await shows('Nobody gave another answer to accept.');
  });

  it('accepts one of the answers that players gave', async () => {
    const { press, shows, seat } = hostDisputing([status]);
    press(`d${keys.down}`);
    await shows('› Accept as well: 102  12 players');
    press(`${keys.enter}y`);
    await until(() => seat.commands).toEqual([{ type: 'allow', question: 3, answer: '102' }]);
  });

  it('lets the host choose from all questions on the podium, the last one first', async () => {
    const { press, shows, seat } = hostDisputing([direction, status], podium([]));
    press('d');
    await shows('Which question is disputed?');
    await shows('› 4. Which status?');
    press(`${keys.up}${keys.enter}`);
    await shows('Question 2 is disputed. What is fair?');
    press(`${keys.escape}`);
    await shows('› 2. Which way?');
    press(`${keys.enter}${keys.enter}${keys.enter}y`);
    await until(() => seat.commands).toEqual([{ type: 'void', question: 1, reason: undefined }]);
  });

  it('changes nothing if the host says no', async () => {
    const { press, shows, seat } = hostDisputing([status]);
    press(`d${keys.enter}${keys.enter}n`);
    await shows('What is fair?');
    press(keys.escape);
    await shows(/space\W+continue/u);
    expect(seat.commands).toEqual([]);
  });

  it('says so if there is no question to dispute', async () => {
    const { press, shows } = hostDisputing([]);
    press('d');
    await shows('There is no question to dispute here.');
  });
});

describe('a disputed question', () => {
  it('is marked on the reveal', () => {
    expect(host(stage({ ...reveal(typedText), voided: true })).screen()).toContain(
      'This question does not count.',
    );
    const voided = { ...reveal(typedText), voided: true, voidReason: 'two correct answers' } as const;
    expect(host(stage(voided)).screen()).toContain('This question does not count: two correct answers.');
    const accepted = host(stage({ ...reveal(typedText), allowed: ['102', 'teapot'] })).screen();
    expect(accepted).toContain('Also accepted: "102", "teapot".');
  });

  it('comes with the reason on the screens of players', () => {
    const note = 'Question 4 no longer counts: two correct answers.';
    expect(player(reveal(typedText), { note }).screen()).toContain(note);
  });
});
