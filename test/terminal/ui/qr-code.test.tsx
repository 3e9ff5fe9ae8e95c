import { stripVTControlCharacters } from 'node:util';
import { createElement } from 'react';
import { encode } from 'uqr';
import { describe, expect, it } from 'vitest';
import type { ColorDepth } from '../../../source/terminal/capabilities.ts';
import { QrCode, type QrCodeScale, qrCodeSize } from '../../../source/terminal/ui/qr-code.tsx';
import { draw } from '../../helpers/render.tsx';

const url = 'http://192.168.1.20:7849/#482913';
const modules = encode(url, { ecc: 'L', border: 2 }).data;

/** Reads the modules back from drawn rows without their colours, two from each cell or one from two cells. */
function modulesIn(rows: readonly string[], scale: QrCodeScale): boolean[][] {
  if (scale === 'large') {
    return rows.map((row) => (row.match(/../gu) ?? []).map((cells) => cells === '██'));
  }
  return rows.flatMap((row) => ['▀█', '▄█'].map((dark) => Array.from(row, (cell) => dark.includes(cell))));
}

describe('a QR code', () => {
  it.each(['normal', 'large'] as const)('has the modules of its text at %s scale', (scale) => {
    const { raw } = draw(createElement(QrCode, { text: url, scale }));
    const rows = raw()
      .split('\n')
      .flatMap((row) => stripVTControlCharacters(row) || []);
    const size = qrCodeSize(url, false, scale);
    expect(size).toEqual({ columns: Array.from(rows[0] ?? '').length, rows: rows.length });
    const drawn = modulesIn(rows, scale);
    // An odd number of rows leaves half a row below, which is as light as the quiet zone.
    expect(drawn.slice(0, modules.length)).toEqual(modules);
    expect(drawn.slice(modules.length).flat()).not.toContain(true);
  });

  it.each<[ColorDepth, string]>([
    [24, '\u001B[48;2;255;255;255m\u001B[38;2;0;0;0m'],
    [8, '\u001B[48;5;231m\u001B[38;5;16m'],
    [4, '\u001B[107m\u001B[30m'],
    [1, '\u001B[7m'],
  ])('is dark on light with %i bits of colour', (colorDepth, codes) => {
    const { raw } = draw(createElement(QrCode, { text: url }), undefined, { ascii: false, colorDepth });
    const lines = raw()
      .split('\n')
      .filter((line) => line.includes('\u001B'));
    expect(lines).toHaveLength(qrCodeSize(url, false)?.rows ?? 0);
    for (const line of lines) expect(line.startsWith(codes)).toBe(true);
  });

  it('is not drawn in ASCII, or if its text is too long to be scanned', () => {
    const long = `https://example.org/${'x'.repeat(260)}`;
    expect(qrCodeSize(url, true)).toBeNull();
    expect(qrCodeSize(long, false)).toBeNull();
    expect(draw(createElement(QrCode, { text: long })).screen()).toBe('');
  });
});
