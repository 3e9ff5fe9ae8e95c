import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bracketed,
  isBindAddressError,
  joinAddress,
  parseAddress,
  unbracketed,
} from '../../../source/network/addresses/address.ts';

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
  ])('rejects %j, with an example of an address', (typed) => {
    expect(parseAddress(typed)).toEqual({
      ok: false,
      message: expect.stringMatching(/^"[^]*" is not an address\. Enter one such as 192\.168\.1\.20/u),
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
    ['１９２．１６８．１．２０：８０８０', 'http://192.168.1.20:8080'],
    ['\u3000ｗｓ：／／192.168.1.20:7849', 'http://192.168.1.20:7849'],
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
  ])('parses %j as %s', (typed, base) => {
    expect(parseAddress(typed)).toEqual({ ok: true, base });
  });

  it('never throws, and returns an http or https URL or a reason', () => {
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
  ])('shortens %s to %s', (base, address) => {
    expect(joinAddress(base)).toBe(address);
  });

  it('returns an address that parses as the same base', () => {
    fc.assert(
      fc.property(fc.webUrl({ validSchemes: ['http', 'https'] }), fc.option(fc.nat(65_534)), (url, port) => {
        const typed = new URL(url);
        typed.port = port === null ? '' : String(port + 1);
        const parsed = parseAddress(typed.href);
        expect(parsed.ok && parseAddress(joinAddress(parsed.base))).toEqual(parsed);
      }),
    );
  });
});

describe('bracketed', () => {
  it('puts IPv6 addresses in brackets, as in URLs', () => {
    fc.assert(
      fc.property(fc.ipV6(), (address) => {
        expect(bracketed(address)).toBe(`[${address}]`);
        expect(URL.canParse(`http://${bracketed(address)}:7849`)).toBe(true);
        expect(unbracketed(bracketed(address))).toBe(address);
      }),
    );
  });

  it('leaves all other hosts unchanged', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.domain(), fc.constant('host:7849')), (host) => {
        expect(bracketed(host)).toBe(host);
        expect(unbracketed(host)).toBe(host);
      }),
    );
  });
});

describe('isBindAddressError', () => {
  it.each(['EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN'])('is true for %s', (code) => {
    expect(isBindAddressError(code)).toBe(true);
  });

  it.each(['EADDRINUSE', 'EACCES', undefined])('is false for %s', (code) => {
    expect(isBindAddressError(code)).toBe(false);
  });
});
