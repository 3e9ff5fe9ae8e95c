import { describe, expect, it } from 'vitest';
import type { AskedQuestion } from '../../../source/view/stage.ts';
import { keys } from '../../helpers/keys.ts';
import { sizes } from '../../helpers/render.tsx';
import { host, player } from '../apps.tsx';
import { longest, open, reveal, stage, typedText } from '../stages.ts';

const [small] = sizes;

describe('a question that does not fit', () => {
  it('is shown page by page, with its clock, until another key is pressed', async () => {
    const { rows, press, shows } = host(stage(open(longest)), small);
    expect(rows().at(-1)).toMatch(/\[ \] +more/u);
    press(']');
    await shows(/20 s[\s\S]*Page 1 of \d/u);
    press(keys.pageDown);
    await shows('Page 2 of');
    press('[[');
    await shows('▲ 1');
    press(']');
    await shows('Page 1 of');
    press('x');
    await shows('▲ 1');
  });

  it('is answered with the usual keys while it is being read', async () => {
    const { seat, press, shows } = player(open(longest), {}, small);
    press(']]');
    await shows('Page 2 of');
    press('3');
    await shows('Answer 3 sent');
    expect(seat.answers).toEqual([2]);
  });

  it('is turned with the page keys alone while an answer is typed', async () => {
    const { rows, press, shows } = player(open(longWithCode(typedText)), {}, small);
    expect(rows().at(-1)).toMatch(/PgDn +more/u);
    press(keys.pageDown);
    await shows('Page 1 of');
    press('[]');
    await shows(/│ \[\]|\| \[\]|\[\]/u);
  });

  it('marks the correct option at the reveal', async () => {
    const { press, shows } = host(stage(reveal(longest)), small);
    press(']]');
    await shows(/▲ 1✓ 1 more/u);
  });
});

function longWithCode(question: AskedQuestion): AskedQuestion {
  return { ...question, text: longest.text, code: { language: 'ts', text: 'const a = 1;' } };
}
