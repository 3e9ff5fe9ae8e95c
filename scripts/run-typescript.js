// Bundles the programs of a folder of test/ and runs one of them: node scripts/run-typescript.js bench/bench.ts --quick
import { spawn } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../', import.meta.url));
const [program = '', ...args] = process.argv.slice(2);
const folder = join('test', dirname(program));
const sources = (await readdir(join(root, folder))).filter((file) => file.endsWith('.ts'));
// Below node_modules, so that the bundles find the packages that they import.
const outdir = join(root, 'node_modules', '.cache', 'termquiz', dirname(program));
await build({
  absWorkingDir: root,
  entryPoints: sources.map((file) => join(folder, file)),
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
const bundled = join(outdir, program.slice(dirname(program).length).replace(/\.ts$/u, '.mjs'));
const env = { TERMQUIZ_BINARY: join(root, 'dist', 'cli.js'), ...process.env };
const child = spawn(process.execPath, ['--enable-source-maps', bundled, ...args], { stdio: 'inherit', env });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code) => {
  process.exitCode = code ?? 1;
});
