/** File descriptors that the process needs besides its connections: for the journal, the terminal and Node itself. */
const RESERVED_FILES = 64;

/** Returns how many connections the open-file limit leaves room for. Beyond it, Node fails in unexpected places. */
export function connectionCapacity(): number {
  return Math.floor(0.9 * openFileLimit()) - RESERVED_FILES;
}

/** Returns the soft limit on open files, or 10,000 if the system has none or does not report one. */
function openFileLimit(): number {
  // Without this option the report resolves the names of all peers. Node has it since 20.13, but its older types do not.
  Object.assign(process.report, { excludeNetwork: true });
  const report: unknown = process.report.getReport();
  const limit = property(property(property(report, 'userLimits'), 'open_files'), 'soft');
  return typeof limit === 'number' ? limit : 10_000;
}

function property(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}
