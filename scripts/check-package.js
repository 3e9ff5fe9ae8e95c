// Packs the package, installs it into an empty folder as a user would, and checks its files and that it runs.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';

const run = promisify(execFile);
const MAXIMUM_BYTES = 850_000;

/** What a phone loads before it shows the page, compressed. The highlighter loads later, with the first code. */
const MAXIMUM_PAGE_BYTES = 60_000;

const EXPECTED = [
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
  'dist/THIRD-PARTY-LICENSES.txt',
  'dist/chunks/report-thread.js',
  'dist/chunks/server-thread.js',
  'dist/cli.js',
  'dist/web/index.html',
  'package.json',
  'quizzes/git.json',
  'quizzes/http-and-websockets.json',
  'quizzes/javascript-that-surprises.json',
  'source/protocol/PROTOCOL.md',
];

const folder = await mkdtemp(join(tmpdir(), 'termquiz-package-'));
try {
  await check(folder);
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function check(folder) {
  const packed = await run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder]);
  const [{ filename, size, files, version }] = JSON.parse(packed.stdout);
  const paths = files.map(({ path }) => path);
  console.log(`${filename}: ${size} bytes, ${paths.length} files`);
  expect(size < MAXIMUM_BYTES, `the package is larger than ${MAXIMUM_BYTES} bytes`);
  for (const path of EXPECTED) expect(paths.includes(path), `${path} is not in the package`);
  const strangers = paths.filter(
    (path) => !EXPECTED.includes(path) && !/^(dist\/(chunks|commands|web)\/|quizzes\/).+/.test(path),
  );
  expect(strangers.length === 0, `these do not belong in the package: ${strangers.join(', ')}`);

  await run('npm', ['init', '--yes'], { cwd: folder });
  await run('npm', ['install', '--no-save', join(folder, filename)], { cwd: folder });
  const installed = (await readdir(join(folder, 'node_modules'))).filter((name) => !name.startsWith('.'));
  expect(installed.join() === 'termquiz', `more was installed than termquiz: ${installed.join(', ')}`);
  await checkPage(join(folder, 'node_modules/termquiz/dist/web'));
  await checkLicences(join(folder, 'node_modules/termquiz/dist/THIRD-PARTY-LICENSES.txt'));
  const shown = await run('npx', ['termquiz', '--version'], { cwd: folder });
  expect(shown.stdout.trim() === version, `--version shows ${shown.stdout.trim()} and not ${version}`);
  const checked = await run('npx', ['termquiz', 'check', 'node_modules/termquiz/quizzes/git.json'], {
    cwd: folder,
  });
  expect(/: ok/.test(checked.stdout), 'an installed quiz is not valid');
  const binary = join(folder, 'node_modules/termquiz/dist/cli.js');
  const game = ['vitest', 'run', 'test/e2e/game.test.ts', '-t', 'late|without a file'];
  await run('npx', game, { env: { ...process.env, TERMQUIZ_BINARY: binary } });
}

/** The page, and what it names: its script with the chunks that it imports, its styles and its icon. */
async function checkPage(folder) {
  const html = await readFile(join(folder, 'index.html'), 'utf8');
  const names = [...html.matchAll(/(?:href|src)="([^"]+)"/gu)].map(([, name]) => name);
  const files = await Promise.all(['index.html', ...names].map((name) => readFile(join(folder, name))));
  const size = files.map((file) => gzipSync(file).length).reduce((sum, bytes) => sum + bytes);
  console.log(`page: ${size} bytes in ${files.length} files, compressed`);
  expect(size < MAXIMUM_PAGE_BYTES, `the page is larger than ${MAXIMUM_PAGE_BYTES} bytes`);
  expect(!names.some((name) => /highlight/u.test(name)), 'the page loads the highlighter at once');
}

/** Each licence is a heading and a text, and lines of hyphens separate them. */
async function checkLicences(file) {
  const licences = (await readFile(file, 'utf8')).split(/^-{80}$/m);
  expect(licences.length > 50, `only ${licences.length} licences are in ${file}`);
  for (const licence of licences) {
    const [heading, ...lines] = licence.trim().split('\n');
    const text = lines.join(' ');
    const isComplete = /copyright/i.test(text) && /permi(?:t|ssion)/i.test(text) && text.length > 400;
    expect(isComplete, `the text of a licence is missing: ${heading}`);
  }
}

function expect(holds, message) {
  if (holds) return;
  console.error(message);
  process.exitCode = 1;
}
