import { type Node, type ParseError, getNodeValue, parseTree, printParseErrorCode } from 'jsonc-parser';
import { quote } from '../../text/clean.ts';

/** An error in a file. */
export interface FileError {
  /** Counted from 1. */
  readonly line: number;
  /** Counted from 1, in UTF-16 code units, as editors count. */
  readonly column: number;
  readonly message: string;
}

/** A message about the value at a path, or, with `key`, about that key of the object there. */
export interface LocatedMessage {
  readonly path: readonly PropertyKey[];
  readonly key?: string;
  readonly message: string;
}

/** A JSON document that knows where its values are. */
export interface JsonDocument {
  readonly ok: true;
  readonly value: unknown;
  /** Repeated keys of an object. JSON silently uses the last one; the author meant both. */
  readonly duplicateKeys: readonly FileError[];
  has(path: readonly PropertyKey[]): boolean;
  /** Locates a message at its value, or at the object or list that lacks it. */
  locate(located: LocatedMessage): FileError;
}

export type ParsedJson = JsonDocument | { readonly ok: false; readonly errors: readonly FileError[] };

/** Parses a JSON document, or returns its syntax errors, at most one per line. Never throws. */
export function parseJsonDocument(text: string): ParsedJson {
  // Some editors on Windows write a byte order mark, which must not count as a column.
  const json = text.replace(/^\uFEFF/u, '');
  const positionOf = createLocator(json);
  const at = (offset: number, message: string): FileError => ({ ...positionOf(offset), message });
  const tooDeep = firstTooDeep(json);
  if (tooDeep !== undefined) return { ok: false, errors: [at(tooDeep, 'brackets are nested too deeply')] };
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

/** Returns where brackets are first nested deeper than in any quiz, before the parser runs out of stack. */
function firstTooDeep(json: string): number | undefined {
  let depth = 0;
  for (const { 0: token, index } of json.matchAll(/"(?:\\.|[^"\\\r\n])*"?|[[\]{}]/gu)) {
    if (token === '[' || token === '{') depth++;
    if (token === ']' || token === '}') depth--;
    if (depth > MAX_DEPTH) return index;
  }
  return undefined;
}

const MAX_DEPTH = 100;

/** Returns the value at a path. Of repeated keys, it is the last, as in JSON. */
function nodeAt(tree: Node, path: readonly PropertyKey[]): Node | undefined {
  return path.reduce<Node | undefined>(
    (node, part) =>
      typeof part === 'number'
        ? node?.children?.[part]
        : node?.children?.findLast(({ children }) => children?.[0]?.value === part)?.children?.[1],
    tree,
  );
}

/** Returns the offset of a value, or of the object or list that lacks it; with a key, that key's offset. */
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

/** Repeated keys of an object. JSON silently uses the last one; the author meant both. */
function duplicateKeys(node: Node): { offset: number; message: string }[] {
  const children = node.children ?? [];
  const keys =
    node.type === 'object' ? children.map((property) => String(property.children?.[0]?.value)) : [];
  const own = children.flatMap((property, index) => {
    const key = keys[index];
    if (key === undefined || keys.indexOf(key) === index) return [];
    return [{ offset: property.offset, message: `duplicate key ${quote(key)}` }];
  });
  return [...own, ...children.flatMap(duplicateKeys)];
}

/** Returns a function that turns an offset into a line and a column. */
function createLocator(text: string): (offset: number) => { line: number; column: number } {
  const starts = [0, ...[...text.matchAll(/\r\n|\r|\n/gu)].map((match) => match.index + match[0].length)];
  return (offset) => {
    // A binary search: a file that is not JSON at all can have errors on thousands of lines.
    let [line, after] = [0, starts.length];
    while (after - line > 1) {
      const middle = (line + after) >> 1;
      if ((starts[middle] ?? 0) <= offset) line = middle;
      else after = middle;
    }
    return { line: line + 1, column: offset - (starts[line] ?? 0) + 1 };
  };
}

/** Keeps the first error of each line: one mistake often causes several, and the first is the one to fix. */
function firstPerLine(errors: FileError[]): FileError[] {
  const first = new Map(errors.toReversed().map((error) => [error.line, error]));
  return errors.filter((error) => first.get(error.line) === error);
}

function syntaxMessage({ error, offset, length }: ParseError, text: string): string {
  const code = printParseErrorCode(error);
  const found = text.slice(offset, offset + Math.min(length, 20));
  if (offset >= text.length) return `the file ends too early: ${SYNTAX_MESSAGES[code] ?? 'not JSON'}`;
  const afterComma = text.slice(0, offset).trimEnd().endsWith(',');
  if (afterComma && /^[\]}]/u.test(found)) return 'JSON does not allow a comma before a closing bracket';
  return `${SYNTAX_MESSAGES[code] ?? 'not JSON'}, found ${quote(found)}`;
}

const SYNTAX_MESSAGES: Partial<Record<string, string>> = {
  InvalidSymbol: 'not a JSON value (text needs double quotes)',
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
  InvalidEscapeCharacter: 'not a JSON escape sequence',
  InvalidCharacter: 'control characters must be escaped in JSON',
};
