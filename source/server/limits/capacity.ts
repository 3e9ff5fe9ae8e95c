/** Files that a process needs beside its connections: the journal, the terminal, Node's own. */
const RESERVED_FILES = 64;

/** How many connections the open-file limit leaves room for. Beyond it Node fails where it least expects it. */
export function connectionCapacity(): number {
  return Math.floor(0.9 * openFileLimit()) - RESERVED_FILES;
}

/** The soft limit of open files; 10,000 where the system has none or does not tell. */
function openFileLimit(): number {
  // Else the report looks up the names of all peers. Node 20.13 has the setting, its older types do not.
  Object.assign(process.report, { excludeNetwork: true });
  const report: unknown = process.report.getReport();
  const limit = member(member(member(report, 'userLimits'), 'open_files'), 'soft');
  return typeof limit === 'number' ? limit : 10_000;
}

function member(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}
