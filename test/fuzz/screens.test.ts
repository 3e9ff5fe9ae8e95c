import { readdirSync } from 'node:fs';
import { Session, type Profiler } from 'node:inspector/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { placeClusters } from '../../source/text/place-clusters.ts';
import { quote } from '../../source/text/clean.ts';
import { Emulator, drawingStyles } from '../helpers/emulators.ts';
import { isStandIn, standIn } from '../helpers/hostile-texts.ts';
import { type Drawn, sizes, usualSize } from '../helpers/render.tsx';
import { type Show, everyScreen } from './every-screen.ts';
import { cleanSamples } from './samples.ts';
import { FUZZ_TIMEOUT_MS, SEED, oneIn } from './runs.ts';

/** A screen shows as many texts as it has places for. A list has room for all of these. */
const PLACES = 20;

/** Enough for a quick test, which draws each screen once. */
const QUICK_TEXTS = PLACES;

const small = sizes.slice(0, 2);

type Size = (typeof sizes)[number];

const emulators = small.map((size) => drawingStyles.map((style) => new Emulator(size, style)));

/** The screens that were drawn, and the calls of their functions. */
const drawn = new Set<string>();
const profiler = new Session();

beforeAll(async () => {
  profiler.connect();
  await profiler.post('Profiler.enable');
  await profiler.post('Profiler.startPreciseCoverage', { callCount: false, detailed: false });
});

afterAll(() => profiler.disconnect());

describe(`a screen (seed ${SEED})`, () => {
  it.each(Object.entries(everyScreen))(
    'changes only in the places for text from outside: %s',
    { timeout: FUZZ_TIMEOUT_MS },
    async (name, show) => {
      drawn.add(name);
      const texts = cleanSamples(name, oneIn(100, QUICK_TEXTS));
      const turns = Object.keys(everyScreen).indexOf(name);
      for (let from = 0; from < texts.length; from += PLACES) {
        const turn = turns + from / PLACES;
        await expectNothingElse(show, texts.slice(from, from + PLACES), turn % small.length);
      }
    },
  );
});

describe('the user interface', () => {
  it('has no component that these screens do not draw', async () => {
    for (const [name, show] of Object.entries(everyScreen)) {
      if (drawn.has(name)) continue;
      for (const size of small) (await show(cleanSamples(name, QUICK_TEXTS), size)).unmount();
    }
    const { result } = await profiler.post('Profiler.takePreciseCoverage');
    const scripts = result.filter(({ url }) => url.includes('/source/terminal/'));
    const files = readdirSync(TERMINAL, { recursive: true, encoding: 'utf8' });
    const missing = files.filter(
      (file) => file.endsWith('.tsx') && !scripts.some(({ url }) => url.endsWith(file)),
    );
    // Only a real terminal runs it.
    expect(missing.filter((file) => file !== 'run.tsx')).toEqual([]);
    const components = scripts.flatMap(({ functions }) => functions.filter(isComponent));
    const undrawn = components.filter(({ ranges }) => ranges[0]?.count === 0);
    expect(undrawn.map(({ functionName }) => functionName).filter((name) => name !== 'Screen')).toEqual([]);
  });
});

const TERMINAL = fileURLToPath(new URL('../../source/terminal/', import.meta.url));

function isComponent({ functionName }: Profiler.FunctionCoverage): boolean {
  return /^[A-Z][a-z]/u.test(functionName);
}

/** Draws a screen with texts and with their stand-ins, and expects no difference outside them, in any emulator. */
async function expectNothingElse(show: Show, texts: readonly string[], sizeIndex: number): Promise<void> {
  const size = small[sizeIndex] ?? usualSize;
  const terminals = emulators[sizeIndex] ?? [];
  // Each text begins with a letter of its own, so that stand-ins differ wherever texts do.
  const frame = frameOf(await show(lettered(texts), size), size);
  const expected = frameOf(await show(lettered(texts.map(standIn)), size), size);
  // Stand-ins look the same in all of them.
  const [wanted = []] = await cellsIn(terminals.slice(0, 1), expected);
  for (const cells of await cellsIn(terminals, frame)) {
    expect(outside(cells, wanted), texts.map(quote).join(', ')).toEqual(outside(wanted, wanted));
  }
}

/** Returns the cells of a frame in each of the emulators. */
async function cellsIn(terminals: readonly Emulator[], frame: string): Promise<string[][][]> {
  return Promise.all(terminals.map(async (emulator) => emulator.cells(frame)));
}

function lettered(texts: readonly string[]): string[] {
  return texts.map((text, index) => String.fromCharCode(97 + index) + text);
}

/** Returns what is written to the terminal to draw a screen. */
function frameOf({ raw, unmount }: Drawn, { columns }: Size): string {
  const frame = placeClusters(raw(), columns);
  unmount();
  return frame;
}

/** Returns the rows without the cells that belong to a stand-in. */
function outside(cells: readonly string[][], wanted: readonly string[][]): string[] {
  const rows = cells.map((row, y) =>
    row.map((cell, x) => (isInside(wanted[y] ?? [], x) ? '█' : cell)).join(''),
  );
  // A wide character that is cut off leaves a cell more than its narrow stand-in does.
  return rows.map((row) => row.replaceAll(/ *… */gu, (cut) => '…'.padEnd(cut.length)));
}

function isInside(row: readonly string[], x: number): boolean {
  return isStandIn(row[x] ?? '') || (row[x] === '' && isStandIn(row[x - 1] ?? ''));
}
