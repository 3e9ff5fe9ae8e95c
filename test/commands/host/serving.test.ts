import { describe, expect, it } from 'vitest';
import { mergeServing, servingOf } from '../../../source/commands/host/serving.ts';

describe('servingOf', () => {
  it('returns only what differs from the defaults', () => {
    expect(servingOf({ discovery: true, durable: false, trustProxy: false })).toEqual({});
  });
});

describe('mergeServing', () => {
  it('takes what the journal says for options that were not passed', () => {
    const saved = { bind: '127.0.0.1', discovery: false, durable: true, reportDir: '/reports' };
    expect(mergeServing({ discovery: true }, saved)).toEqual(saved);
    expect(mergeServing({ discovery: true }, {})).toEqual({ discovery: true });
  });

  it('prefers options that were passed', () => {
    const saved = { bind: '127.0.0.1', reportDir: '/reports' };
    const passed = { bind: '127.0.0.2', reportDir: '/others', discovery: false };
    expect(mergeServing(passed, saved)).toEqual(passed);
  });
});
