import { describe, expect, it } from 'vitest';
import { placeOf } from '../../../source/commands/join/connector.ts';

describe('the place of a game', () => {
  it.each([
    ['192.168.1.20', '192.168.1.20', 'http://192.168.1.20:7849'],
    ['wss://quiz.example.org/x', 'wss://quiz.example.org/x', 'https://quiz.example.org/x'],
    ['[2001:db8::7]:8080', '[2001:db8::7]:8080', 'http://[2001:db8::7]:8080'],
    ['2001:db8::7\u3000', '[2001:db8::7]:7849', 'http://[2001:db8::7]:7849'],
  ])('that was joined as %s has an address to type and a URL', (typed, address, base) => {
    expect(placeOf(typed)).toEqual({ address, base, isLocal: false });
  });

  it.each(['localhost', '127.0.0.1:8080', '[::1]', 'http://localhost:7849'])(
    'at %s can be reached from this machine only',
    (typed) => {
      expect(placeOf(typed)?.isLocal).toBe(true);
    },
  );

  it('is unknown if the address is invalid', () => {
    expect(placeOf('a b')).toBeNull();
  });
});
