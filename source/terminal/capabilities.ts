/** The colour depth of a terminal in bits, as Node counts it: no colours, 16, 256 or 16 million. */
export type ColorDepth = 1 | 4 | 8 | 24;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Returns the colour depth of a terminal, which is 1 if the output is none. FORCE_COLOR (0 to 3) wins over NO_COLOR, and NO_COLOR
 * over detection. CI in the environment makes no difference.
 */
export function colorDepth(
  env: Environment = process.env,
  output: Pick<NodeJS.WriteStream, 'isTTY' | 'getColorDepth'> = process.stdout,
): ColorDepth {
  const { CI: _ci, NO_COLOR: noColor, FORCE_COLOR: forced, ...rest } = env;
  if (forced !== undefined) return FORCED.get(forced) ?? 4;
  if (noColor || !output.isTTY) return 1;
  const depth = output.getColorDepth(rest);
  // Inside tmux, Node never reports more than 256 colours.
  if (depth > 1 && /truecolor|24bit/u.test(rest['COLORTERM'] ?? '')) return 24;
  return DEPTHS.find((known) => known === depth) ?? 1;
}

const DEPTHS: readonly ColorDepth[] = [1, 4, 8, 24];

const FORCED = new Map<string, ColorDepth>([
  ['false', 1],
  ['0', 1],
  ['2', 8],
  ['3', 24],
]);

/** Whether a terminal's window may have a title: the Linux console would show parts of the sequence that sets it. */
export function hasWindowTitle({ TERM: term = '' }: Environment = process.env): boolean {
  return term !== 'dumb' && term !== 'linux';
}

/**
 * Whether a terminal shows UTF-8, as far as the locale says: the first of LC_ALL, LC_CTYPE and LANG that is not empty. `C` and
 * `POSIX` name the charset ASCII. Without a locale, as on Windows and in containers, and without a charset in it, the answer
 * is yes.
 */
export function showsUtf8(env: Environment = process.env): boolean {
  const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || '';
  if (locale === 'C' || locale === 'POSIX') return false;
  const [, charset = 'UTF-8'] = /\.([^@]*)/u.exec(locale) ?? [];
  return /^utf-?8$/iu.test(charset);
}
