import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  announcementRecord,
  cutToBytes,
  readAnnouncement,
} from '../../../source/network/discovery/announcement.ts';
import { cleanText } from '../../../source/text/clean.ts';

const txt = announcementRecord({ title: 'Git', port: 7849 });
const referer = { address: '192.168.1.20' };
const service = { port: 7849, addresses: ['192.168.1.20'], referer, txt };

describe('what is said of a game', () => {
  it('is its title, the protocol and the scheme, and nothing else', () => {
    expect(txt).toEqual({ title: 'Git', protocol: '1', scheme: 'ws' });
    expect(announcementRecord({ title: 'Git', port: 7849, tls: true, host: 'quiz.example.org' })).toEqual({
      title: 'Git',
      protocol: '1',
      scheme: 'wss',
      host: 'quiz.example.org',
    });
  });

  it('is read as it was said, whatever the title, and fits into an entry', () => {
    const titles = fc.string({ unit: 'grapheme', maxLength: 300 }).filter((title) => cleanText(title) !== '');
    fc.assert(
      fc.property(titles, (title) => {
        const record = announcementRecord({ title, port: 7849 });
        const game = readAnnouncement({ ...service, txt: record });
        expect(Buffer.byteLength(`title=${record['title'] ?? ''}`)).toBeLessThanOrEqual(255);
        expect(cleanText(title).startsWith(game?.title ?? 'nothing')).toBe(true);
      }),
    );
  });
});

describe('a title from the network', () => {
  it.each([
    ['\u001B[31mred\u001B[0m', 'red'],
    ['two\r\nlines\u0007', 'two lines'],
    ['\u202Edesrever', 'desrever'],
    ['zero\u200Bwidth', 'zerowidth'],
  ])('is cleaned: %j', (title, clean) => {
    expect(readAnnouncement({ ...service, txt: { ...txt, title } })?.title).toBe(clean);
  });

  it.each(['', ' ', '\u001B[2J', '\u200B'])('makes no game where nothing is left of it: %j', (title) => {
    expect(readAnnouncement({ ...service, txt: { ...txt, title } })).toBeUndefined();
  });
});

describe('a service', () => {
  it.each([
    ['no record', undefined],
    ['a record of something else', { path: '/' }],
    ['another protocol', { ...txt, protocol: '2' }],
    ['a scheme that is none', { ...txt, scheme: 'file' }],
    ['a host that is none', { ...txt, host: 'a b@c' }],
    ['a host with a path', { ...txt, host: 'example.org/x' }],
    ['a path that is none', { ...txt, path: '/a b?c#d' }],
    ['no text', { ...txt, title: 7 }],
  ])('with %s is no game', (_what, record) => {
    expect(readAnnouncement({ ...service, txt: record })).toBeUndefined();
  });

  it('without a port is no game', () => {
    expect(readAnnouncement({ ...service, port: 0 })).toBeUndefined();
  });

  it('without an address is no game', () => {
    expect(readAnnouncement({ port: 7849, txt })).toBeUndefined();
  });

  it('is joined by what one would type', () => {
    const address = (more: object, port = 7849) =>
      readAnnouncement({ ...service, port, txt: { ...txt, ...more } })?.address;
    expect(address({})).toBe('192.168.1.20');
    expect(address({}, 8080)).toBe('192.168.1.20:8080');
    expect(address({ host: 'fd00::1' })).toBe('[fd00::1]');
    expect(address({ host: 'fd00::1' }, 8080)).toBe('[fd00::1]:8080');
    expect(address({ host: 'quiz.example.org', scheme: 'wss' })).toBe('wss://quiz.example.org:7849');
    expect(address({ path: '/quiz' })).toBe('ws://192.168.1.20:7849/quiz');
  });
});

describe('the address to connect to', () => {
  it.each([
    ['the one the answer came from', ['10.1.2.3', '192.168.1.20'], '192.168.1.20', '192.168.1.20'],
    ['the one the answer came from, on this machine', ['192.168.1.20'], '127.0.0.1', '127.0.0.1'],
    ['the one the answer came from, if no other is told', [], '192.168.1.20', '192.168.1.20'],
    ['one of its own, if somebody passed the answer on', ['fd00::1', '10.1.2.3'], '192.168.1.1', '10.1.2.3'],
    ['one of IPv6 that is not link-local', ['fe80::1', 'fd00::1'], '192.168.1.1', '[fd00::1]'],
    ['no link-local one', ['fe80::1'], '192.168.1.1', '192.168.1.1'],
  ])('is %s', (_which, addresses, from, expected) => {
    const found = readAnnouncement({ ...service, addresses, referer: { address: from }, port: 8080 });
    expect(found?.address.replace(/:8080$/u, '')).toBe(expected);
  });
});

describe('cutToBytes', () => {
  it('cuts between characters', () => {
    expect(cutToBytes('abc', 3)).toBe('abc');
    expect(cutToBytes('abcd', 3)).toBe('abc');
    expect(cutToBytes('日本語', 8)).toBe('日本');
    expect(cutToBytes('ab cd', 3)).toBe('ab');
    expect(cutToBytes('👩‍💻👩‍💻', 12)).toBe('👩‍💻');
  });
});
