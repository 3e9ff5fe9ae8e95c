import { type Node, type ParseError, getNodeValue, parseTree, printParseErrorCode } from 'jsonc-parser';
import { quote } from '../../text/clean.ts';
import { pluralize } from '../../text/numbers.ts';

/** A place in a file. */
export interface Place {
  /** Counted from 1. */
  readonly line: number;
  /** Counted from 1, in UTF-16 code units, as editors count. */
  readonly column: number;
}

/** An error in a file. */
export interface FileError extends Place {
  readonly message: string;
}

/** An error that is placed and put into words only if it is among the first: a file can have a million. */
interface FoundError {
  readonly offset: number;
  readonly message: () => string;
}

/** A message about the value at a path, or, with `key`, about that key of the object there. */
export interface LocatedMessage extends Pick<FoundError, 'message'> {
  readonly path: readonly PropertyKey[];
  readonly key?: string;
}

/** A JSON document that knows where its values are. */
export interface JsonDocument {
  readonly ok: true;
  readonly value: unknown;
  /** Repeated keys of an object. JSON silently uses the last one; the author meant both. */
  readonly duplicateKeys: readonly FoundError[];
  /** Returns the value at a path, or undefined if there is none. */
  valueAt(path: readonly PropertyKey[]): unknown;
  /** Finds the place of a message: its value, or the object or list that lacks it. */
  locate(located: LocatedMessage): FoundError;
  /** Reports the first errors in the order of the file. If there are more, a last entry says how many, at the place of the next. */
  report(errors: readonly FoundError[], noun: string): FileError[];
}

export type ParsedJson = JsonDocument | { readonly ok: false; readonly errors: readonly FileError[] };

/** Parses a JSON document, or returns its syntax errors, at most one per line. Never throws. */
export function parseJsonDocument(text: string): ParsedJson {
  // Some editors on Windows write a byte order mark, which must not count as a column.
  const json = text.replace(/^\uFEFF/u, '');
  const placeOf = createLocator(json);
  const report = (errors: readonly FoundError[], noun: string) => firstErrors(errors, noun, placeOf);
  const excess = findExcess(json);
  if (excess) return { ok: false, errors: [excess] };
  const syntaxErrors: ParseError[] = [];
  const tree = parseTree(json, syntaxErrors, { disallowComments: true });
  if (!tree || syntaxErrors.length > 0) {
    const errors = firstPerLine(syntaxErrors, placeOf).map((error) => ({
      offset: error.offset,
      message: () => syntaxMessage(error, json),
    }));
    return { ok: false, errors: report(errors, 'mistake') };
  }
  const places = new Places(tree);
  return {
    ok: true,
    value: getNodeValue(tree),
    duplicateKeys: duplicateKeys(tree),
    valueAt(path) {
      const node = places.nodeAt(path);
      return node && getNodeValue(node);
    },
    locate: ({ path, key, message }) => ({ offset: places.offsetOf(path, key), message }),
    report,
  };
}

function firstErrors(
  errors: readonly FoundError[],
  noun: string,
  placeOf: (offset: number) => Place,
): FileError[] {
  const inFileOrder = errors.toSorted((a, b) => a.offset - b.offset);
  const first = inFileOrder
    .slice(0, MAX_ERRORS)
    .map(({ offset, message }) => ({ ...placeOf(offset), message: message() }));
  const next = inFileOrder[MAX_ERRORS];
  if (!next) return first;
  return [
    ...first,
    { ...placeOf(next.offset), message: `and ${pluralize(errors.length - MAX_ERRORS, `more ${noun}`)}` },
  ];
}

/** The most errors to report: nobody reads more at once. */
const MAX_ERRORS = 100;

/** Returns where a document first exceeds what any quiz has, before the parser or a schema runs out of stack. */
export function findExcess(json: string): FileError | undefined {
  const excess = firstExcess(json);
  return excess && { ...createLocator(json)(excess.offset), message: excess.message };
}

