// Checks which parts of source/ import which: the direction of all imports with dependency-cruiser, and with esbuild what is
// left of them at run time, where types no longer count.
import swc from '@swc/core';
import { build } from 'esbuild';
import config from '../.dependency-cruiser.js';

/** Fewer modules mean that the parser silently read nothing, and a check of nothing always passes. */
const FEWEST_MODULES = 200;

const problems = [
  ...(await wrongDirections()),
  ...(await eagerScreens()),
  ...(await screensInServerThread()),
  ...(await callsFromScreens()),
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
    const screens = Object.keys(outputs[file].inputs).filter((input) => input.startsWith('source/terminal/'));
    const packages = outputs[file].imports.filter(({ path }) => ['ink', 'react'].includes(path));
    return [...screens, ...packages.map(({ path }) => path)].map((name) => `loads at start: ${name}`);
  });
}

/** The server's thread draws nothing, so it must not load any drawing code. */
async function screensInServerThread() {
  const { inputs } = await bundle('source/commands/host/thread/server-thread.ts', { outdir: 'unwritten' });
  const loaded = Object.entries(inputs).flatMap(([input, { imports }]) => [
    ...(input.startsWith('source/terminal/') ? [input] : []),
    ...imports.map(({ path }) => path).filter((path) => /^(?:ink|react)(?:\/|$)/.test(path)),
  ]);
  return [...new Set(loaded)].map((name) => `the server's thread loads ${name}`);
}

/** Screens draw snapshots: whoever starts them hands them a client or a server, which they know by their types alone. */
async function callsFromScreens() {
  const { inputs } = await bundle('source/terminal/index.ts', { splitting: true, outdir: 'unwritten' });
  const called = Object.keys(inputs).filter((input) =>
    /^source\/(client|server|network|journal|report)\//.test(input),
  );
  return called.map((input) => `screens call ${input}: import its types only`);
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
