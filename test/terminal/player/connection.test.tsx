import { afterEach, describe, expect, it, vi } from 'vitest';
import type { PlayerSnapshot } from '../../../source/client/player-seat.ts';
import { widthOf } from '../../../source/text/width.ts';
import { usualSize } from '../../helpers/render.tsx';
import { until } from '../../helpers/until.ts';
import { player } from '../apps.tsx';
import { you } from '../seats.ts';
import { lobby, open, reveal, typedNumber, typedText } from '../stages.ts';

type Connection = Partial<Pick<PlayerSnapshot, 'connection' | 'transport' | 'roundTripMs'>>;

const sizes = [
  { columns: 40, rows: 12 },
  { columns: 80, rows: 24 },
  { columns: 120, rows: 40 },
];

const themes = [
  ['colours', { ascii: false, colorDepth: 24 }, { good: '▃▅▇', fair: '▃▅▁', weak: '▃▁▁' }],
  ['no colours', { ascii: false, colorDepth: 1 }, { good: '▃▅▇', fair: '▃▅▁', weak: '▃▁▁' }],
  ['ASCII', { ascii: true, colorDepth: 24 }, { good: '|||', fair: '||.', weak: '|..' }],
] as const;

/** Draws the screen of a player with this connection. */
function connected(connection: Connection, ...[phase = open(), ...rest]: Partial<Parameters<typeof player>>) {
  const drawn = player(phase, ...rest);
  drawn.seat.update({ transport: 'websocket', ...connection });
  const bottom = () => drawn.rows().at(-1)?.trim() ?? '';
  return { ...drawn, top: () => drawn.rows()[0] ?? '', bottom };
}

describe.each(themes)('the sign of a connection with %s', (_, theme, signs) => {
  describe.each(sizes)('on $columns × $rows', (size) => {
    it.each([
      [0, signs.good],
      [99, signs.good],
      [100, signs.fair],
      [249, signs.fair],
      [250, signs.weak],
      [12_345, signs.weak],
    ])('shows a round trip of %i ms as %s', async (roundTripMs, sign) => {
      const { top } = connected({ roundTripMs }, open(), {}, size, theme);
      await until(() => top().endsWith(` Ada  4,840  #3  ${sign}`)).toBe(true);
      expect(widthOf(top())).toBeLessThanOrEqual(size.columns);
    });

    it('is not cut off beside a long name and the name of the transport', async () => {
      const { seat, top } = connected(
        { roundTripMs: 300, transport: 'long-polling' },
        open(),
        {},
        size,
        theme,
      );
      seat.update({ you: you({ name: 'x'.repeat(24) }) });
      await until(top).toContain('xxxx');
      expect(top()).toContain('long poll');
      expect(top().endsWith(` ${signs.weak}`)).toBe(true);
      expect(widthOf(top())).toBeLessThanOrEqual(size.columns);
    });

    it('is replaced by a word while the client reconnects', async () => {
      const { seat, top } = connected({ roundTripMs: 40 }, open(), {}, size, theme);
      await until(top).toContain(signs.good);
      seat.update({ connection: 'reconnecting' });
      await until(top).toContain('reconnecting');
      expect(top()).not.toContain(signs.good);
    });
  });
});