/** Uses a loop, because regular expressions overflow the stack on long strings. */
function firstExcess(json: string): { readonly offset: number; readonly message: string } | undefined {
  /** For each open bracket, whether it opens a list. */
  const open: boolean[] = [];
  let [entries, keys] = [0, 0];
  for (let offset = 0; offset < json.length; offset++) {
    switch (json[offset]) {
      case '"':
        offset = endOfString(json, offset);
        break;
      case '[':
      case '{':
        open.push(json[offset] === '[');
        if (open.length > MAX_DEPTH) return { offset, message: 'brackets are nested too deeply' };
        break;
      case ']':
      case '}':
        open.pop();
        break;
      case ',':
        if (open.at(-1) && ++entries > MAX_LIST_ENTRIES) {
          return { offset, message: 'the lists up to here have more entries than any quiz' };
        }
        if (open.at(-1) === false && ++keys > MAX_KEYS) {
          return { offset, message: 'the objects up to here have more keys than any quiz' };
        }
        break;
    }
  }
  return undefined;
}

const MAX_DEPTH = 100;

/** The most entries of all lists together. A quiz of 1,000 questions with 8 options each has 9,000. */
const MAX_LIST_ENTRIES = 60_000;

/** The most keys of all objects together. Other programs write up to a hundred for each question. */
const MAX_KEYS = 200_000;

/** Returns the offset of the quotation mark that closes a string, or of the end of its line. */
function endOfString(json: string, start: number): number {
  let offset = start + 1;
  for (; offset < json.length; offset++) {
    const character = json[offset];
    if (character === '\\') offset++;
    else if (character === '"' || character === '\n' || character === '\r') break;
  }
  return offset;
}

/** Where the values of a document are. Remembers the properties of objects, which may be many. */
class Places {
  readonly #tree: Node;
  readonly #properties = new Map<Node, ReadonlyMap<unknown, Property>>();

  constructor(tree: Node) {
    this.#tree = tree;
  }

  /** Returns the value at a path. If a key is repeated, its last value counts, as in JSON. */
  nodeAt(path: readonly PropertyKey[]): Node | undefined {
    return path.reduce<Node | undefined>(
      (node, part) =>
        typeof part === 'number'
          ? node?.children?.[part]
          : node && this.#propertiesOf(node).get(part)?.last.children?.[1],
      this.#tree,
    );
  }

  /** Returns the offset of a value, or of the object or list that lacks it; with a key, that key's offset. */
  offsetOf(path: readonly PropertyKey[], key: string | undefined): number {
    for (let length = path.length; length > 0; length--) {
      const node = this.nodeAt(path.slice(0, length));
      if (node) return this.#keyOffset(node, key) ?? node.offset;
    }
    return this.#keyOffset(this.#tree, key) ?? this.#tree.offset;
  }

  #keyOffset(object: Node, key: string | undefined): number | undefined {
    return key === undefined ? undefined : this.#propertiesOf(object).get(key)?.first.offset;
  }

  #propertiesOf(object: Node): ReadonlyMap<unknown, Property> {
    const known = this.#properties.get(object);
    if (known) return known;
    const properties = new Map<unknown, Property>();
    for (const node of object.children ?? []) {
      const key: unknown = node.children?.[0]?.value;
      properties.set(key, { first: properties.get(key)?.first ?? node, last: node });
    }
    this.#properties.set(object, properties);
    return properties;
  }
}

/** The first and the last property of an object with the same key. */
interface Property {
  readonly first: Node;
  readonly last: Node;
}

/** Repeated keys of all objects. JSON silently uses the last one; the author meant both. */
function duplicateKeys(tree: Node): FoundError[] {
  const found: FoundError[] = [];
  const visit = ({ type, children = [] }: Node) => {
    const keys = new Set<unknown>();
    for (const child of children) {
      if (type === 'object') {
        const key: unknown = child.children?.[0]?.value;
        if (keys.has(key))
          found.push({ offset: child.offset, message: () => `duplicate key ${quote(String(key))}` });
        keys.add(key);
      }
      if (child.children) visit(child);
    }
  };
  visit(tree);
  return found;
}

/** Returns a function that turns an offset into a line and a column. */
function createLocator(text: string): (offset: number) => { line: number; column: number } {
  const starts = [0];
  for (const { 0: end, index } of text.matchAll(/\r\n|\r|\n/gu)) starts.push(index + end.length);
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
function firstPerLine(errors: readonly ParseError[], placeOf: (offset: number) => Place): ParseError[] {
  const lines = new Set<number>();
  return errors.filter(({ offset }) => {
    const { line } = placeOf(offset);
    const isFirst = !lines.has(line);
    lines.add(line);
    return isFirst;
  });
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
