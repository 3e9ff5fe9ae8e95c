import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeText } from '../../source/text/decode.ts';

const quiz = '{\r\n  "title": "Naïve café – 日本 一二三 🦀"\n}\n';

function bigEndian(text: string): Buffer {
  return Buffer.from(text, 'utf16le').swap16();
}

function utf32(text: string): Buffer {
  const bytes = Buffer.alloc(4 * Array.from(text).length);
  for (const [index, character] of Array.from(text).entries()) {
    bytes.writeUInt32LE(character.codePointAt(0) ?? 0, 4 * index);
  }
  return bytes;
}

describe('decodeText', () => {
  it.each([
    ['UTF-8', Buffer.from(quiz)],
    ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${quiz}`)],
    ['UTF-16 LE', Buffer.from(quiz, 'utf16le')],
    ['UTF-16 LE with a byte order mark', Buffer.from(`\uFEFF${quiz}`, 'utf16le')],
    ['UTF-16 BE', bigEndian(quiz)],
    ['UTF-16 BE with a byte order mark', bigEndian(`\uFEFF${quiz}`)],
  ])('decodes %s', (_, bytes) => {
    expect(decodeText(bytes)).toEqual({ ok: true, text: quiz });
  });

  it('decodes any text without NULs in UTF-8', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(decodeText(Buffer.from(`x${text}`))).toEqual({ ok: true, text: `x${text}` });
      }),
    );
  });

  it.each([
    [
      'Latin-1',
      Buffer.from('{\n"title": "Café"\n}', 'latin1'),
      { message: 'byte E9 is not UTF-8; save the file as UTF-8', place: { line: 2, column: 14 } },
    ],
    [
      'a file that ends inside a character',
      Buffer.from('é€').subarray(0, 4),
      { message: 'byte E2 is not UTF-8; save the file as UTF-8', place: { line: 1, column: 2 } },
    ],
    ['UTF-32 LE', utf32(quiz), { message: 'the file is UTF-32; save it as UTF-8' }],
    ['UTF-32 BE', utf32(quiz).swap32(), { message: 'the file is UTF-32; save it as UTF-8' }],
    [
      'UTF-16 with half a character',
      Buffer.from(`\uFEFF${quiz}\uD83E`, 'utf16le'),
      { message: 'the file is damaged UTF-16; save it as UTF-8' },
    ],
    [
      'a binary file',
      Buffer.from('GIF\n89a\0 and much more that is no text'),
      {
        message:
          'the file is not text, because it has a NUL character here; choose another file, or save it as UTF-8',
        place: { line: 2, column: 4 },
      },
    ],
  ])('refuses %s', (_, bytes, refusal) => {
    expect(decodeText(bytes)).toEqual({ ok: false, ...refusal });
  });

  it('returns a text or a place inside the file for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        const decoded = decodeText(bytes);
        if (decoded.ok) expect(decoded.text).not.toContain('\0');
        else expect(decoded.place?.line ?? 1).toBeLessThanOrEqual(bytes.length + 1);
      }),
    );
  });
});
