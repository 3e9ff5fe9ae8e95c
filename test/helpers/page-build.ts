import { posix, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Plugin } from 'vitest/config';
import { page } from '../../scripts/bundle-page.js';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** What the tests replace: the session with its transports, and the page. */
const REPLACED = /^source\/(?:client|web)\/.*\.ts$/u;

/** Begins the names of built modules. */
const BUILT = '\0page-build:';

/**
 * Replaces the modules that the page and the program share by those that the page is built from: bundled for browsers, minified, and
 * without eval. So the tests of the session run on what phones run.
 */
export function pageBuild(): Plugin {
  let building: Promise<ReadonlyMap<string, string>> | undefined;
  return {
    name: 'page-build',
    enforce: 'pre',
    async resolveId(source, importer, options) {
      if (!importer || !source.startsWith('.')) return null;
      if (importer.startsWith(BUILT)) {
        return BUILT + posix.join(posix.dirname(importer.slice(BUILT.length)), source);
      }
      const resolved = await this.resolve(source, importer, { ...options, skipSelf: true });
      const path = relative(root, resolved?.id ?? root).replaceAll(sep, '/');
      if (!REPLACED.test(path)) return null;
      const name = path.replace(/\.ts$/u, '.js');
      return (await (building ??= builtModules())).has(name) ? BUILT + name : null;
    },
    async load(id) {
      return id.startsWith(BUILT) ? (await building)?.get(id.slice(BUILT.length)) : null;
    },
  };
}

/** Builds each module that is part of the page, with what they share in chunks. Returns the code by file name. */
async function builtModules(): Promise<ReadonlyMap<string, string>> {
  const settings = {
    ...page,
    absWorkingDir: root,
    plugins: [],
    metafile: true as const,
    write: false as const,
  };
  const { metafile } = await build(settings);
  const modules = Object.keys(metafile.inputs).filter((path) => REPLACED.test(path));
  const { outputFiles } = await build({
    ...settings,
    entryPoints: modules,
    outbase: '.',
    outdir: '.',
    entryNames: '[dir]/[name]',
    inject: ['source/web/without-eval.ts'],
  });
  return new Map(
    outputFiles.map(({ path, text }) => [relative(root, path).replaceAll(sep, '/'), text] as const),
  );
}
