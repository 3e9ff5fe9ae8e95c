// Makes source/text/confusables.ts from the file confusables.txt of the Unicode security data:
// node scripts/make-confusables.js confusables.txt
import { readFile, writeFile } from 'node:fs/promises';

const OUTPUT = new URL('../source/text/confusables.ts', import.meta.url);
const LINE_LENGTH = 110;
const RADIX = 36;

const [input] = process.argv.slice(2);
if (input === undefined) {
  console.error('Pass the path of confusables.txt, from https://www.unicode.org/Public/security/latest/.');
  process.exit(2);
}
const text = await readFile(input, 'utf8');
const [, version] = /^# Version: ([\d.]+)$/mu.exec(text) ?? [];
const prototypes = new Map(
  [...text.matchAll(/^([\dA-F]+) ;\t([\dA-F ]+) ;\tMA\t/gmu)].map(([, source, prototype]) => [
    fromHex(source),
    fromHex(prototype),
  ]),
);
if (version === undefined || prototypes.size < 6000) {
  console.error(`${input} is not confusables.txt: it has ${prototypes.size} entries.`);
  process.exit(1);
}
const entries = [...prototypes].filter(([source, prototype]) => !isImplied(source, prototype));
await writeFile(OUTPUT, moduleOf(entries));
console.log(`Unicode ${version}: ${entries.length} of ${prototypes.size} entries`);

function fromHex(codes) {
  return String.fromCodePoint(...codes.split(' ').map((code) => Number.parseInt(code, 16)));
}

/** Whether normalization alone leads from a character to its prototype, so that the table can do without it. */
function isImplied(source, prototype) {
  const characters = source.normalize('NFKD');
  if (characters === source) return false;
  if (source.normalize('NFD') !== source) return true;
  const mapped = Array.from(characters, (character) => prototypes.get(character) ?? character).join('');
  return mapped.normalize('NFKD') === prototype.normalize('NFKD');
}

function moduleOf(pairs) {
  return `// Made by scripts/make-confusables.js. Do not edit.

/**
 * The characters that look like others, from confusables.txt ${version} (Unicode Technical Standard #39), without those for which
 * compatibility decomposition (NFKD) does the same. Sorted by code: each entry is the distance from the previous character's
 * code, a colon, and the codes of what the character looks like, joined by \`+\`. All numbers are in base ${RADIX}.
 *
 * Copyright © 1991-2025 Unicode, Inc., under the Unicode License v3.
 */
export const CONFUSABLES = \`
${linesOf(wordsOf(pairs)).join('\n')}
\`;
`;
}

function wordsOf(pairs) {
  const sorted = pairs
    .map(([source, prototype]) => [source.codePointAt(0), prototype])
    .toSorted(([a], [b]) => a - b);
  return sorted.map(([code, prototype], index) => {
    const distance = code - (sorted[index - 1]?.[0] ?? 0);
    const codes = Array.from(prototype, (character) => character.codePointAt(0).toString(RADIX));
    return `${distance.toString(RADIX)}:${codes.join('+')}`;
  });
}

function linesOf(words) {
  const lines = [''];
  for (const word of words) {
    const line = `${lines.at(-1)} ${word}`.trim();
    if (line.length <= LINE_LENGTH) lines[lines.length - 1] = line;
    else lines.push(word);
  }
  return lines;
}
