// Fails if a package in the bundle has a known vulnerability of high or critical severity. Needs dist/, and a registry that
// answers `npm audit`; not all mirrors do. Other vulnerabilities are only listed: development tools never reach users.
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = new URL('../', import.meta.url);
const report = await audit();
if (report.vulnerabilities === undefined) {
  const reason = report.message ?? report.error?.summary ?? 'npm audit printed no report';
  console.log(`Skipped: the registry does not audit packages. ${reason}`);
} else {
  const licences = await readFile(new URL('dist/THIRD-PARTY-LICENSES.txt', root), 'utf8');
  const bundled = new Set([...licences.matchAll(/^(\S+) \d\S* \(.+\)$/gmu)].map(([, name]) => name));
  const found = Object.values(report.vulnerabilities).flatMap((vulnerability) =>
    advisoriesOf(vulnerability, bundled),
  );
  for (const { text } of found) console.log(text);
  const serious = found.filter(({ isSerious }) => isSerious);
  console.log(`${found.length} known vulnerabilities, ${serious.length} of them serious and in the bundle.`);
  process.exitCode = serious.length === 0 ? 0 : 1;
}

/** npm exits with 1 both for vulnerabilities and for errors: only its output tells them apart. */
async function audit() {
  const options = { cwd: root, maxBuffer: 64 * 1024 * 1024, timeout: 60_000 };
  const { stdout } = await run('npm', ['audit', '--json'], options).catch((error) => error);
  try {
    return JSON.parse(stdout);
  } catch {
    return {};
  }
}

/** The advisories about a package itself. The strings in `via` name dependencies that have their own entries. */
function advisoriesOf({ name, via }, bundled) {
  return via
    .filter((advisory) => typeof advisory === 'object')
    .map(({ severity, title, url }) => ({
      text: `${name}${bundled.has(name) ? ' (in the bundle)' : ''}: ${severity}: ${title} ${url}`,
      isSerious: bundled.has(name) && ['high', 'critical'].includes(severity),
    }));
}
