// Bundles the program into dist/: one file for each part that is loaded only when it is needed, so that
// `termquiz --version` never reads the user interface. The licences of the bundled packages go beside it.
// With --watch, it bundles again after each change. dist/web/ is the page that phones play on.
import { chmod, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build, context } from 'esbuild';
import { page } from './bundle-page.js';

const root = new URL('../', import.meta.url);
const absWorkingDir = fileURLToPath(root);
const { engines } = JSON.parse(await readFile(new URL('package.json', root), 'utf8'));

/** @type {import('esbuild').BuildOptions} */
const bundle = {
  absWorkingDir,
  entryPoints: {
    'commands/main': 'source/commands/main.ts',
    // Beside the chunks that start them, as in source/.
    'chunks/server-thread': 'source/commands/host/thread/server-thread.ts',
    'chunks/report-thread': 'source/report/report-thread.ts',
  },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  format: 'esm',
  platform: 'node',
  target: 'node20',
  mainFields: ['module', 'main'],
  define: {
    'process.env.NODE_ENV': '"production"',
    // Ink loads react-devtools-core behind this.
    'process.env.DEV': '"false"',
    // Yoga decodes its WebAssembly itself where there is no fetch(), which Node takes 50 ms to load. Nothing else here uses it.
    fetch: 'undefined',
  },
  // Optional native helpers of ws, which it does without.
  external: ['bufferutil', 'utf-8-validate', 'react-devtools-core'],
  // CommonJS packages in an ESM bundle still call require() for Node's own modules.
  banner: {
    js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
  },
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
};

await rm(new URL('dist', root), { recursive: true, force: true });
await mkdir(new URL('dist', root));
if (process.argv.includes('--watch')) {
  for (const options of [bundle, { absWorkingDir, ...page }]) {
    const watched = await context({ ...options, logLevel: 'info' });
    await watched.watch();
  }
} else {
  const built = await Promise.all([build(bundle), build({ absWorkingDir, ...page })]);
  await writeFile(
    new URL('dist/THIRD-PARTY-LICENSES.txt', root),
    await licences(built.flatMap(({ metafile }) => Object.keys(metafile.inputs))),
  );
}
// The file that any Node can start.
await build({
  absWorkingDir,
  entryPoints: { cli: 'source/cli.ts' },
  outdir: 'dist',
  target: 'es5',
  supported: { 'dynamic-import': true },
  define: { MINIMUM_NODE: JSON.stringify(engines.node.replace('>=', '')) },
  logLevel: 'warning',
});
await chmod(new URL('dist/cli.js', root), 0o755);

/** The licences of the packages that the given input files belong to and of the Unicode data, one after the other. */
async function licences(inputs) {
  const packages = inputs.flatMap((input) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input) ?? []);
  const folders = [...new Set(packages)].toSorted();
  const texts = await Promise.all([...folders.map((folder) => licence(folder)), unicodeLicence()]);
  return texts.join(`\n${'-'.repeat(80)}\n\n`);
}

async function licence(folder) {
  const url = new URL(`${folder}/`, root);
  const { name, version, license, author } = JSON.parse(await readFile(new URL('package.json', url), 'utf8'));
  const file = (await readdir(url)).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file
    ? await readFile(new URL(file, url), 'utf8')
    : await standardLicence(name, license, author);
  // The packages that meow has bundled.
  const bundled = await readFile(new URL('build/licenses.md', url), 'utf8').catch(() => '');
  return `${name} ${version} (${license})\n\n${text.trim()}\n\n${bundled}`.trimEnd() + '\n';
}

/** The licence of a package that names one but ships no text. */
async function standardLicence(name, license, author) {
  const holder = (author?.name ?? author)?.replace(/\s*[<(].*/u, '');
  if (license !== 'MIT' || !holder) {
    throw new Error(`${name} ships no licence text. Add the text of ${license} to scripts/licenses/.`);
  }
  const text = await readFile(new URL('scripts/licenses/MIT.txt', root), 'utf8');
  return text.replace('<year> <copyright holders>', holder);
}

async function unicodeLicence() {
  const table = await readFile(new URL('source/text/confusables.ts', root), 'utf8');
  const [, version] = /confusables\.txt ([\d.]+)/u.exec(table);
  const text = await readFile(new URL('scripts/licenses/Unicode-3.0.txt', root), 'utf8');
  return `Unicode security data ${version} (Unicode-3.0)\n\n${text}`;
}
