import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { printLines } from '../../source/commands/process/output.ts';
import { cleanLine } from '../../source/text/clean.ts';
import { HAS_PLAIN_WIDTH } from '../../source/text/cells.ts';
import { graphemesOf, widthOf } from '../../source/text/width.ts';
import { Emulator, drawingStyles } from '../helpers/emulators.ts';
import { captureOutput } from '../helpers/output.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';
import { type Output, everyOutput } from './every-output.ts';
import { FUZZ_TIMEOUT_MS, SEED, isThorough, oneIn } from './runs.ts';
import { rawSamples } from './samples.ts';

/** How many places with texts a command gets in one run. */
const PLACES = 20;

/** Enough for a quick test, which reaches each line of the program that prints a text. */
const QUICK_TEXTS = 10;

describe(`the output of a command (seed ${SEED})`, () => {
  it.each(Object.entries(everyOutput))(
    'is text that no terminal, spreadsheet or CI server obeys: %s',
    { timeout: FUZZ_TIMEOUT_MS },
    async (name, { run, format }) => {
      vi.stubEnv('NO_COLOR', '1').stubEnv('FORCE_COLOR', undefined);
      onTestFinished(() => void vi.unstubAllEnvs());
      const captured = captureOutput();
      const folder = temporaryFolder();
      const texts = rawSamples(name, isThorough ? oneIn(100, 1) : QUICK_TEXTS);
      for (let from = 0; from < texts.length; from += PLACES) {
        Object.assign(captured, { stdout: '', stderr: '' });
        await run(texts.slice(from, from + PLACES), folder);
        const { stdout, stderr } = captured;
        expectHarmless(stderr);
        checks[format ?? 'lines'](stdout);
        await expectInPlace(captured, stderr + (format === undefined ? stdout : ''));
      }
    },
  );
});

const checks: Readonly<Record<NonNullable<Output['format']> | 'lines', (text: string) => void>> = {
  lines: expectHarmless,
  json(text) {
    expectHarmless(text);
    const values = text.startsWith('{"')
      ? text.trimEnd().split('\n')
      : text.split(/(?<=^(?:\[\]|[\]}])\n)/mu);
    for (const value of values.filter((each) => each.trim() !== '')) JSON.parse(value);
  },
  // A zero-width space breaks up links and mentions.
  markdown: (text) => expectHarmless(text.replaceAll('\u200B', '')),
  csv(text) {
    expectHarmless(text.replace(/^\uFEFF/u, '').replaceAll('\r\n', '\n'));
    for (const cell of cellsOf(text)) expect(cell).not.toMatch(FORMULA);
  },
};

function expectHarmless(text: string): void {
  expect(text).not.toMatch(UNSAFE);
  expect(text).not.toMatch(/^\s*::|##(?:vso)?\[/mu);
}

/** Control, invisible and bidirectional characters, apart from line feeds and what separates joined consonants. */
const UNSAFE = /(?!\n)(?!(?<=\p{M})\u200C)[\p{C}\p{DI}\u2028\u2029]/u;

const FORMULA = /^[\s"]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/u;

/** Returns the cells of a table in CSV, also of one that is split at semicolons, which some spreadsheets do. */
function cellsOf(csv: string): string[] {
  const cells = csv.match(/"(?:[^"]|"")*"|[^",\r\n]+/gu) ?? [];
  const plain = cells.map((cell) => cell.replace(/^"([^]*)"$/u, '$1').replaceAll('""', '"'));
  return plain.flatMap((cell) => [cell, ...cell.split(';').slice(1)]);
}

/** Expects that each character whose width is certain stands in its column, in any emulator. */
async function expectInPlace(captured: { stdout: string }, text: string): Promise<void> {
  const lines = text.split('\n').slice(0, MAX_ROWS);
  const columns = Math.max(1, ...lines.map(widthOf));
  captured.stdout = '';
  const { isTTY, columns: before } = process.stdout;
  Object.assign(process.stdout, { isTTY: true, columns });
  printLines(...lines);
  Object.assign(process.stdout, { isTTY, columns: before });
  const wanted = lines.map((line) => plainCells(cleanLine(line)));
  for (const style of drawingStyles) {
    const cells = await new Emulator({ columns, rows: lines.length + 1 }, style).cells(captured.stdout);
    const found = wanted.map((line, row) => line.map(([column]) => cells[row]?.[column] ?? '').join(''));
    expect(found).toEqual(wanted.map((line) => line.map(([, character]) => character).join('')));
  }
}

const MAX_ROWS = 600;

/** Returns the columns of the characters in a line whose width is certain, with the characters. */
function plainCells(line: string): [column: number, character: string][] {
  let column = 0;
  return graphemesOf(line).flatMap((grapheme): [number, string][] => {
    const start = column;
    column += widthOf(grapheme);
    return HAS_PLAIN_WIDTH.test(grapheme) ? [[start, grapheme]] : [];
  });
}
