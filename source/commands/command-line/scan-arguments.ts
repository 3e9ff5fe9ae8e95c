import { closest } from '../../text/closest.ts';

/**
 * The options of a command, by their names in camel case, as meow takes them. A `boolean` that is true by default can only be
 * turned off: `discovery` is `--no-discovery` on the command line.
 */
export type Flags = Readonly<
  Record<
    string,
    | { readonly type: 'string'; readonly isMultiple?: true }
    | { readonly type: 'boolean'; readonly default?: true }
  >
>;

/** Options that cannot be given together. */
export interface Conflict {
  readonly flag: string;
  readonly excludes: readonly string[];
  /** Completes the sentence "--a cannot be used with --b: …". */
  readonly reason?: string;
}

/** What a command accepts. */
export interface Accepted {
  readonly flags: Flags;
  /** As in the usage line: `<needed>`, `[optional]`, and `<several...>` for one or more. */
  readonly arguments: readonly string[];
  readonly conflicts?: readonly Conflict[];
}

export type Scan =
  | { readonly type: 'help' }
  | { readonly type: 'version' }
  | { readonly type: 'problem'; readonly message: string }
  /** In a form that meow cannot misread, with each option at most once unless it takes several values. */
  | { readonly type: 'accepted'; readonly argv: readonly string[] };

/** Checks the options of a command, their values and conflicts, and the number of arguments. Reports the first problem. */
export function scanArguments(argv: readonly string[], accepted: Accepted): Scan {
  const keys = new Map(Object.entries(accepted.flags).map(([key, flag]) => [spelling(key, flag), key]));
  const given = new Map<string, string>();
  const repeated: string[] = [];
  const input: string[] = [];
  const problems: string[] = [];
  const words = argv.values();
  for (const word of words) {
    if (word === '--') {
      input.push(...words);
      break;
    }
    if (!isOption(word)) {
      input.push(word);
      continue;
    }
    if (word === '--help' || word === '-h') return { type: 'help' };
    if (word === '--version' || word === '-v') return { type: 'version' };
    const [name = word, inline] = splitAtEquals(word);
    const key = keys.get(name);
    if (name === '--help' || name === '--version') {
      problems.push(`${name} takes no value.`);
    } else if (key === undefined) {
      problems.push(unknownOptionMessage(name, [...keys.keys(), '--help']));
    } else if (accepted.flags[key]?.type === 'boolean') {
      if (inline !== undefined) problems.push(`${name} takes no value.`);
      given.set(key, name);
    } else {
      const value = inline ?? words.next().value;
      if (value === undefined) problems.push(`${name} needs a value.`);
      // If most options are repeated, the last one counts. meow removes one pair of quotes.
      const earlier = given.get(key);
      if (earlier !== undefined && isMultiple(accepted.flags[key])) repeated.push(earlier);
      given.set(key, `${name}="${value}"`);
    }
  }
  const message =
    problems[0] ?? conflictMessage(given, accepted) ?? argumentCountMessage(input, accepted, given);
  return message === undefined
    ? { type: 'accepted', argv: [...repeated, ...given.values(), '--', ...input] }
    : { type: 'problem', message };
}

function isMultiple(flag: Flags[string] | undefined): boolean {
  return flag?.type === 'string' && flag.isMultiple === true;
}

/** Returns an option as users type it. */
export function spelling(key: string, flag: Flags[string] | undefined): string {
  const name = key.replaceAll(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`);
  return flag?.type === 'boolean' && flag.default ? `--no-${name}` : `--${name}`;
}

/** Returns the message about an unknown option, with the one that was probably meant. */
export function unknownOptionMessage(name: string, known: readonly string[]): string {
  const typed = name.replace(/^-+/u, '');
  const meant = closest(
    typed,
    known.map((each) => each.replace(/^-+/u, '')),
  );
  return `Unknown option ${name}.${meant === undefined ? '' : ` Did you mean --${meant}?`}`;
}

/** Whether a word is an option: a lone dash is not. */
export function isOption(word: string): boolean {
  return word.startsWith('-') && word !== '-';
}

function splitAtEquals(word: string): readonly [string, string | undefined] {
  const index = word.indexOf('=');
  return index === -1 ? [word, undefined] : [word.slice(0, index), word.slice(index + 1)];
}

function conflictMessage(
  given: ReadonlyMap<string, string>,
  { flags, conflicts = [] }: Accepted,
): string | undefined {
  for (const { flag, excludes, reason } of conflicts) {
    const excluded = given.has(flag) ? excludes.find((other) => given.has(other)) : undefined;
    if (excluded !== undefined) {
      const [first, second] = [excluded, flag].map((key) => spelling(key, flags[key]));
      return `${first} cannot be used with ${second}${reason === undefined ? '' : `: ${reason}`}.`;
    }
  }
  return undefined;
}

function argumentCountMessage(
  input: readonly string[],
  { arguments: names, flags }: Accepted,
  given: ReadonlyMap<string, string>,
): string | undefined {
  const missing = names.filter((name) => name.startsWith('<'))[input.length];
  if (missing !== undefined) return `Missing argument: ${missing}.`;
  if (names.at(-1)?.includes('...') || input.length <= names.length) return undefined;
  const excess = input.slice(names.length).join(' ');
  const expected = names.length === 0 ? 'This command takes none' : `Expected only ${names.join(' ')}`;
  // As in --make git and http.
  const hasValue = [...given.keys()].some((key) => flags[key]?.type === 'string');
  return `Unexpected argument: ${excess}. ${expected}.${hasValue ? ' Put a value of several words in quotes.' : ''}`;
}
