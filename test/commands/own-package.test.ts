import { join } from 'node:path';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { parseTar } from 'nanotar';
import { describe, expect, it } from 'vitest';
import { packOwnPackage, readOwnPage, runsFromClone } from '../../source/commands/own-package.ts';
import type { PackageFile } from '../../source/server/http/page.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

const MANIFEST = {
  name: 'termquiz',
  version: '0.1.0',
  type: 'module',
  bin: { termquiz: 'dist/cli.js' },
  files: ['dist', 'CHANGELOG.md'],
  scripts: { postinstall: 'rm -rf /' },
  devDependencies: { react: '1.0.0' },
};

const FILES = {
  'README.md': '# Readme',
  LICENSE: 'MIT',
  'CHANGELOG.md': '# Changes',
  'secret.json': '{}',
  'dist/cli.js': '#!/usr/bin/env node',
  'dist/web/index.html': '<!doctype html>',
  'dist/web/app-1a2b.js': 'start();',
};

/** Makes a folder with a package. */
async function packageFolder(files: Record<string, string> = {}, manifest: object = {}): Promise<string> {
  const folder = temporaryFolder();
  await mkdir(join(folder, 'dist', 'web'), { recursive: true });
  const all = { ...FILES, 'package.json': JSON.stringify({ ...MANIFEST, ...manifest }), ...files };
  await Promise.all(Object.entries(all).map(async ([path, text]) => writeFile(join(folder, path), text)));
  return folder;
}

async function packed(folder?: string): Promise<PackageFile> {
  const file = await packOwnPackage(folder);
  if (typeof file === 'string') throw new Error(file);
  return file;
}

function entriesOf({ body }: PackageFile) {
  return parseTar(gunzipSync(body));
}

describe('packOwnPackage', () => {
  it('packs what npm packs, except what npm would run', async () => {
    const entries = entriesOf(await packed(await packageFolder()));
    expect(entries.map(({ name }) => name)).toEqual([
      'package/package.json',
      'package/CHANGELOG.md',
      'package/LICENSE',
      'package/README.md',
      'package/dist/cli.js',
      'package/dist/web/app-1a2b.js',
      'package/dist/web/index.html',
    ]);
    const { name, version, type, bin, files } = MANIFEST;
    expect(JSON.parse(entries[0]?.text ?? '')).toEqual({ name, version, type, bin, files });
    expect(entries.find(({ name }) => name === 'package/dist/cli.js')?.text).toBe(FILES['dist/cli.js']);
  });

  it('gives the same contents the same name and bytes, wherever they are', async () => {
    const [one, other] = [await packed(await packageFolder()), await packed(await packageFolder())];
    expect(one.name).toMatch(/^termquiz-0\.1\.0-[\da-f]{10}\.tgz$/u);
    expect(other).toEqual(one);
  });

  it('names the package differently if its contents or its version differ', async () => {
    const names = [
      (await packed(await packageFolder())).name,
      (await packed(await packageFolder({ 'dist/cli.js': '#!/usr/bin/env node ' }))).name,
      (await packed(await packageFolder({}, { version: '0.1.1' }))).name,
    ];
    expect(new Set(names).size).toBe(3);
    expect(names[2]).toMatch(/^termquiz-0\.1\.1-/u);
  });

  it('follows no links out of the package', async () => {
    const folder = await packageFolder();
    await symlink(join(folder, 'secret.json'), join(folder, 'dist', 'link.json'));
    await symlink('/etc', join(folder, 'dist', 'folder'));
    const names = entriesOf(await packed(folder)).map(({ name }) => name);
    expect(names.filter((name) => /link|folder/u.test(name))).toEqual([]);
  });

  it('leaves out hidden files and installed packages', async () => {
    const folder = await packageFolder();
    await mkdir(join(folder, 'dist', 'node_modules'));
    for (const name of ['.npmrc', 'web/.index.html.swp', 'node_modules/other.js']) {
      await writeFile(join(folder, 'dist', name), 'secret');
    }
    expect((await packed(folder)).name).toBe((await packed(await packageFolder())).name);
  });

  it('returns a message if a file is missing', async () => {
    const folder = await packageFolder({}, { files: ['dist', 'missing.md'] });
    expect(await packOwnPackage(folder)).toMatch(/cannot be packed for --serve-package: .*missing\.md/u);
  });
});

describe('readOwnPage', () => {
  it('reads the built page', async () => {
    const page = await readOwnPage(await packageFolder({ 'dist/web/.DS_Store': '' }));
    if (page === null || typeof page === 'string') throw new Error(page ?? 'not built');
    expect(page.index.body.toString()).toBe('<!doctype html>');
    expect([...page.assets.keys()]).toEqual(['app-1a2b.js']);
  });

  it('returns null in a clone that is not built', async () => {
    expect(await readOwnPage(temporaryFolder())).toBeNull();
  });

  it('returns a message if the page cannot be read', async () => {
    const folder = await packageFolder({ 'dist/web/unknown.xyz': '' });
    expect(await readOwnPage(folder)).toMatch(
      /^Phones cannot join, because .*unknown\.xyz has no content type/u,
    );
  });
});

describe('runsFromClone', () => {
  it('is true in a clone, and false in an installed package, even if it has a source folder', async () => {
    const folder = temporaryFolder();
    const installed = join(folder, 'node_modules', 'termquiz', '/');
    for (const each of [folder, installed]) {
      await mkdir(join(each, 'source', 'protocol'), { recursive: true });
    }
    expect(runsFromClone(folder)).toBe(false);
    for (const each of [folder, installed]) await writeFile(join(each, 'source', 'cli.ts'), '');
    expect(runsFromClone(folder)).toBe(true);
    expect(runsFromClone(installed)).toBe(false);
  });
});
