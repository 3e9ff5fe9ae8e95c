import { type Node, type ParseError, getNodeValue, parseTree, printParseErrorCode } from 'jsonc-parser';
import { issueMessages } from './issue-messages.ts';
import { type Quiz, quizSchema } from './quiz.ts';

/** One thing that is wrong with a quiz file. */
export interface QuizError {
  /** Counted from 1. */
  readonly line: number;
  /** Counted from 1, in UTF-16 code units, as editors count. */
  readonly column: number;
  readonly message: string;
}

export type LoadedQuiz =
  { readonly ok: true; readonly quiz: Quiz } | { readonly ok: false; readonly errors: readonly QuizError[] };

/** A quiz from the text of its file, or everything that is wrong with it, in the order of the file. Never throws. */
export function loadQuiz(text: string): LoadedQuiz {
  // Some editors on Windows write a byte order mark. It counts as a character of the first line to nobody.
  const json = text.replace(/^\uFEFF/u, '');
  const place = locator(json);
  const deep = tooDeepAt(json);
  if (deep !== undefined)
    return { ok: false, errors: [{ ...place(deep), message: 'brackets are nested too deeply' }] };
  const syntaxErrors: ParseError[] = [];
  const tree = parseTree(json, syntaxErrors, { disallowComments: true });
  if (!tree || syntaxErrors.length > 0) {
    return {
      ok: false,
      errors: firstPerLine(
        syntaxErrors.map((error) => ({ ...place(error.offset), message: syntaxMessage(error, json) })),
      ),
    };
  }
  const parsed = quizSchema.safeParse(getNodeValue(tree));
  const found = [
    ...duplicateKeys(tree),
    ...(parsed.error?.issues ?? []).flatMap((issue) =>
      issueMessages(issue, isMissing(tree, issue.path)).map(({ path, key, message }) => ({
        offset: offsetOf(tree, path, key),
        message,
      })),
    ),
  ];
  if (parsed.success && found.length === 0) return { ok: true, quiz: parsed.data };
  const errors = found
    .toSorted((a, b) => a.offset - b.offset)
    .map(({ offset, message }) => ({ ...place(offset), message }));
  return { ok: false, errors };
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

function isMissing(tree: Node, path: readonly PropertyKey[]): boolean {
  return nodeAt(tree, path) === undefined;
}

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
function firstPerLine(errors: QuizError[]): QuizError[] {
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
