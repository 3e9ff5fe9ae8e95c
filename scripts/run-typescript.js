// Bundles the programs of test/ and runs one of them: node scripts/run-typescript.js bench/bench.ts --quick
import { spawn } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../', import.meta.url));
const [program = '', ...args] = process.argv.slice(2);
// Programs start others: those of their own folder, and those that measure the host.
const folders = [...new Set([dirname(program), 'bench'])].map((folder) => join('test', folder));
const sources = await Promise.all(folders.map(sourcesIn));
// Below node_modules, so that the bundles find the packages that they import.
const outdir = join(root, 'node_modules', '.cache', 'termquiz');
await build({
  absWorkingDir: root,
  entryPoints: sources.flat(),
  outbase: 'test',
  outdir,
  bundle: true,
  packages: 'external',
  format: 'esm',
  platform: 'node',
  target: 'node20',
  sourcemap: 'inline',
  outExtension: { '.js': '.mjs' },
  logLevel: 'warning',
});
const bundled = join(outdir, program.replace(/\.ts$/u, '.mjs'));
const env = { TERMQUIZ_ROOT: root, ...process.env };
const child = spawn(process.execPath, ['--enable-source-maps', bundled, ...args], { stdio: 'inherit', env });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code) => {
  process.exitCode = code ?? 1;
});

/** @param {string} folder */
async function sourcesIn(folder) {
  const files = await readdir(join(root, folder));
  return files.filter((file) => file.endsWith('.ts')).map((file) => join(folder, file));
}
