import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, readdir, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { createTar } from 'nanotar';
import * as z from 'zod/mini';
import { type PackageFile, type Page, readPage } from '../server/http/page.ts';
import { errorMessage } from '../text/error.ts';
import { parseJson } from '../text/json.ts';

/** The folder of this package, which is two levels above the bundles and above the source. */
const OWN_FOLDER = fileURLToPath(new URL('../../', import.meta.url));

/** Whether the program runs from a clone rather than from an installed package, so that the registry may not have it. */
export function runsFromClone(folder = OWN_FOLDER): boolean {
  return !folder.includes(`${sep}node_modules${sep}`) && existsSync(join(folder, 'source', 'cli.ts'));
}

/** Reads the page that phones play on. Returns null in a clone before its first build, and a message if the page cannot be read. */
export async function readOwnPage(folder = OWN_FOLDER): Promise<Page | string | null> {
  try {
    return await readPage(join(folder, 'dist', 'web'));
  } catch (error) {
    if (!existsSync(join(folder, 'dist'))) return null;
    return `Phones cannot join, because the page cannot be read: ${errorMessage(error)}. Install termquiz again, or pass --no-web.`;
  }
}

/**
 * Packs the package as `npm pack` does, so that others can run exactly this program. Its name contains a hash of its contents,
 * because npx caches what it installs from a URL. Returns a message if the package cannot be packed.
 */
export async function packOwnPackage(folder = OWN_FOLDER): Promise<PackageFile | string> {
  try {
    return await pack(folder);
  } catch (error) {
    return `This copy of termquiz cannot be packed for --serve-package: ${errorMessage(error)}. Install it again, or leave out the option.`;
  }
}

async function pack(folder: string): Promise<PackageFile> {
  const json = parseJson(await readFile(join(folder, 'package.json'), 'utf8'));
  const manifest = manifestSchema.parse(json);
  const { name, version } = manifest;
  // The scripts and their packages are for development. Without them, npm has nothing to run.
  const published = JSON.stringify({ ...manifest, scripts: undefined, devDependencies: undefined }, null, 2);
  const paths = await filesBelow(folder, ['README.md', 'LICENSE', ...manifest.files]);
  const contents = await Promise.all(paths.map(async (path) => readFile(join(folder, path))));
  const entries = [
    { name: 'package/package.json', data: Buffer.from(published) },
    ...contents.map((data, index) => ({ name: `package/${paths[index]}`, data })),
  ];
  const tar = createTar(entries, { attrs: { mode: '644', uid: 0, gid: 0, mtime: PACKED_AT } });
  const hash = createHash('sha256').update(tar).digest('hex').slice(0, HASH_LENGTH);
  return { name: `${name}-${version}-${hash}.tgz`, body: await promisify(gzip)(tar) };
}

const HASH_LENGTH = 10;

/** The time of all files, so that the same contents make the same bytes. The one that npm uses: 26 October 1985, 08:15 UTC. */
const PACKED_AT = 499_162_500_000;

const manifestSchema = z.looseObject({
  name: z.literal('termquiz'),
  version: z.string().check(z.regex(/^\d+\.\d+\.\d+(?:-[\w.-]+)?$/u)),
  files: z.array(z.string()),
});

/**
 * Returns the sorted paths, with slashes, of the files with these names and of those in these folders. Follows no links. Leaves out hidden
 * files, such as `.npmrc` and those of editors, and installed packages.
 */
async function filesBelow(folder: string, names: readonly string[]): Promise<string[]> {
  const paths = await Promise.all(
    names.map(async (name) => {
      if ((await stat(join(folder, name))).isFile()) return [name];
      const entries = await readdir(join(folder, name), { recursive: true, withFileTypes: true });
      return entries
        .filter((entry) => entry.isFile())
        .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
    }),
  );
  return paths
    .flat()
    .filter((path) => !NOT_PACKED.test(path))
    .toSorted();
}

const NOT_PACKED = /(?:^|\/)(?:\.|node_modules\/)/u;
