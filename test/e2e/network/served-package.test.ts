import { cp, readFile, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { binary, fixture } from '../../helpers/binary.ts';
import { HeadlessHost } from '../../helpers/headless-host.ts';
import { request } from '../../helpers/sockets.ts';
import { TerminalProgram } from '../../helpers/terminal.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';

/** The discard port, where no registry listens. */
const NO_REGISTRY = 'http://127.0.0.1:9';

const root = dirname(dirname(binary));

/** Starts a host that serves its own package. */
async function servingHost(program?: string) {
  const host = new HeadlessHost(fixture('two-questions.json'), ['--serve-package'], program);
  const { packages, pin, port } = await host.listening();
  return { host, url: packages[0] ?? '', pin, address: `127.0.0.1:${port}` };
}

/** Runs the package at a URL with npx, as people do who have no registry. */
function npx(url: string, args: readonly string[], cache: string): TerminalProgram {
  const script = `shift 2; unset CI; exec npx --registry ${NO_REGISTRY} ${url} "$@"`;
  // Without the settings of this machine's user.
  const env = { npm_config_cache: cache, npm_config_userconfig: join(cache, 'npmrc') };
  return new TerminalProgram(args, { columns: 120, script, env });
}

/** Joins a game with its host's package, and answers the first question. */
async function playWithPackage(
  { host, url, pin, address }: Awaited<ReturnType<typeof servingHost>>,
  cache: string,
) {
  const ada = npx(url, ['join', address, pin, '--name', 'Ada'], cache);
  await ada.shows('Ok to proceed?');
  ada.press('y\r');
  await ada.shows("You're in");
  await host.openFirstQuestion();
  await ada.shows('1-4  answer');
  ada.press('2');
  await ada.shows('✓ Correct');
}

/** Copies the package, as another version. */
async function copyOfPackage(version: string): Promise<string> {
  const folder = temporaryFolder();
  const manifest = await readFile(join(root, 'package.json'), 'utf8');
  const { version: current, files } = JSON.parse(manifest);
  const copied = [...files, 'README.md', 'LICENSE'].map(async (path: string) =>
    cp(join(root, path), join(folder, path), { recursive: true }),
  );
  await Promise.all(copied);
  await writeFile(join(folder, 'package.json'), manifest.replace(`"${current}"`, `"${version}"`));
  for (const part of ['chunks', 'commands']) {
    for (const name of await readdir(join(folder, 'dist', part))) {
      const file = join(folder, 'dist', part, name);
      const text = await readFile(file, 'utf8');
      await writeFile(file, text.replaceAll(`"${current}"`, `"${version}"`));
    }
  }
  return join(folder, 'dist', 'cli.js');
}

describe('the package that a host serves', () => {
  it('lets players join without a registry, one version after the other', { timeout: 120_000 }, async () => {
    const cache = temporaryFolder();
    const first = await servingHost();
    expect(first.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/termquiz-\d+\.\d+\.\d+-[\da-f]{10}\.tgz$/u);
    await playWithPackage(first, cache);

    const next = await servingHost(await copyOfPackage('9.8.7'));
    expect(next.url).toContain('/termquiz-9.8.7-');
    await playWithPackage(next, cache);
    const shown = npx(next.url, ['--version'], cache);
    await shown.exited;
    expect(shown.output).toContain('9.8.7');
  });

  it('is not served unless the host is started with --serve-package', async () => {
    const { url } = await servingHost();
    const host = new HeadlessHost(fixture('two-questions.json'));
    const { packages, port } = await host.listening();
    expect(packages).toEqual([]);
    expect((await request(port, new URL(url).pathname)).status).toBe(404);
  });

  it('is the same whether the host runs from a clone or from npx’s cache', { timeout: 120_000 }, async () => {
    const cache = temporaryFolder();
    const first = await servingHost();
    await playWithPackage(first, cache);
    const [folder = ''] = await readdir(join(cache, '_npx'));
    const installed = join(cache, '_npx', folder, 'node_modules', 'termquiz', 'dist', 'cli.js');
    const second = await servingHost(installed);
    expect(new URL(second.url).pathname).toBe(new URL(first.url).pathname);
  });
});
