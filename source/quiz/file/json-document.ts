import { type Node, type ParseError, getNodeValue, parseTree, printParseErrorCode } from 'jsonc-parser';

/** One thing that is wrong with a file. */
export interface FileError {
  /** Counted from 1. */
  readonly line: number;
  /** Counted from 1, in UTF-16 code units, as editors count. */
  readonly column: number;
  readonly message: string;
}

/** A place in a document that is spoken of; with `key`, that key of the object there is meant. */
export interface LocatedMessage {
  readonly path: readonly PropertyKey[];
  readonly key?: string;
  readonly message: string;
}

/** A JSON text that knows where its values stand. */
export interface JsonDocument {
  readonly ok: true;
  readonly value: unknown;
  /** Keys that stand twice in one object: JSON takes the last in silence, its writer meant both. */
  readonly duplicateKeys: readonly FileError[];
  has(path: readonly PropertyKey[]): boolean;
  /** Where it stands; where there is no such value, the object or list that should have it. */
  locate(located: LocatedMessage): FileError;
}

export type ParsedJson = JsonDocument | { readonly ok: false; readonly errors: readonly FileError[] };

/** The document of a JSON text, or what is wrong with it, at most one error a line. Never throws. */
export function parseJsonDocument(text: string): ParsedJson {
  // Some editors on Windows write a byte order mark. It counts as a character of the first line to nobody.
  const json = text.replace(/^\uFEFF/u, '');
  const placeOf = locator(json);
  const at = (offset: number, message: string): FileError => ({ ...placeOf(offset), message });
  const deep = tooDeepAt(json);
  if (deep !== undefined) return { ok: false, errors: [at(deep, 'brackets are nested too deeply')] };
  const syntaxErrors: ParseError[] = [];
  const tree = parseTree(json, syntaxErrors, { disallowComments: true });
  if (!tree || syntaxErrors.length > 0) {
    const errors = syntaxErrors.map((error) => at(error.offset, syntaxMessage(error, json)));
    return { ok: false, errors: firstPerLine(errors) };
  }
  return {
    ok: true,
    value: getNodeValue(tree),
    duplicateKeys: duplicateKeys(tree).map(({ offset, message }) => at(offset, message)),
    has: (path) => nodeAt(tree, path) !== undefined,
    locate: ({ path, key, message }) => at(offsetOf(tree, path, key), message),
  };
}

/** Where brackets first stand deeper than in any quiz, before the parser runs out of stack. */
function tooDeepAt(json: string): number | undefined {
  let depth = 0;
  for (const { 0: token, index } of json.matchAll(/"(?:\\.|[^"\\\r\n])*"?|[[\]{}]/gu)) {
    if (token === '[' || token === '{') depth++;
    if (token === ']' || token === '}') depth--;
    if (depth > MAXIMUM_DEPTH) return index;
  }
  return undefined;
}

const MAXIMUM_DEPTH = 100;

/** The value at a path. Of keys that stand twice it is the last, the one that counts in JSON. */
function nodeAt(tree: Node, path: readonly PropertyKey[]): Node | undefined {
  return path.reduce<Node | undefined>(
    (node, part) =>
      typeof part === 'number'
        ? node?.children?.[part]
        : node?.children?.findLast(({ children }) => children?.[0]?.value === part)?.children?.[1],
    tree,
  );
}

/** Where a value stands; where it is missing, the object or array that should have it. With a key, that key's place. */
function offsetOf(tree: Node, path: readonly PropertyKey[], key: string | undefined): number {
  for (let length = path.length; length > 0; length--) {
    const node = nodeAt(tree, path.slice(0, length));
    if (node) return (key === undefined ? undefined : keyOffset(node, key)) ?? node.offset;
  }
  return (key === undefined ? undefined : keyOffset(tree, key)) ?? tree.offset;
}

function keyOffset(object: Node, key: string): number | undefined {
  return object.children?.find((property) => property.children?.[0]?.value === key)?.offset;
}

/** Keys that stand twice in one object: JSON takes the last in silence, its writer meant both. */
function duplicateKeys(node: Node): { offset: number; message: string }[] {
  const children = node.children ?? [];
  const keys =
    node.type === 'object' ? children.map((property) => String(property.children?.[0]?.value)) : [];
  const own = children.flatMap((property, index) => {
    const key = keys[index];
    if (key === undefined || keys.indexOf(key) === index) return [];
    return [{ offset: property.offset, message: `the key "${key}" is there twice` }];
  });
  return [...own, ...children.flatMap(duplicateKeys)];
}

/** Turns an offset into a line and a column. */
function locator(text: string): (offset: number) => { line: number; column: number } {
  const starts = [0, ...[...text.matchAll(/\r\n|\r|\n/gu)].map((match) => match.index + match[0].length)];
  return (offset) => {
    // By halves: a file that is not JSON at all can have an error on each of very many lines.
    let [line, after] = [0, starts.length];
    while (after - line > 1) {
      const middle = (line + after) >> 1;
      if ((starts[middle] ?? 0) <= offset) line = middle;
      else after = middle;
    }
    return { line: line + 1, column: offset - (starts[line] ?? 0) + 1 };
  };
}

/** One mistake often makes several syntax errors on its line; the first is the one to mend. */
function firstPerLine(errors: FileError[]): FileError[] {
  const first = new Map(errors.toReversed().map((error) => [error.line, error]));
  return errors.filter((error) => first.get(error.line) === error);
}

function syntaxMessage({ error, offset, length }: ParseError, text: string): string {
  const code = printParseErrorCode(error);
  const found = text.slice(offset, offset + Math.min(length, 20));
  if (offset >= text.length) return `the file ends too early: ${SYNTAX_MESSAGES[code] ?? 'not JSON'}`;
  const afterComma = text.slice(0, offset).trimEnd().endsWith(',');
  if (afterComma && /^[\]}]/u.test(found)) return 'a comma before the closing bracket';
  return `${SYNTAX_MESSAGES[code] ?? 'not JSON'}, found ${JSON.stringify(found)}`;
}

const SYNTAX_MESSAGES: Partial<Record<string, string>> = {
  InvalidSymbol: 'not a JSON value (texts stand in double quotes)',
  InvalidNumberFormat: 'not a number',
  PropertyNameExpected: 'expected a key in double quotes',
  ValueExpected: 'expected a value',
  ColonExpected: 'expected a colon after the key',
  CommaExpected: 'expected a comma before this',
  CloseBraceExpected: 'expected }',
  CloseBracketExpected: 'expected ]',
  EndOfFileExpected: 'expected the end of the file',
  InvalidCommentToken: 'JSON has no comments',
  UnexpectedEndOfComment: 'JSON has no comments',
  UnexpectedEndOfString: 'expected a closing double quote on the same line',
  UnexpectedEndOfNumber: 'not a number',
  InvalidUnicode: 'not a Unicode escape (\\u and four hexadecimal digits)',
  InvalidEscapeCharacter: 'not an escape sequence of JSON',
  InvalidCharacter: 'a control character, which JSON wants escaped',
};
