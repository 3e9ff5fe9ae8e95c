import { describe, expect, it } from 'vitest';
import { FrameScanner } from '../../../source/server/websocket/frame-scanner.ts';

const MASK = [1, 2, 3, 4];

/** Returns a masked frame with a payload of this size. */
function frame(size: number): Buffer {
  if (size < 126) return Buffer.from([0x81, 0x80 | size, ...MASK, ...Buffer.alloc(size, 0x81)]);
  const header = [0x82, size < 65_536 ? 0xfe : 0xff];
  const length = Buffer.alloc(size < 65_536 ? 2 : 8);
  length.writeUIntBE(size, size < 65_536 ? 0 : 2, size < 65_536 ? 2 : 6);
  return Buffer.concat([Buffer.from(header), length, Buffer.from(MASK), Buffer.alloc(size, 0x81)]);
}

const FRAMES = [0, 1, 125, 126, 127, 65_535, 65_536, 3, 0].map(frame);
const BYTES = Buffer.concat(FRAMES);

/** Returns how many frames start in the stream that is read in pieces of this size. */
function countFrames(pieceSize: number): number {
  const scanner = new FrameScanner();
  let frames = 0;
  for (let start = 0; start < BYTES.length; start += pieceSize) {
    scanner.scan(BYTES.subarray(start, start + pieceSize), () => ++frames > 0);
  }
  return frames;
}

describe('FrameScanner', () => {
  it.each([1, 2, 3, 7, 1000, BYTES.length])('finds all frames in pieces of %i bytes', (pieceSize) => {
    expect(countFrames(pieceSize)).toBe(FRAMES.length);
  });

  it('finds frames without a mask', () => {
    let frames = 0;
    new FrameScanner().scan(Buffer.from([0x89, 0x00, 0x8a, 0x01, 0x89, 0x89, 0x00]), () => ++frames > 0);
    expect(frames).toBe(3);
  });

  it('returns the offset, within its piece, of the first frame that is not admitted', () => {
    const scanner = new FrameScanner();
    let frames = 0;
    const admit = () => ++frames < 3;
    const [first, second] = [frame(5), frame(126)];
    expect(scanner.scan(first.subarray(0, 8), admit)).toBeNull();
    const rest = Buffer.concat([first.subarray(8), second, frame(0), frame(0)]);
    expect(scanner.scan(rest, admit)).toBe(first.length - 8 + second.length);
    expect(frames).toBe(3);
  });
});
