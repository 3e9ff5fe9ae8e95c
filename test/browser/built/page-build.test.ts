import { describe, expect, it } from 'vitest';
import { Session } from '../../../source/client/session.ts';
import { browserTransport } from '../../../source/web/transport/browser-transport.ts';

describe('the tests of the page build', () => {
  it.each([Session, browserTransport])('run on minified code', (code) => {
    expect(String(code).split('\n')).toHaveLength(1);
  });
});
