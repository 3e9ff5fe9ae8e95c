import { readFileSync, readdirSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';

interface SourceFile {
  /** Below `source/`, with slashes. */
  readonly path: string;
  readonly text: string;
}

interface Import {
  readonly from: string;
  /** A path below `source/`, or the name of a package. */
  readonly to: string;
  readonly isTypeOnly: boolean;
}

/** What each folder may import, besides itself. Imports run downward only. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  text: [],
  'clock.ts': [],
  'store.ts': [],
  quiz: ['text'],
  game: ['quiz', 'text'],
  view: ['game', 'quiz', 'text'],
  protocol: ['view', 'game', 'quiz', 'text'],
  journal: ['clock.ts', 'protocol', 'view', 'game', 'quiz', 'text'],
  report: ['clock.ts', 'journal', 'protocol', 'view', 'game', 'quiz', 'text'],
  network: ['clock.ts', 'protocol', 'view', 'game', 'quiz', 'text'],
  server: [
    'clock.ts',
    'store.ts',
    'network',
    'report',
    'journal',
    'protocol',
    'view',
    'game',
    'quiz',
    'text',
  ],
  client: ['clock.ts', 'store.ts', 'network', 'protocol', 'view', 'game', 'quiz', 'text'],
  terminal: ['store.ts', 'client', 'server', 'journal', 'protocol', 'view', 'game', 'quiz', 'text'],
  commands: [
    'clock.ts',
    'store.ts',
    'terminal',
    'client',
    'server',
    'network',
    'report',
    'journal',
    'protocol',
    'view',
    'game',
    'quiz',
    'text',
  ],
  'cli.ts': ['commands'],
};

/** The transport that is nothing but calls of the server: a whole game inside one process. */
const callsTheServer = 'client/transport/in-process.ts';

const pure = ['game', 'quiz', 'text', 'view'];

/** What a pure folder may have of the outside: packages that compute. */
const purePackages = new Set([
  'fflate',
  'htmlparser2',
  'jsonc-parser',
  'leven',
  'node:util',
  'pure-rand',
  'string-width',
  'zod',
]);

/** A date that is made of a given time reads no clock. */
const impure =
  /\b(?:Date\.now|new Date(?!\([^)])|(?<!new )Date(?=\()|Math\.random|performance|crypto|process|setTimeout|setInterval|setImmediate|queueMicrotask|fetch|console)\b/u;

const folder = new URL('../source/', import.meta.url);
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => /\.tsx?$/u.test(path))
  .map((path) => ({ path, text: readFileSync(new URL(path, folder), 'utf8') }));

describe('the source', () => {
  it('has the folders that this test knows, and no others', () => {
    const tops = new Set(files.map(({ path }) => topOf(path)));
    expect([...tops].filter((top) => !Object.hasOwn(mayImport, top))).toEqual([]);
    for (const top of ['cli.ts', 'commands', 'terminal', 'client', 'server', 'protocol', ...pure]) {
      expect(tops).toContain(top);
    }
  });

  it('imports files that there are, by their names', () => {
    const paths = new Set(files.map(({ path }) => path));
    const missing = files.flatMap(importsOf).filter(({ to }) => /\.tsx?$/u.test(to) && !paths.has(to));
    expect(missing).toEqual([]);
  });

  it('imports downward only', () => {
    expect(files.flatMap(importsUpward)).toEqual([]);
  });

  it('has screens that know the server and the client by their types alone', () => {
    expect(files.flatMap(screensThatCall)).toEqual([]);
  });

  it('has rules, quizzes and views that do no I/O, read no clock and draw no random number', () => {
    expect(files.flatMap(impurities)).toEqual([]);
  });

  it('measures what comes from outside only where it is a text or a list', () => {
    const measuring = files.filter(
      ({ path, text }) => path !== 'text/length.ts' && /\bz\.(?:min|max)?Length\(|\bz\.length\(/iu.test(text),
    );
    expect(measuring.map(({ path }) => path)).toEqual([]);
  });

  it('has one file that reads the arguments, and loads the screens only where they are drawn', () => {
    const eager = files
      .filter(({ path }) => ['cli.ts', 'commands'].includes(topOf(path)))
      .flatMap((file) => importsOf({ ...file, text: withoutDynamicImports(file.text) }))
      .filter(
        ({ to, isTypeOnly }) => !isTypeOnly && (topOf(to) === 'terminal' || to === 'ink' || to === 'react'),
      );
    expect(eager).toEqual([]);
  });
});

describe('the check of imports', () => {
  it.each([
    ['game/game.ts', `import { stageOf } from '../view/stage.ts';`],
    ['quiz/quiz.ts', `import type { Game } from '../game/game.ts';`],
    ['view/stage.ts', `export * from '../protocol/server-message.ts';`],
    ['protocol/version.ts', `export type { Room } from '../server/room.ts';`],
    ['server/room.ts', `import {\n  type Session,\n} from '../client/session.ts';`],
    ['client/session.ts', `import { Room } from '../server/room.ts';`],
    ['client/session.ts', `const room = await import('../server/room.ts');`],
    ['terminal/host/host-app.tsx', `import { host } from '../../commands/host.ts';`],
    ['network/probe.ts', `import { Room } from '../server/room.ts';`],
    ['network/x.ts', `import { listen } from '../server/server.ts';`],
    ['commands/host.ts', `import '../cli.ts';`],
    ['game/game.ts', `import { x } from '../elsewhere/x.ts';`],
  ])('finds one that runs upward in %s: %s', (path, text) => {
    expect(importsUpward({ path, text })).toHaveLength(1);
  });

  it.each([
    ['game/game.ts', `import type { Quiz } from '../quiz/quiz.ts';`],
    ['game/game.ts', `import { decide } from './decide.ts';`],
    ['terminal/host/host-app.tsx', `import type { HostSeat } from '../../server/host-seat.ts';`],
    ['commands/host.ts', `const { run } = await import('../terminal/run.tsx');`],
    ['client/transport/in-process.ts', `import { Visitor } from '../../server/room/visitor.ts';`],
    ['cli.ts', `import { program } from './commands/program.ts';`],
    ['server/room.ts', `import { nanoid } from 'nanoid';`],
  ])('lets one pass that runs downward in %s: %s', (path, text) => {
    expect(importsUpward({ path, text })).toEqual([]);
  });

  it('finds screens that call the server or the client', () => {
    const path = 'terminal/run.tsx';
    expect(screensThatCall({ path, text: `import { Room } from '../server/room.ts';` })).toHaveLength(1);
    expect(screensThatCall({ path, text: `import { type A, b } from '../client/session.ts';` })).toHaveLength(
      1,
    );
    expect(screensThatCall({ path, text: `import type { A } from '../client/session.ts';` })).toEqual([]);
  });

  it.each([
    `import { readFileSync } from 'node:fs';`,
    `import fs from 'fs';`,
    `import { nanoid } from 'nanoid';`,
    `import { WebSocket } from 'ws';`,
    `const now = Date.now();`,
    `const now = new Date();`,
    `const now = new Date;`,
    `const now = Date();`,
    `const chance = Math.random();`,
    `const now = performance.now();`,
    `const id = crypto.randomUUID();`,
    `setTimeout(next, 10);`,
    `if (process.env.DEBUG) next();`,
  ])('finds what is not pure: %s', (text) => {
    for (const top of pure) expect(impurities({ path: `${top}/x.ts`, text })).toHaveLength(1);
    expect(impurities({ path: 'server/x.ts', text })).toEqual([]);
  });

  it.each([
    `import { stripVTControlCharacters } from 'node:util';`,
    `import * as z from 'zod/mini';`,
    `import { uniformInt } from 'pure-rand/distribution/uniformInt';`,
    `// No Date.now() here: time comes in with each command.`,
    `/** As new Date() would say. */`,
    `const updated = candidate;`,
    `const written = new Date(Date.UTC(1899, 11, 30)).toISOString();`,
  ])('lets pass what is pure: %s', (text) => {
    expect(impurities({ path: 'game/x.ts', text })).toEqual([]);
  });
});

function importsUpward(file: SourceFile): Import[] {
  const own = topOf(file.path);
  const more = file.path === callsTheServer ? ['server'] : [];
  const allowed = new Set([own, ...(mayImport[own] ?? []), ...more]);
  return importsOf(file).filter(({ to }) => isOurs(to) && !allowed.has(topOf(to)));
}

function screensThatCall(file: SourceFile): Import[] {
  if (topOf(file.path) !== 'terminal') return [];
  return importsOf(file).filter(
    ({ to, isTypeOnly }) => !isTypeOnly && ['client', 'server'].includes(topOf(to)),
  );
}

function impurities(file: SourceFile): string[] {
  if (!pure.includes(topOf(file.path))) return [];
  const packages = importsOf(file).filter(({ to }) => !isOurs(to) && !purePackages.has(topOf(to)));
  const found = impure.exec(withoutComments(file.text));
  return [
    ...packages.map(({ to }) => `${file.path}: ${to}`),
    ...(found ? [`${file.path}: ${found[0]}`] : []),
  ];
}

function importsOf({ path, text }: SourceFile): Import[] {
  const statements = [
    ...withoutComments(text).matchAll(/^(import|export)\s+(type\s)?[^;'"]*?from\s+['"]([^'"]+)['"]/gmu),
    ...withoutComments(text).matchAll(/^(import)(\s)['"]([^'"]+)['"]/gmu),
    ...withoutComments(text).matchAll(/\b(import)(\()\s*['"]([^'"]+)['"]/gu),
  ];
  return statements.map(([, , type, name = '']) => ({
    from: path,
    to: name.startsWith('.') ? posix.join(posix.dirname(path), name) : name,
    isTypeOnly: type?.trim() === 'type',
  }));
}

function isOurs(name: string): boolean {
  return /\.tsx?$/u.test(name);
}

/** The folder below `source/`, or the file that lies there itself; of a package, its name. */
function topOf(path: string): string {
  return path.split('/')[0] ?? path;
}

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gmu, '');
}

function withoutDynamicImports(text: string): string {
  return text.replaceAll(/\bimport\(/gu, '');
}
