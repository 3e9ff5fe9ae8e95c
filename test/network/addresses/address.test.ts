import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressOf, parseAddress } from '../../../source/network/addresses/address.ts';

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
    '192.168.1.20:0',
    '[::1]:0',
    'wss://quiz.example.org:0/quiz',
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
    ['192.168.1.20', 'http://192.168.1.20:7849'],
    ['  192.168.1.20\n', 'http://192.168.1.20:7849'],
    ['192.168.1.20:7849', 'http://192.168.1.20:7849'],
    ['192.168.1.20:8080', 'http://192.168.1.20:8080'],
    ['192.168.1.20:80', 'http://192.168.1.20'],
    ['192.168.1.20:443', 'http://192.168.1.20:443'],
    ['ws://192.168.1.20:7849/v1/socket', 'http://192.168.1.20:7849'],
    ['192.168.1.20/', 'http://192.168.1.20:7849'],
    ['192.168.1.20:80/quiz/', 'http://192.168.1.20/quiz'],
    ['localhost', 'http://localhost:7849'],
    ['My-Laptop.local', 'http://my-laptop.local:7849'],
    ['quiz.example.org/a/b', 'http://quiz.example.org:7849/a/b'],
    ['::1', 'http://[::1]:7849'],
    ['[::1]', 'http://[::1]:7849'],
    ['[::1]:8080', 'http://[::1]:8080'],
    ['2001:db8::80', 'http://[2001:db8::80]:7849'],
    ['[2001:db8::80]', 'http://[2001:db8::80]:7849'],
    ['[2001:db8::80]:80', 'http://[2001:db8::80]'],
    ['ws://192.168.1.20:7849', 'http://192.168.1.20:7849'],
    ['ws://192.168.1.20', 'http://192.168.1.20'],
    ['wss://quiz.example.org', 'https://quiz.example.org'],
    ['wss://quiz.example.org:7849/games/1/', 'https://quiz.example.org:7849/games/1'],
    ['http://192.168.1.20:7849/', 'http://192.168.1.20:7849'],
    ['https://quiz.example.org', 'https://quiz.example.org'],
    ['HTTPS://Quiz.Example.org:443', 'https://quiz.example.org'],
    ['https://quiz.example.org/?utm=1#top', 'https://quiz.example.org'],
  ])('reads %j as %s', (typed, base) => {
    expect(parseAddress(typed)).toEqual({ ok: true, base });
  });

  it('never throws, and gives what can be connected to or a reason', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.ipV6(), fc.domain()), (typed) => {
        const parsed = parseAddress(typed);
        if (parsed.ok) expect(['http:', 'https:']).toContain(new URL(parsed.base).protocol);
        else expect(parsed.message).not.toBe('');
      }),
    );
  });
});

describe('addressOf', () => {
  it.each([
    ['http://192.168.1.20:7849', '192.168.1.20:7849'],
    ['http://[::1]:8080/quiz', '[::1]:8080/quiz'],
    ['http://192.168.1.20', 'ws://192.168.1.20'],
    ['https://quiz.example.org', 'wss://quiz.example.org'],
    ['https://quiz.example.org:7849/games/1', 'wss://quiz.example.org:7849/games/1'],
  ])('of %s is %s', (base, address) => {
    expect(addressOf(base)).toBe(address);
  });

  it('leads to where it was had from', () => {
    fc.assert(
      fc.property(fc.webUrl({ validSchemes: ['http', 'https'] }), fc.option(fc.nat(65_534)), (url, port) => {
        const typed = new URL(url);
        typed.port = port === null ? '' : String(port + 1);
        const parsed = parseAddress(typed.href);
        expect(parsed.ok && parseAddress(addressOf(parsed.base))).toEqual(parsed);
      }),
    );
  });
});
