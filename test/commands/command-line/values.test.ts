import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  bindAddress,
  fixedPort,
  folder,
  hostNames,
  oneOf,
  pin,
  port,
  publicUrl,
  teams,
  time,
  timeFactor,
} from '../../../source/commands/command-line/values.ts';

describe('an address to listen on', () => {
  it.each([
    ['192.168.1.20', '192.168.1.20'],
    ['::1', '::1'],
    ['[::1]', '::1'],
    [' [fe80::1%wlan0] ', 'fe80::1%wlan0'],
  ])('is read from "%s"', (text, address) => {
    expect(bindAddress.parse(text)).toBe(address);
  });

  it.each(['', ' ', '[]'])('cannot be empty: "%s"', (text) => {
    expect(bindAddress.safeParse(text).error?.issues).toMatchObject([
      { message: expect.stringContaining('an address of this machine') },
    ]);
  });
});

describe('a port', () => {
  it('can be 0 where any free port will do', () => {
    expect(port.parse('0')).toBe(0);
    expect(port.parse('65535')).toBe(65_535);
  });

  it('cannot be 0 where it has to be known', () => {
    expect(fixedPort.parse('1')).toBe(1);
    expect(fixedPort.safeParse('0').error?.issues).toMatchObject([
      { message: 'must be a whole number from 1 to 65535' },
    ]);
  });

  it.each(['abc', '', ' 1', '1.5', '-1', '1e3', '0x50', '65536', '99999999999999999999'])(
    'cannot be "%s"',
    (text) => {
      expect(port.safeParse(text).success).toBe(false);
    },
  );
});

describe('a time factor', () => {
  it.each([
    ['0.5', 0.5],
    ['1.5', 1.5],
    ['10', 10],
  ])('is read from "%s"', (text, factor) => {
    expect(timeFactor.parse(text)).toBe(factor);
  });

  it.each(['0', '0.4', '10.1', '-1', '1e1', '1,5', ''])('cannot be "%s"', (text) => {
    expect(timeFactor.safeParse(text).success).toBe(false);
  });
});

describe('a PIN', () => {
  it('keeps its leading zeros', () => {
    expect(pin.parse('0042')).toBe('0042');
  });

  it.each(['123', '12345678901', '12a4', ''])('cannot be "%s"', (text) => {
    expect(pin.safeParse(text).success).toBe(false);
  });
});

describe('other values', () => {
  it('turn a relative folder into an absolute one', () => {
    expect(folder.parse('games')).toBe(resolve('games'));
  });

  it('list the words that an option accepts', () => {
    const scoring = oneOf('speed', 'accuracy', 'off');
    expect(scoring.parse('off')).toBe('off');
    expect(scoring.safeParse('fast').error?.issues).toMatchObject([
      { message: 'must be speed, accuracy or off' },
    ]);
  });

  it('read teams as a count or as names', () => {
    expect(teams.parse('2')).toHaveLength(2);
    expect(teams.parse('red,blue')).toEqual(['red', 'blue']);
    expect(teams.safeParse('red,red').success).toBe(false);
  });

  it('read the time of a question, or 0 for no limit', () => {
    expect(time.parse('0')).toBe(0);
    expect(time.parse('240')).toBe(240);
    expect(time.safeParse('4').success).toBe(false);
  });

  it('read host names in the form that browsers send', () => {
    expect(hostNames.parse(['Quiz.Example.org', 'laptop.', 'bücher.example'])).toEqual([
      'quiz.example.org',
      'laptop',
      'xn--bcher-kva.example',
    ]);
    expect(hostNames.parse([])).toBeUndefined();
    for (const name of ['', 'https://example.org', 'example.org:80', 'a/b', 'a b', '*.example.org', 'a..b']) {
      expect(hostNames.safeParse([name]).success).toBe(false);
    }
  });

  it('read a public URL without a slash at its end', () => {
    expect(publicUrl.parse('https://example.org/quiz/')).toBe('https://example.org/quiz');
    expect(publicUrl.safeParse('ftp://example.org').success).toBe(false);
  });
});
