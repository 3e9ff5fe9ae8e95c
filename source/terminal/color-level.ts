/**
 * How many colours stdout has, as chalk counts: '0' none, '1' 16, '2' 256, '3' 16 million. FORCE_COLOR and NO_COLOR decide
 * where they are set, in that order. A terminal has its colours with CI in the environment too.
 */
export function colorLevel(): string {
  const { CI: _, ...env } = process.env;
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined) return forced === 'false' ? '0' : forced;
  const depth = process.stdout.isTTY ? process.stdout.getColorDepth(env) : 1;
  // Inside tmux Node never tells more than 256 colours.
  if (depth > 1 && /truecolor|24bit/u.test(env['COLORTERM'] ?? '')) return '3';
  return LEVELS.get(depth) ?? '0';
}

/** By the depths of colour that Node tells, in bits. */
const LEVELS = new Map([
  [4, '1'],
  [8, '2'],
  [24, '3'],
]);
