import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  txtRecord,
  truncateToBytes,
  parseAnnouncement,
} from '../../../source/network/discovery/announcement.ts';
import { cleanText } from '../../../source/text/clean.ts';

const txt = txtRecord({ title: 'Git', port: 7849 });
const referer = { address: '192.168.1.20' };
const service = { port: 7849, addresses: ['192.168.1.20'], referer, txt };

describe('txtRecord', () => {
  it('holds the title, the protocol, the scheme and the host, and nothing else', () => {
    expect(txt).toEqual({ title: 'Git', protocol: '1', scheme: 'ws' });
    expect(txtRecord({ title: 'Git', port: 7849, tls: true, host: 'quiz.example.org' })).toEqual({
      title: 'Git',
      protocol: '1',
      scheme: 'wss',
      host: 'quiz.example.org',
    });
  });

  it('survives a round trip with any title, and fits into an entry', () => {
    const titles = fc.string({ unit: 'grapheme', maxLength: 300 }).filter((title) => cleanText(title) !== '');
    fc.assert(
      fc.property(titles, (title) => {
        const record = txtRecord({ title, port: 7849 });
        const game = parseAnnouncement({ ...service, txt: record });
        expect(Buffer.byteLength(`title=${record['title'] ?? ''}`)).toBeLessThanOrEqual(255);
        expect(cleanText(title).startsWith(game?.title ?? 'nothing')).toBe(true);
      }),
    );
  });
});

describe('a title in parseAnnouncement', () => {
  it.each([
    ['\u001B[31mred\u001B[0m', 'red'],
    ['two\r\nlines\u0007', 'two lines'],
    ['\u202Edesrever', 'desrever'],
    ['zero\u200Bwidth', 'zerowidth'],
  ])('is cleaned: %j', (title, clean) => {
    expect(parseAnnouncement({ ...service, txt: { ...txt, title } })?.title).toBe(clean);
  });

  it.each(['', ' ', '\u001B[2J', '\u200B'])('is rejected if cleaning leaves nothing: %j', (title) => {
    expect(parseAnnouncement({ ...service, txt: { ...txt, title } })).toBeUndefined();
  });
});

describe('parseAnnouncement', () => {
  it.each([
    ['no record', undefined],
    ['a record of something else', { path: '/' }],
    ['another protocol', { ...txt, protocol: '2' }],
    ['an invalid scheme', { ...txt, scheme: 'file' }],
    ['an invalid host', { ...txt, host: 'a b@c' }],
    ['a host with a path', { ...txt, host: 'example.org/x' }],
    ['an invalid path', { ...txt, path: '/a b?c#d' }],
    ['a title that is not text', { ...txt, title: 7 }],
  ])('rejects a service with %s', (_what, record) => {
    expect(parseAnnouncement({ ...service, txt: record })).toBeUndefined();
  });

  it('rejects a service without a port', () => {
    expect(parseAnnouncement({ ...service, port: 0 })).toBeUndefined();
  });

  it('rejects a service without an address', () => {
    expect(parseAnnouncement({ port: 7849, txt })).toBeUndefined();
  });

  it('returns the address that players would type', () => {
    const address = (more: object, port = 7849) =>
      parseAnnouncement({ ...service, port, txt: { ...txt, ...more } })?.address;
    expect(address({})).toBe('192.168.1.20');
    expect(address({}, 8080)).toBe('192.168.1.20:8080');
    expect(address({ host: 'fd00::1' })).toBe('[fd00::1]');
    expect(address({ host: 'fd00::1' }, 8080)).toBe('[fd00::1]:8080');
    expect(address({ host: 'quiz.example.org', scheme: 'wss' })).toBe('wss://quiz.example.org:7849');
    expect(address({ path: '/quiz' })).toBe('ws://192.168.1.20:7849/quiz');
  });
});

describe('the address in parseAnnouncement', () => {
  it.each([
    ['the address of the sender', ['10.1.2.3', '192.168.1.20'], '192.168.1.20', '192.168.1.20'],
    ['the address of the sender on this machine', ['192.168.1.20'], '127.0.0.1', '127.0.0.1'],
    ['the address of the sender, if there is no other', [], '192.168.1.20', '192.168.1.20'],
    [
      'one of its own, if another machine relayed the response',
      ['fd00::1', '10.1.2.3'],
      '192.168.1.1',
      '10.1.2.3',
    ],
    ['an IPv6 address that is not link-local', ['fe80::1', 'fd00::1'], '192.168.1.1', '[fd00::1]'],
    ['the address of the sender instead of a link-local one', ['fe80::1'], '192.168.1.1', '192.168.1.1'],
  ])('is %s', (_which, addresses, from, expected) => {
    const found = parseAnnouncement({ ...service, addresses, referer: { address: from }, port: 8080 });
    expect(found?.address.replace(/:8080$/u, '')).toBe(expected);
  });
});

describe('cutToBytes', () => {
  it('splits no character', () => {
    expect(truncateToBytes('abc', 3)).toBe('abc');
    expect(truncateToBytes('abcd', 3)).toBe('abc');
    expect(truncateToBytes('日本語', 8)).toBe('日本');
    expect(truncateToBytes('ab cd', 3)).toBe('ab');
    expect(truncateToBytes('👩‍💻👩‍💻', 12)).toBe('👩‍💻');
  });
});
