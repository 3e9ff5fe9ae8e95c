import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface SourceFile {
  /** Below `source/`, with slashes. */
  readonly path: string;
  readonly text: string;
}

/** What the pure layers may not use. A date made from a given time reads no clock. */
const IMPURE =
  /\b(?:Date\.now|new Date(?!\([^)])|(?<!new )Date(?=\()|Math\.random|performance|crypto|process|setTimeout|setInterval|setImmediate|queueMicrotask|fetch|console)\b/u;

const folder = new URL('../source/', import.meta.url);
const entries = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) =>
  path.replaceAll('\\', '/'),
);
const files = entries
  .filter((path) => /\.tsx?$/u.test(path))
  .map((path) => ({ path, text: readFileSync(new URL(path, folder), 'utf8') }));

// The direction of the imports is checked by scripts/check-imports.js.
describe('the source', () => {
  it('has no folder with more than 20 entries', () => {
    const folders = new Set(entries.map(parentOf));
    const crowded = [...folders].filter(
      (name) => entries.filter((path) => parentOf(path) === name).length > 20,
    );
    expect(crowded).toEqual([]);
  });

  it('has at most 400 files besides the 52 of the page, and at most 50 under 26 lines', () => {
    const ofPage = files.filter(({ path }) => path.startsWith('web/'));
    const short = files.filter(({ text }) => text.trimEnd().split('\n').length < 26);
    expect(ofPage.length).toBeLessThanOrEqual(52);
    expect(files.length - ofPage.length).toBeLessThanOrEqual(400);
    expect(short.length).toBeLessThanOrEqual(50);
  });

  it('has pure layers that read no clock, draw no random number and do no I/O', () => {
    expect(files.flatMap(impurities)).toEqual([]);
  });

  it('never turns text into HTML on the page', () => {
    const unsafe = files.filter(
      ({ path, text }) =>
        path.startsWith('web/') &&
        /innerHTML|outerHTML|insertAdjacentHTML|document\.write|srcdoc|createContextualFragment/iu.test(text),
    );
    expect(unsafe.map(({ path }) => path)).toEqual([]);
  });

  it('measures what comes from outside with the checks of text/length.ts only', () => {
    const measuring = files.filter(
      ({ path, text }) => path !== 'text/length.ts' && /\bz\.(?:min|max)?Length\(|\bz\.length\(/iu.test(text),
    );
    expect(measuring.map(({ path }) => path)).toEqual([]);
  });
});

describe('the check of pure layers', () => {
  it.each([
    `const now = Date.now();`,
    `const now = new Date();`,
    `const now = new Date;`,
    `const now = Date();`,
    `const chance = Math.random();`,
    `const now = performance.now();`,
    `const id = crypto.randomUUID();`,
    `setTimeout(next, 10);`,
    `if (process.env.DEBUG) next();`,
  ])('finds %s', (text) => {
    for (const layer of ['game', 'quiz', 'text', 'view', 'words']) {
      expect(impurities({ path: `${layer}/x.ts`, text })).toHaveLength(1);
    }
    expect(impurities({ path: 'server/x.ts', text })).toEqual([]);
  });

  it.each([
    `// No Date.now() here: time comes in with each command.`,
    `/** As new Date() would say. */`,
    `const updated = candidate;`,
    `const written = new Date(Date.UTC(1899, 11, 30)).toISOString();`,
  ])('accepts %s', (text) => {
    expect(impurities({ path: 'game/x.ts', text })).toEqual([]);
  });
});

function impurities({ path, text }: SourceFile): string[] {
  if (!/^(?:game|quiz|text|view|words)\//u.test(path)) return [];
  const found = IMPURE.exec(withoutComments(text));
  return found ? [`${path}: ${found[0]}`] : [];
}

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gmu, '');
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
