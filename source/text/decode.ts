/** A decoded text, or the first place where it is not text, and what to do about it. */
export type DecodedText =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly message: string; readonly place?: Place };

/** Both counted from 1, the column in UTF-16 code units. */
interface Place {
  readonly line: number;
  readonly column: number;
}

/**
 * Decodes UTF-8 or UTF-16, with or without a byte order mark, which is removed. Refuses anything else: guessing an encoding would
 * put wrong letters on the screen.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  if (isUtf32(bytes)) return { ok: false, message: 'the file is UTF-32; save it as UTF-8' };
  const encoding = encodingOf(bytes);
  const text = decode(bytes, encoding);
  if (text === undefined && encoding !== 'utf-8') {
    return { ok: false, message: 'the file is damaged UTF-16; save it as UTF-8' };
  }
  if (text === undefined) {
    const invalid = firstInvalid(bytes);
    const place = placeAfter(decode(bytes.subarray(0, invalid), encoding) ?? '');
    return {
      ok: false,
      message: `byte ${hex(bytes[invalid])} is not UTF-8; save the file as UTF-8`,
      place,
    };
  }
  const nul = text.indexOf('\0');
  if (nul < 0) return { ok: true, text };
  return {
    ok: false,
    message:
      'the file is not text, because it has a NUL character here; choose another file, or save it as UTF-8',
    place: placeAfter(text.slice(0, nul)),
  };
}

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** Recognises UTF-16 by its mark, or else by the NULs in its ASCII characters, on one side of each pair of bytes. */
function encodingOf(bytes: Uint8Array): Encoding {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  const nuls = [0, 0];
  for (const [offset, byte] of sample.entries())
    if (byte === 0) nuls[offset % 2] = (nuls[offset % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = nuls;
  // Characters such as U+4E00 have a NUL on the other side. A few NULs mean a binary file, not UTF-16.
  const isUtf16 = Math.max(even, odd) * 20 >= sample.length && Math.max(even, odd) > 3 * Math.min(even, odd);
  return isUtf16 ? (odd > even ? 'utf-16le' : 'utf-16be') : 'utf-8';
}

const SAMPLE_BYTES = 4096;

/** Recognises UTF-32, which begins like UTF-16, by its code points: none is above 10FFFF. */
function isUtf32(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  if (bytes.length === 0 || bytes.length % 4 !== 0) return false;
  const fits = (high: number, low: number) =>
    sample.every((byte, offset) =>
      offset % 4 === high ? byte === 0 : offset % 4 === low ? byte <= 0x10 : true,
    );
  return fits(0, 1) || fits(3, 2);
}

function decode(bytes: Uint8Array, encoding: Encoding): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Returns the offset of the first byte that is not UTF-8. */
function firstInvalid(bytes: Uint8Array): number {
  let [valid, invalid] = [0, bytes.length];
  // A part may end inside a character, which is no error while more is to come.
  const isValid = (length: number) => {
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, length), { stream: true });
      return true;
    } catch {
      return false;
    }
  };
  while (valid < invalid) {
    const middle = Math.ceil((valid + invalid) / 2);
    if (isValid(middle)) valid = middle;
    else invalid = middle - 1;
  }
  return startOfCharacter(bytes, valid);
}

/** Returns the offset of the character that a byte belongs to, unless it is the first of its own. */
function startOfCharacter(bytes: Uint8Array, offset: number): number {
  let start = offset;
  while (start > 0 && offset - start < 3 && decode(bytes.subarray(0, start), 'utf-8') === undefined) start--;
  return start;
}

function placeAfter(text: string): Place {
  const lines = text.split(/\r\n|\r|\n/u);
  return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
}

function hex(byte = 0): string {
  return byte.toString(16).toUpperCase().padStart(2, '0');
}
