// Sends the built program a million messages over the network, and in fixed proportion to that, files, messages from a hostile host, and
// texts: every screen and every command gets 10,000 texts. node scripts/run-fuzz.js --count 1000000 --seed k3x9ab
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: randomBytes(6).toString('hex') },
  },
});
if (!/^[1-9]\d*$/u.test(values.count)) {
  process.stderr.write('--count must be a whole number.\n');
  process.exit(2);
}
process.stdout.write(`--count ${values.count} --seed ${values.seed}\n`);
const vitest = fileURLToPath(new URL('../node_modules/vitest/vitest.mjs', import.meta.url));
const tests = ['--project', 'e2e', '--project', 'unit', 'test/fuzz', 'test/quiz/import/any-file'];
const child = spawn(process.execPath, [vitest, 'run', ...tests], {
  cwd: fileURLToPath(new URL('../', import.meta.url)),
  stdio: 'inherit',
  env: { ...process.env, TERMQUIZ_FUZZ_COUNT: values.count, TERMQUIZ_FUZZ_SEED: values.seed },
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code) => {
  process.exitCode = code ?? 1;
});
