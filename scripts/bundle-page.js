// What esbuild needs to bundle the page into dist/web/: index.html, and files whose names change with their contents, so that
// browsers may cache them for ever.
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

const ENTRY = 'source/web/main.tsx';

/** @type {import('esbuild').BuildOptions} */
export const page = {
  entryPoints: { app: ENTRY },
  outdir: 'dist/web',
  entryNames: '[name]-[hash]',
  chunkNames: '[name]-[hash]',
  assetNames: '[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'browser',
  target: ['es2022', 'safari16'],
  jsx: 'automatic',
  jsxImportSource: 'preact',
  define: { 'process.env.NODE_ENV': '"production"' },
  minify: true,
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
  plugins: [{ name: 'index', setup: writeIndexAfterEachBuild }],
};

/** @param {import('esbuild').PluginBuild} build */
function writeIndexAfterEachBuild({ initialOptions, onEnd }) {
  onEnd(async ({ metafile, errors }) => {
    if (errors.length > 0) return;
    const root = initialOptions.absWorkingDir;
    const folder = join(root, page.outdir);
    const icon = await readFile(join(root, 'source/web/icon.svg'));
    const iconName = `icon-${createHash('sha256').update(icon).digest('hex').slice(0, 8)}.svg`;
    await writeFile(join(folder, iconName), icon);
    const html = await readFile(join(root, 'source/web/index.html'), 'utf8');
    await writeFile(join(folder, 'index.html'), withNames(html, filesOf(metafile.outputs), iconName));
  });
}

/** The names of what a browser loads first: the script, the style sheet, and the chunks that the script imports statically. */
function filesOf(outputs) {
  const [script, { cssBundle, imports }] = Object.entries(outputs).find(
    ([, { entryPoint }]) => entryPoint === ENTRY,
  );
  const chunks = imports.filter(({ kind }) => kind === 'import-statement').map(({ path }) => basename(path));
  return { script: basename(script), style: cssBundle && basename(cssBundle), chunks };
}

/** Replaces the placeholders in index.html with the names of the built files. */
function withNames(html, { script, style, chunks }, icon) {
  const preloads = chunks.map((chunk) => `<link rel="modulepreload" href="${chunk}" />\n    `);
  return html
    .replace('"icon.svg"', `"${icon}"`)
    .replace('"app.css"', `"${style}"`)
    .replace('<script', `${preloads.join('')}<script`)
    .replace('"app.js"', `"${script}"`);
}
