import { describe, expect, it, vi } from 'vitest';
import { colorDepth, hasWindowTitle, showsUtf8 } from '../../source/terminal/capabilities.ts';
import { loadHost } from '../../source/terminal/index.ts';

const terminal = (depth: number) => ({ isTTY: true, getColorDepth: () => depth });

describe('the colour depth', () => {
  it.each([1, 4, 8, 24])('is what Node detects: %i bits', (depth) => {
    expect(colorDepth({}, terminal(depth))).toBe(depth);
  });

  it.each(['truecolor', '24bit'])('is 24 bits with COLORTERM=%s', (COLORTERM) => {
    expect(colorDepth({ COLORTERM }, terminal(8))).toBe(24);
    expect(colorDepth({ COLORTERM }, terminal(1))).toBe(1);
  });

  it('is 1 without a terminal', () => {
    expect(colorDepth({}, { ...terminal(24), isTTY: false })).toBe(1);
  });

  it('is 1 with NO_COLOR, unless it is empty', () => {
    expect(colorDepth({ NO_COLOR: '1', COLORTERM: 'truecolor' }, terminal(24))).toBe(1);
    expect(colorDepth({ NO_COLOR: '' }, terminal(24))).toBe(24);
  });

  it.each([
    ['0', 1],
    ['false', 1],
    ['1', 4],
    ['true', 4],
    ['', 4],
    ['2', 8],
    ['3', 24],
  ])('follows FORCE_COLOR=%s despite NO_COLOR', (FORCE_COLOR, depth) => {
    expect(colorDepth({ FORCE_COLOR, NO_COLOR: '1' }, terminal(8))).toBe(depth);
  });

  it('does not depend on CI', () => {
    const seen: unknown[] = [];
    const getColorDepth = (env: object = {}) => seen.push(env);
    colorDepth({ CI: 'true', TERM: 'xterm' }, { isTTY: true, getColorDepth });
    expect(seen).toEqual([{ TERM: 'xterm' }]);
  });
});

describe('a terminal', () => {
  it.each([
    {},
    { LANG: '' },
    { LANG: 'en_US.UTF-8' },
    { LANG: 'de_DE.utf8' },
    { LANG: 'C.UTF-8' },
    { LANG: 'en_US' },
    { LANG: 'de_DE@euro' },
    // As macOS sets it.
    { LC_CTYPE: 'UTF-8' },
    { LANG: 'C', LC_CTYPE: 'C.UTF-8' },
    { LANG: 'C', LC_CTYPE: 'C', LC_ALL: 'nl_NL.UTF-8@euro' },
    { LANG: 'en_US.UTF-8', LC_ALL: '' },
  ])('shows UTF-8 with %j', (env) => {
    expect(showsUtf8(env)).toBe(true);
  });

  it.each([
    { LANG: 'C' },
    { LANG: 'POSIX' },
    { LANG: 'en_US.ISO-8859-1' },
    { LANG: 'ru_RU.KOI8-R' },
    { LANG: 'de_DE.ISO-8859-15@euro' },
    { LC_CTYPE: 'en_US.US-ASCII', LANG: 'en_US.UTF-8' },
    { LC_ALL: 'C', LC_CTYPE: 'en_US.UTF-8', LANG: 'en_US.UTF-8' },
  ])('shows only ASCII for certain with %j', (env) => {
    expect(showsUtf8(env)).toBe(false);
  });
});

describe('the title of a window', () => {
  it.each([
    ['xterm-256color', true],
    ['tmux-256color', true],
    [undefined, true],
    ['linux', false],
    ['dumb', false],
  ])('with TERM=%s: %s', (TERM, expected) => {
    expect(hasWindowTitle({ TERM })).toBe(expected);
  });
});

describe('a screen', () => {
  it('leaves no NO_COLOR beside FORCE_COLOR in the environment, of which Node would warn', async () => {
    vi.stubEnv('NO_COLOR', '1').stubEnv('NODE_DISABLE_COLORS', '1').stubEnv('FORCE_COLOR', undefined);
    await loadHost({});
    expect(process.env).toMatchObject({ FORCE_COLOR: '3' });
    expect(Object.keys(process.env)).not.toContain('NO_COLOR');
    expect(Object.keys(process.env)).not.toContain('NODE_DISABLE_COLORS');
    vi.unstubAllEnvs();
  });
});
