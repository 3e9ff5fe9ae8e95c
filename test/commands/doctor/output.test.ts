import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { hostVerdict, stepJson, stepLines } from '../../../source/commands/doctor/output.ts';

const plain = { ascii: false, isColored: false, columns: Infinity };

const good = { name: 'http', ok: true, ms: 12.34, summary: 'a termquiz' } as const;

const bad = {
  name: 'tcp',
  ok: false,
  ms: 5000,
  summary: 'no answer',
  details: ['> hello'],
  fault: { code: 'no-reply', meaning: 'A firewall drops it all.', advice: 'Use another network.' },
} as const;

const stepText = (...step: Parameters<typeof stepLines>) => stepLines(...step).join('\n');

describe('stepLines', () => {
  it('is one line for a step that succeeded', () => {
    expect(stepText(good, plain)).toBe('✓ HTTP           12.3 ms  a termquiz');
  });

  it('says what a fault means and what to try', () => {
    expect(stepText(bad, plain).split('\n')).toEqual([
      '✗ TCP          5000.0 ms  no answer',
      '    > hello',
      '    What it means: A firewall drops it all.',
      '    What to try:   Use another network.',
    ]);
  });

  it('marks steps with words in ASCII, in the same columns', () => {
    const style = { ...plain, ascii: true };
    expect(stepText(good, style)).toBe('ok     HTTP           12.3 ms  a termquiz');
    expect(stepText(bad, style)).toMatch(/^FAILED TCP {10}5000\.0 ms {2}no answer\n/u);
  });

  it('adds nothing but colours on a terminal with colours', () => {
    const coloured = stepText(bad, { ...plain, isColored: true });
    expect(coloured).not.toBe(stepText(bad, plain));
    expect(stripVTControlCharacters(coloured)).toBe(stepText(bad, plain));
  });

  it('wraps summaries and details between words, and breaks no word', () => {
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
    const coloured = stepText(long, { ...plain, columns: 60, isColored: true });
    expect(stripVTControlCharacters(coloured)).toBe(stepText(long, { ...plain, columns: 60 }));
  });

  it('lets no text from outside reach the terminal raw', () => {
    const forged = { ...bad, summary: '\u001B]0;x\u0007y', details: ['\u009B2J'] };
    expect(stepText(forged, plain)).not.toMatch(/[^\n\P{C}]/u);
  });

  it('wraps explanations between words', () => {
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

describe('stepJson', () => {
  it('always has summary, details and data, and an explanation for a step that failed', () => {
    expect(stepJson(good)).toEqual({
      name: 'http',
      ok: true,
      ms: 12.3,
      summary: 'a termquiz',
      details: [],
      data: {},
    });
    expect(stepJson(bad)).toMatchObject({
      ok: false,
      meaning: 'A firewall drops it all.',
      advice: 'Use another network.',
    });
  });
});

describe('hostVerdict', () => {
  const port = { name: 'port', ok: true, ms: 1, summary: '7849 is free' } as const;
  const hosted = { ...port, data: { phase: 'lobby' } };
  const noNetwork = { ...bad, name: 'addresses' } as const;

  it.each([
    ['a free port', [port], 'You can host a game here.'],
    ['a port with a game', [hosted], 'A game is already being hosted here, on port 7849.'],
    ['a free port without a network', [port, noNetwork], 'You cannot host a game here like this.'],
    ['a port with a game without a network', [hosted, noNetwork], 'You cannot host a game here like this.'],
  ])('judges %s', (_what, steps, sentence) => {
    expect(hostVerdict(steps, 7849)).toBe(sentence);
  });
});
