import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAddress } from '../../source/client/address.ts';

describe('parseAddress', () => {
  it.each([
    '',
    '   ',
    'http://',
    'ws://',
    '://host',
    'ftp://192.168.1.20',
    'file:///etc/passwd',
    'javascript:alert(1)',
    '192.168.1.20:99999',
    '192.168.1.20:port',
    '192.168.1.20:-1',
    '192.168.1.999',
    '192.168.1.20 482913',
    'a b',
    '[::1',
    '[::1]]:7849',
    'quiz<script>',
    ':7849',
  ])('refuses what is no address, and gives an example of one: %j', (typed) => {
    expect(parseAddress(typed)).toEqual({
      ok: false,
      message: expect.stringMatching(/^"[^]*" is not an address\. Give one such as 192\.168\.1\.20/u),
    });
  });

  it.each([
    ['192.168.1.20', 'ws://192.168.1.20:7849/v1/socket'],
    ['  192.168.1.20\n', 'ws://192.168.1.20:7849/v1/socket'],
    ['192.168.1.20:7849', 'ws://192.168.1.20:7849/v1/socket'],
    ['192.168.1.20:8080', 'ws://192.168.1.20:8080/v1/socket'],
    ['192.168.1.20:80', 'ws://192.168.1.20/v1/socket'],
    ['192.168.1.20:443', 'ws://192.168.1.20:443/v1/socket'],
    ['ws://192.168.1.20:7849/v1/socket', 'ws://192.168.1.20:7849/v1/socket'],
    ['192.168.1.20/', 'ws://192.168.1.20:7849/v1/socket'],
    ['192.168.1.20:80/quiz/', 'ws://192.168.1.20/quiz/v1/socket'],
    ['localhost', 'ws://localhost:7849/v1/socket'],
    ['My-Laptop.local', 'ws://my-laptop.local:7849/v1/socket'],
    ['quiz.example.org/a/b', 'ws://quiz.example.org:7849/a/b/v1/socket'],
    ['::1', 'ws://[::1]:7849/v1/socket'],
    ['[::1]', 'ws://[::1]:7849/v1/socket'],
    ['[::1]:8080', 'ws://[::1]:8080/v1/socket'],
    ['2001:db8::80', 'ws://[2001:db8::80]:7849/v1/socket'],
    ['[2001:db8::80]', 'ws://[2001:db8::80]:7849/v1/socket'],
    ['[2001:db8::80]:80', 'ws://[2001:db8::80]/v1/socket'],
    ['ws://192.168.1.20:7849', 'ws://192.168.1.20:7849/v1/socket'],
    ['ws://192.168.1.20', 'ws://192.168.1.20/v1/socket'],
    ['wss://quiz.example.org', 'wss://quiz.example.org/v1/socket'],
    ['wss://quiz.example.org:7849/games/1/', 'wss://quiz.example.org:7849/games/1/v1/socket'],
    ['http://192.168.1.20:7849/', 'ws://192.168.1.20:7849/v1/socket'],
    ['https://quiz.example.org', 'wss://quiz.example.org/v1/socket'],
    ['HTTPS://Quiz.Example.org:443', 'wss://quiz.example.org/v1/socket'],
    ['https://quiz.example.org/?utm=1#top', 'wss://quiz.example.org/v1/socket'],
  ])('reads %j as %s', (typed, url) => {
    expect(parseAddress(typed)).toEqual({ ok: true, url });
  });

  it('never throws, and gives what can be connected to or a reason', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.ipV6(), fc.domain()), (typed) => {
        const parsed = parseAddress(typed);
        if (parsed.ok) expect(['ws:', 'wss:']).toContain(new URL(parsed.url).protocol);
        else expect(parsed.message).not.toBe('');
      }),
    );
  });
});
