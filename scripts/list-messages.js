// Prints every text in source/ that users may see, with its file and line, so that reviewers can read them in one go:
//   npm run list:messages -- source/commands
// These are the texts on screens, and the strings and templates of several words.
import { readFile, readdir } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Visitor, parseSync } from 'oxc-parser';

const root = fileURLToPath(new URL('../', import.meta.url));
const wanted = process.argv[2] ?? 'source';

for (const file of await sourceFiles()) {
  const messages = messagesIn(file, await readFile(file, 'utf8'));
  if (messages.length > 0) console.log(file);
  for (const { line, text } of messages) {
    console.log(`${String(line).padStart(5)}  ${text.replaceAll('\n', `\n${' '.repeat(7)}`)}`);
  }
  if (messages.length > 0) console.log();
}

async function sourceFiles() {
  process.chdir(root);
  const entries = await readdir('source', { recursive: true });
  const files = entries.filter((entry) => /\.tsx?$/u.test(entry)).map((entry) => `source${sep}${entry}`);
  return files.filter((file) => file.startsWith(relative('.', wanted))).toSorted();
}

function messagesIn(file, code) {
  const { program, errors } = parseSync(file, code);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0].message}`);
  const ignored = new Set();
  const found = new Map();
  const ignore = (node) => node && ignored.add(node.start);
  const add = ({ start }, text) => found.set(start, text.trim());
  new Visitor({
    ImportDeclaration: ({ source }) => ignore(source),
    ExportNamedDeclaration: ({ source }) => ignore(source),
    ExportAllDeclaration: ({ source }) => ignore(source),
    ImportExpression: ({ source }) => ignore(source),
    TSLiteralType: ({ literal }) => ignore(literal),
    JSXAttribute: ({ value }) => ignore(value),
    JSXText(node) {
      if (/\p{L}/u.test(node.value)) add(node, node.value.replaceAll(/\s+/gu, ' '));
    },
    // Text beside an element or a value is a part of a sentence, even if it is a single word.
    JSXExpressionContainer({ expression }) {
      if (expression.type === 'Literal' && isWord(expression.value)) add(expression, expression.value);
    },
    Literal(node) {
      if (typeof node.value === 'string' && hasWords(node.value)) add(node, node.value);
    },
    TemplateLiteral(node) {
      // A word beside a value: "$" stands for the value.
      const words = node.quasis.map(({ value }) => value.cooked).join('$');
      if (hasWords(words) || /\$.*\s\p{L}{2}|\p{L}{2}\S*\s.*\$/u.test(words))
        add(node, code.slice(node.start + 1, node.end - 1));
    },
  }).visit(program);
  return [...found]
    .filter(([start]) => !ignored.has(start))
    .toSorted(([a], [b]) => a - b)
    .map(([start, text]) => ({ line: code.slice(0, start).split('\n').length, text }));
}

function isWord(value) {
  return typeof value === 'string' && /\p{L}/u.test(value);
}

function hasWords(text) {
  return /\p{L}[\p{L}’']*[,.:;?!…)]*\s+\S*\p{L}/u.test(text);
}
