// Checks which parts of source/ import which: the direction of all imports with dependency-cruiser, and with esbuild the
// imports that remain at run time, once types are removed.
import swc from '@swc/core';
import { build } from 'esbuild';
import config from '../.dependency-cruiser.js';
import { page } from './bundle-page.js';

/** With fewer modules, the parser has silently skipped files, and a check of nothing always passes. */
const FEWEST_MODULES = 200;

/** What the page does without: other layers, the files of quizzes, tables of characters, and large packages. */
const NOT_FOR_PHONES =
  /^source\/(?:(?:server|network|report|journal|terminal|commands)\/|quiz\/(?:quiz|file|import|bank|questions\/(?!shown-question|tally))|text\/(?:cells|confusables|look-alike|place-clusters)\.)|node_modules\/(?:ws|string-width|highlight\.js)\//;

/** A regular expression with lookbehind or the flag v, in the form in which esbuild writes syntax that its targets may not know. */
const NEW_AT_START = /new RegExp\("(?:[^"\\]|\\.)*\(\?<[=!]|new RegExp\("(?:[^"\\]|\\.)*","[a-z]*v/;

const problems = [
  ...(await wrongDirections()),
  ...(await eagerScreens()),
  ...(await screensInServerThread()),
  ...(await callsFromScreens()),
  ...(await weightOfPage()),
];
for (const problem of problems) console.error(problem);
console.log(
  problems.length === 0 ? 'All imports run downward.' : `${problems.length} problems with imports.`,
);
process.exitCode = problems.length === 0 ? 0 : 1;

async function wrongDirections() {
  // dependency-cruiser asks swc for plain TypeScript, which rejects JSX.
  const { parseFileSync } = swc;
  swc.parseFileSync = (file, settings) => parseFileSync(file, { ...settings, tsx: file.endsWith('.tsx') });
  const { cruise } = await import('dependency-cruiser');
  const { forbidden, options } = config;
  const { output } = await cruise(['source'], { ...options, ruleSet: { forbidden }, validate: true });
  const modules = output.modules.filter(({ source }) => source.startsWith('source/')).length;
  if (modules < FEWEST_MODULES) {
    return [`Only ${modules} modules of source/ were read; expected at least ${FEWEST_MODULES}.`];
  }
  return output.summary.violations.map(({ rule, from, to, cycle = [] }) => {
    const path = cycle.length > 0 ? cycle.map(({ name }) => name).join(' → ') : to;
    return `${rule.name}: ${from} → ${path}`;
  });
}

/** Ink and React load only when something is drawn, so that `--version` and headless hosts start fast. */
async function eagerScreens() {
  const { outputs } = await bundle('source/commands/main.ts', { splitting: true, outdir: 'unwritten' });
  const files = Object.entries(outputs);
  const eager = new Set(
    files.filter(([, { entryPoint }]) => entryPoint === 'source/commands/main.ts').map(([file]) => file),
  );
  for (const file of eager) {
    const statically = outputs[file].imports.filter(
      ({ kind, external }) => kind === 'import-statement' && !external,
    );
    for (const { path } of statically) eager.add(path);
  }
  return [...eager].flatMap((file) => {
    const screens = Object.keys(outputs[file].inputs).filter((input) => isForScreens(input));
    const packages = outputs[file].imports.filter(({ path }) => ['ink', 'react'].includes(path));
    return [...screens, ...packages.map(({ path }) => path)].map((name) => `loads at start: ${name}`);
  });
}

/** The server's thread draws nothing, so it must not load any drawing code. */
async function screensInServerThread() {
  const { inputs } = await bundle('source/commands/host/thread/server-thread.ts', { outdir: 'unwritten' });
  const loaded = Object.entries(inputs).flatMap(([input, { imports }]) => [
    ...(isForScreens(input) ? [input] : []),
    ...imports.map(({ path }) => path).filter((path) => /^(?:ink|react)(?:\/|$)/.test(path)),
  ]);
  return [...new Set(loaded)].map((name) => `the server's thread loads ${name}`);
}

/** The highlighter is not in the terminal folder, but it is large, and only screens need it. */
function isForScreens(input) {
  return input.startsWith('source/terminal/') || input === 'source/quiz/highlight.ts';
}

/** Screens draw snapshots. Their caller passes them a client or a server, of which they import only the types. */
async function callsFromScreens() {
  const { inputs } = await bundle('source/terminal/index.ts', { splitting: true, outdir: 'unwritten' });
  const called = Object.keys(inputs).filter((input) =>
    /^source\/(client|server|network|journal|report)\//.test(input),
  );
  return called.map((input) => `screens call ${input}: import its types only`);
}

/** What phones download first has no tables of characters and no code for quiz files, and runs in browsers of 2022. */
async function weightOfPage() {
  const settings = { ...page, write: false, plugins: [], metafile: true };
  const { metafile, outputFiles } = await build(settings);
  const [file, { inputs }] = Object.entries(metafile.outputs).find(
    ([, { entryPoint }]) => entryPoint === page.entryPoints.app,
  );
  const heavy = Object.keys(inputs).filter((input) => NOT_FOR_PHONES.test(input));
  const code = outputFiles.find(({ path }) => path.endsWith(file))?.text ?? '';
  const isNew = NEW_AT_START.test(code);
  return [
    ...heavy.map((input) => `the page loads ${input}`),
    ...(isNew ? ['the page has a regular expression that Safari 16 cannot read when it starts'] : []),
  ];
}

async function bundle(entry, options) {
  const { metafile } = await build({
    entryPoints: [entry],
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    write: false,
    metafile: true,
    ...options,
  });
  return metafile;
}
