import { describe, expect, it } from 'vitest';
import { widthOf } from '../../source/text/width.ts';
import { usualSize } from '../helpers/render.tsx';
import { host, player } from './apps.tsx';
import { open, question, stage } from './stages.ts';

describe('the highlighter', () => {
  it('colours strings, except on a terminal without colours', () => {
    const code = { language: 'ts', text: 'const answer = `is ${42}`; // so' };
    const shown = host(stage(open({ ...question, code })));
    expect(shown.screen()).toContain(code.text);
    expect(shown.raw()).not.toContain('answer = `is ');
    const plain = host(stage(open({ ...question, code })), usualSize, { ascii: false, colorDepth: 1 });
    expect(plain.raw()).toContain('answer = `is ${42}`; ');
  });

  it('leaves code in an unknown language plain', () => {
    const code = { language: 'brainfuck', text: '++[>++<-]' };
    expect(host(stage(open({ ...question, code }))).raw()).toContain('++[>++<-]');
  });

  it('leaves code without a language plain, in a frame without a name', () => {
    const shown = host(stage(open({ ...question, code: { text: 'if (x) return 1;' } })));
    expect(shown.raw()).toContain('if (x) return 1;');
    expect(shown.screen()).toMatch(/╭─+╮/u);
  });

  it('splits no grapheme cluster between two tokens', () => {
    const code = { language: 'ts', text: 'const a = 1\u20E3 + "x";\nlet b = 2\u0301;' };
    const rows = player(open({ ...question, code })).rows();
    const widths = rows.filter((row) => /[│╭╰]/u.test(row)).map((row) => widthOf(row.trim()));
    expect(new Set(widths).size).toBe(1);
  });
});
