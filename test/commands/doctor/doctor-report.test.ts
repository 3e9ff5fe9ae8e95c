import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { hostVerdict, stepForPrograms, stepText } from '../../../source/commands/doctor/doctor-report.ts';

const plain = { ascii: false, isColoured: false, columns: Infinity };

const good = { name: 'http', ok: true, ms: 12.34, summary: 'a termquiz' } as const;

const bad = {
  name: 'tcp',
  ok: false,
  ms: 5000,
  summary: 'no answer',
  details: ['> hello'],
  diagnosis: { meaning: 'A firewall drops it all.', advice: 'Use another network.' },
} as const;

describe('a step as people read it', () => {
  it('is a line where all is well', () => {
    expect(stepText(good, plain)).toBe('✓ HTTP           12.3 ms  a termquiz');
  });

  it('says what a failure means and what to try', () => {
    expect(stepText(bad, plain).split('\n')).toEqual([
      '✗ TCP          5000.0 ms  no answer',
      '    > hello',
      '    What it means: A firewall drops it all.',
      '    What to try:   Use another network.',
    ]);
  });

  it('has words in place of marks in ASCII, in columns all the same', () => {
    const style = { ...plain, ascii: true };
    expect(stepText(good, style)).toBe('ok     HTTP           12.3 ms  a termquiz');
    expect(stepText(bad, style)).toMatch(/^FAILED TCP {10}5000\.0 ms {2}no answer\n/u);
  });

  it('has colours on top, where there are some', () => {
    const coloured = stepText(bad, { ...plain, isColoured: true });
    expect(coloured).not.toBe(stepText(bad, plain));
    expect(stripVTControlCharacters(coloured)).toBe(stepText(bad, plain));
  });

  it('breaks everything else between words, too, and none of it in a word', () => {
    const long = {
      ...bad,
      summary: 'the certificate cannot be trusted: UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      details: ['Valid: Jan 1 00:00:00 2026 GMT to Jan 1 00:00:00 2126 GMT'],
    };
    expect(
      stepText(long, { ...plain, columns: 60 })
        .split('\n')
        .slice(0, 5),
    ).toEqual([
      '✗ TCP          5000.0 ms  the certificate cannot be',
      '                          trusted:',
      '                          UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      '    Valid: Jan 1 00:00:00 2026 GMT to Jan 1 00:00:00 2126',
      '    GMT',
    ]);
    const coloured = stepText(long, { ...plain, columns: 60, isColoured: true });
    expect(stripVTControlCharacters(coloured)).toBe(stepText(long, { ...plain, columns: 60 }));
  });

  it('breaks long explanations between words', () => {
    expect(
      stepText(bad, { ...plain, columns: 40 })
        .split('\n')
        .slice(2),
    ).toEqual([
      '    What it means: A firewall drops it',
      '                   all.',
      '    What to try:   Use another network.',
    ]);
  });
});

describe('a step as programs read it', () => {
  it('has the same keys whether or not there is something in them, and an explanation where it failed', () => {
    expect(stepForPrograms(good)).toEqual({
      name: 'http',
      ok: true,
      ms: 12.3,
      summary: 'a termquiz',
      details: [],
      data: {},
    });
    expect(stepForPrograms(bad)).toMatchObject({
      ok: false,
      meaning: 'A firewall drops it all.',
      advice: 'Use another network.',
    });
  });
});

describe('the verdict on hosting', () => {
  const port = { name: 'port', ok: true, ms: 1, summary: '7849 is free' } as const;
  const hosted = { ...port, data: { phase: 'lobby' } };
  const noNetwork = { ...bad, name: 'addresses' } as const;

  it.each([
    ['that it is possible', [port], 'A game can be hosted here.'],
    ['that there is one already', [hosted], 'A game is hosted here already, on port 7849.'],
    ['that it is not possible', [port, noNetwork], 'No game can be hosted here like this.'],
    ['that nobody would reach it', [hosted, noNetwork], 'No game can be hosted here like this.'],
  ])('is %s', (_what, steps, sentence) => {
    expect(hostVerdict(steps, 7849)).toBe(sentence);
  });
});
