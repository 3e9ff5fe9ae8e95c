import { describe, expect, it } from 'vitest';
import { textFrame } from '../../../source/server/websocket/text-frame.ts';

describe('textFrame', () => {
  it("frames RFC 6455's example of an unmasked text message", () => {
    expect(textFrame('Hello')).toEqual(Buffer.from([0x81, 0x05, 0x48, 0x65, 0x6c, 0x6c, 0x6f]));
  });

  it.each([
    [0, '8100'],
    [125, '817d'],
    [126, '817e007e'],
    [65_535, '817effff'],
    [65_536, '817f0000000000010000'],
    [100_000, '817f00000000000186a0'],
  ])('gives the length of %i bytes in as few bytes as possible', (length, header) => {
    const frame = textFrame('x'.repeat(length));
    expect(frame.toString('hex', 0, header.length / 2)).toBe(header);
    expect(frame.toString('latin1', header.length / 2)).toBe('x'.repeat(length));
  });

  it('counts bytes, not characters', () => {
    const text = '日本語 Zoë 🎉';
    const frame = textFrame(text);
    expect(frame[1]).toBe(Buffer.byteLength(text));
    expect(frame.toString('utf8', 2)).toBe(text);
  });
});