describe('the sign of a connection', () => {
  it.each<Connection>([{ roundTripMs: null }, { transport: 'in-process' }, { transport: null }])(
    'is missing without a round trip: %o',
    async (connection) => {
      const { top, seat } = connected(connection);
      seat.update({ stage: seat.snapshot().stage });
      await until(top).toMatch(/#3$/u);
    },
  );
});

describe('the key i', () => {
  it.each(sizes)('shows the transport and the round trip in words, on $columns × $rows', async (size) => {
    const { press, bottom } = connected({ roundTripMs: 43 }, open(), {}, size);
    press('i');
    await until(bottom).toBe('WebSocket · round trip 43 ms · good');
  });

  it.each<[Connection, string]>([
    [{ roundTripMs: 0 }, 'WebSocket · round trip under 1 ms · good'],
    [{ transport: 'long-polling', roundTripMs: 120 }, 'Long polling · round trip 120 ms · fair'],
    [{ transport: 'polling', roundTripMs: 1250 }, 'Polling · round trip 1,250 ms · weak'],
    [{ roundTripMs: null }, 'WebSocket · measuring round trip…'],
    [{ connection: 'reconnecting', roundTripMs: 43 }, 'WebSocket · reconnecting…'],
  ])('describes %o', async (connection, details) => {
    const { press, bottom } = connected(connection);
    press('i');
    await until(bottom).toBe(details);
  });

  it('updates the round trip while it is shown', async () => {
    const { press, bottom, seat } = connected({ roundTripMs: 43 });
    press('i');
    await until(bottom).toContain('43 ms');
    seat.update({ roundTripMs: 180 });
    await until(bottom).toContain('180 ms · fair');
  });

  it('leaves out the quality if it does not fit', async () => {
    const { press, bottom } = connected(
      { transport: 'long-polling', roundTripMs: 1250 },
      open(),
      {},
      sizes[0],
    );
    press('i');
    await until(bottom).toBe('Long polling · round trip 1,250 ms');
  });

  it('is listed among the keys if there is room', async () => {
    const { shows } = connected({ roundTripMs: 43 });
    await shows(/i\W+connection\W+q\W+leave\W+keys/u);
    const narrow = connected({ roundTripMs: 43 }, open(), {}, sizes[0]);
    await until(narrow.top).toContain('▃▅▇');
    expect(narrow.bottom()).not.toContain('connection');
  });

  it('shows the details until the next key, which has its usual effect', async () => {
    const { seat, press, bottom, shows } = connected({ roundTripMs: 43 });
    press('i');
    await until(bottom).toContain('43 ms');
    press('x');
    await until(bottom).not.toContain('43 ms');
    press('i2');
    await shows('Answer 2 sent…');
    expect(seat.answers).toEqual([1]);
    expect(bottom()).not.toContain('43 ms');
    press('iq');
    await shows('Leave the game?');
  });

  it.each([
    ['text', open(typedText), 'git i'],
    ['a number', open(typedNumber), '1i2'],
  ])('is part of the answer while %s is typed', async (_, phase, typed) => {
    const { press, shows, screen } = connected({ roundTripMs: 43 }, phase);
    press(typed);
    await shows(typed.replace(/(?<=\d)i/u, ''));
    expect(screen()).not.toContain('round trip');
    expect(screen()).not.toMatch(/i\W+connection/u);
  });

  it('works in the lobby and after a question, too', async () => {
    for (const phase of [lobby(), reveal()]) {
      const { press, bottom } = connected({ roundTripMs: 43 }, phase);
      press('i');
      await until(bottom).toContain('43 ms');
    }
  });

  it('does nothing in a game played alone', async () => {
    const { press, shows, screen } = connected(
      { transport: 'in-process' },
      reveal(),
      {},
      usualSize,
      undefined,
      { advance: () => undefined },
    );
    press('iq');
    await shows('Leave the game?');
    press('n');
    await shows(/space\W+continue/u);
    expect(screen()).not.toContain('connection');
  });
});

describe('the details of a connection', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it('disappear after 5 s', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    const { press, bottom } = connected({ roundTripMs: 43 });
    press('i');
    // Each check advances the fake timers, too.
    await vi.waitFor(() => expect(bottom()).toContain('43 ms'), { timeout: 10_000, interval: 1 });
    await vi.advanceTimersByTimeAsync(4000);
    expect(bottom()).toContain('43 ms');
    await vi.waitFor(() => expect(bottom()).toContain('leave'), { timeout: 10_000, interval: 50 });
    expect(bottom()).not.toContain('43 ms');
  });
});
