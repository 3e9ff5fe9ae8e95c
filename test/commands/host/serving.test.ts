import { describe, expect, it } from 'vitest';
import { mergeServing, servingOf } from '../../../source/commands/host/serving.ts';

describe('how a game is served', () => {
  it('is not told where it is as usual', () => {
    expect(servingOf({ discovery: true, durable: false, trustProxy: false })).toEqual({});
  });

  it('is as before where the host that comes back says nothing of it', () => {
    const serving = { bind: '127.0.0.1', discovery: false, durable: true, reportDir: '/reports' };
    expect(mergeServing({ discovery: true }, serving)).toEqual(serving);
    expect(mergeServing({ discovery: true }, {})).toEqual({ discovery: true });
  });

  it('is as that host says where it says something', () => {
    const before = { bind: '127.0.0.1', reportDir: '/reports' };
    const told = { bind: '127.0.0.2', reportDir: '/others', discovery: false };
    expect(mergeServing(told, before)).toEqual(told);
  });
});
