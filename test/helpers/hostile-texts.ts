import * as fc from 'fast-check';
import { graphemesOf, widthOf } from '../../source/text/width.ts';

/** Texts that have garbled a screen, written to a terminal or forged a line of a log in some program. */
const hostileTexts: readonly string[] = [
  // Escape sequences: clipboard, title, clearing the screen, links, C1 control characters, and one that never ends.
  '\u001B]52;c;aGVsbG8=\u0007',
  '\u001B]0;title\u0007',
  '\u001B[2J\u001B[H',
  '\u001B]8;;https://example.org\u001B\\link\u001B]8;;\u001B\\',
  '\u009B2J\u009D0;x\u009C',
  '\u001BPq#0~\u001B\\ \u001B]',
  // Commands of CI servers.
  '::error::forged',
  'x\n::error file=a.js::forged',
  '  ::set-output name=a::b%0A',
  '##[error]forged ##vso[task.complete]',
  // Line breaks, tabs and other white space.
  'a\r\nb\u2028c\u2029d\te\u000Bf\u0085g\u3000h\u2800i',
  // Text direction, invisible characters, fillers, tags and variation selectors.
  '\u202Egnp.exe \u2066x\u2069 \u200F\u061C',
  'a\u200B\u200C\u200D\u2060\uFEFF\u00AD\u034F\u3164\u115F\u1160b',
  '🏴\u{E0067}\u{E0062}\u{E007F} ❤\uFE0F ☁\uFE0E \u{E0100}',
  // Stacked marks.
  `Z${'\u0301\u0327\u0336\u20DD'.repeat(10)}`,
  // Clusters that terminals draw in different widths.
  'น้ำ ก\u0E33\u0E33 ນ້ຳ',
  '👍🏽 🏽 a🏽 👍🏽🏽 👍\u0301🏽',
  '👩‍💻 👨‍👩‍👧‍👦 a\u200Db 🏳️‍🌈',
  '🇩🇪🇫🇷 🇩 🇩🇪🇩 1\u20E3 #\uFE0F\u20E3',
  'हिन्दी क्ष ক্ষ ক্ষ্ম ക്ഷ ស្ត្រី မြန်မာ ᬅᬓ᭄ᬱᬭ',
  '\u0D4Eക \u{111C2}a \u{11D46}b \u0600\u0601 1',
  'ᄒᆞᆫ \u1100\u1100\u1161\u11A8 각\u11A8 \uA960\uD7B0\uD7CB',
  'ｶﾞ ﾞﾟ ㌔ ﷽ 𒐫 ꧁꧂',
  'தமிழ் বাংলা తెలుగు മലയാളം සිංහල བོད་ཡིག',
  'مرحبا שָׁלוֹם ไทย 한국어 日本語',
  // Lone surrogates, private-use and unassigned characters.
  '\uD83E\uDD80 \uD83E \uDC00 \uE000 \u{10FFFF} \u{50000}',
  '',
];

const unit = fc.oneof(
  fc.constantFrom(...hostileTexts.flatMap((text) => Array.from(text))),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
  fc.constantFrom(...'abc 012'),
);

/** Any hostile text: one from the list, or a mix of their characters. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom(...hostileTexts) },
  { weight: 6, arbitrary: fc.string({ unit, maxLength: 24 }) },
);

/** Returns a text of the same shape that no terminal draws differently: with a Q for each cluster, as wide as that. */
export function standIn(text: string): string {
  return graphemesOf(text)
    .map((grapheme) => (grapheme === ' ' || grapheme === '\n' ? grapheme : shapes[widthOf(grapheme)]))
    .join('');
}

const shapes: Readonly<Record<number, string>> = { 0: '', 1: 'Q', 2: '\uFF31' };

/** Whether a stand-in has the shape of a text: clusters of three and more cells have none. */
export function hasStandIn(text: string): boolean {
  return graphemesOf(text).every((grapheme) => widthOf(grapheme) in shapes);
}

/** Whether a cell of the screen belongs to a stand-in. */
export function isStandIn(cell: string): boolean {
  return cell === 'Q' || cell === '\uFF31';
}
