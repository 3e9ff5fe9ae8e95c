import bash from 'highlight.js/lib/languages/bash';
import c from 'highlight.js/lib/languages/c';
import cpp from 'highlight.js/lib/languages/cpp';
import csharp from 'highlight.js/lib/languages/csharp';
import css from 'highlight.js/lib/languages/css';
import diff from 'highlight.js/lib/languages/diff';
import dockerfile from 'highlight.js/lib/languages/dockerfile';
import go from 'highlight.js/lib/languages/go';
import http from 'highlight.js/lib/languages/http';
import java from 'highlight.js/lib/languages/java';
import javascript from 'highlight.js/lib/languages/javascript';
import json from 'highlight.js/lib/languages/json';
import kotlin from 'highlight.js/lib/languages/kotlin';
import php from 'highlight.js/lib/languages/php';
import python from 'highlight.js/lib/languages/python';
import ruby from 'highlight.js/lib/languages/ruby';
import rust from 'highlight.js/lib/languages/rust';
import sql from 'highlight.js/lib/languages/sql';
import typescript from 'highlight.js/lib/languages/typescript';
import xml from 'highlight.js/lib/languages/xml';
import yaml from 'highlight.js/lib/languages/yaml';
import { createLowlight } from 'lowlight';
import { HAS_PLAIN_WIDTH } from '../text/cells.ts';
import { graphemes } from '../text/width.ts';

/** A piece of code, and its kind of token; null for plain text. */
export interface CodeSegment {
  readonly text: string;
  readonly token: Token | null;
}

/** The kinds of tokens that the screens colour differently. */
export type Token = 'keyword' | 'string' | 'number' | 'comment' | 'name' | 'type' | 'variable';

/**
 * Splits code into lines of tokens. Each line is one plain segment if the language is unknown, if the code is nested too deeply, or
 * if highlighting has used up its time.
 *
 * @param now Returns the time, in milliseconds.
 */
export function highlight(code: string, language: string, now: () => number): CodeSegment[][] {
  const name = language.toLowerCase();
  const isHighlighted = lowlight().registered(name) && budget.isLeft(now());
  return linesOf((isHighlighted && tokensOf(name, code, now)) || [{ text: code, token: null }]);
}

function tokensOf(language: string, code: string, now: () => number): CodeSegment[] | undefined {
  const startedAt = now();
  try {
    return lowlight()
      .highlight(language, code)
      .children.flatMap((node) => segmentsOf(node, null));
  } catch {
    // A few thousand characters can be nested so deeply that the stack overflows.
    return undefined;
  } finally {
    budget.spend(now() - startedAt);
  }
}

/** The most time that can be saved up, in milliseconds, and the share of the elapsed time that is added. */
const MAX_BUDGET_MS = 1000;
const BUDGET_SHARE = 0.05;

/**
 * The time that may still be spent on highlighting: ordinary code takes a few milliseconds, but code that is designed to be slow takes
 * a second, and a hostile host can send such code with each stage.
 */
export class TimeBudget {
  #leftMs = MAX_BUDGET_MS;
  #countedAt = -Infinity;

  /** Whether there is any left. @param now In milliseconds. */
  isLeft(now: number): boolean {
    this.#leftMs = Math.min(MAX_BUDGET_MS, this.#leftMs + (now - this.#countedAt) * BUDGET_SHARE);
    this.#countedAt = now;
    return this.#leftMs > 0;
  }

  spend(ms: number): void {
    this.#leftMs -= ms;
  }
}

const budget = new TimeBudget();

let highlighter: ReturnType<typeof createLowlight> | undefined;

/** Returns the highlighter. Created on first use, because building 21 grammars takes as long as loading the rest of a screen. */
function lowlight() {
  highlighter ??= createLowlight({
    bash,
    c,
    cpp,
    csharp,
    css,
    diff,
    dockerfile,
    go,
    http,
    java,
    javascript,
    json,
    kotlin,
    php,
    python,
    ruby,
    rust,
    sql,
    typescript,
    xml,
    yaml,
  });
  return highlighter;
}

type Node = ReturnType<ReturnType<typeof lowlight>['highlight']>['children'][number];

function segmentsOf(node: Node, token: Token | null): CodeSegment[] {
  if (node.type === 'text') return [{ text: node.value, token }];
  if (node.type !== 'element') return [];
  const classes = node.properties['className'];
  const own = Array.isArray(classes) ? tokenOf(classes.map(String)) : undefined;
  return node.children.flatMap((child) => segmentsOf(child, own === undefined ? token : own));
}

/** Maps highlight.js classes to a token; undefined means that the enclosing token continues. */
function tokenOf(classes: readonly string[]): Token | null | undefined {
  if (classes.includes('class_')) return 'type';
  return classes.map((name) => TOKENS.get(name)).find((token) => token !== undefined);
}

const TOKENS = new Map<string, Token | null>([
  ['hljs-keyword', 'keyword'],
  ['hljs-literal', 'keyword'],
  ['hljs-selector-tag', 'keyword'],
  ['hljs-string', 'string'],
  ['hljs-regexp', 'string'],
  ['hljs-char', 'string'],
  ['hljs-addition', 'string'],
  ['hljs-number', 'number'],
  ['hljs-symbol', 'number'],
  ['hljs-bullet', 'number'],
  ['hljs-comment', 'comment'],
  ['hljs-quote', 'comment'],
  ['hljs-meta', 'comment'],
  ['hljs-title', 'name'],
  ['hljs-section', 'name'],
  ['hljs-name', 'name'],
  ['hljs-attr', 'name'],
  ['hljs-attribute', 'name'],
  ['hljs-selector-class', 'name'],
  ['hljs-selector-id', 'name'],
  ['hljs-type', 'type'],
  ['hljs-built_in', 'type'],
  ['hljs-variable', 'variable'],
  ['hljs-template-variable', 'variable'],
  ['hljs-deletion', 'variable'],
  // Interpolated code inside a string.
  ['hljs-subst', null],
]);

function linesOf(segments: readonly CodeSegment[]): CodeSegment[][] {
  const lines: CodeSegment[][] = [[]];
  for (const { text, token } of segments) {
    for (const [index, part] of text.split('\n').entries()) {
      if (index > 0) lines.push([]);
      if (part !== '') lines.at(-1)?.push({ text: part, token });
    }
  }
  return lines.map(withWholeClusters);
}

/** Moves the ends of tokens that would split a grapheme cluster: its halves would take up more cells than the whole. */
function withWholeClusters(line: CodeSegment[]): CodeSegment[] {
  const code = line.map(({ text }) => text).join('');
  if (line.length < 2 || HAS_PLAIN_WIDTH.test(code)) return line;
  const texts = line.map(() => '');
  let [index, end] = [0, line[0]?.text.length ?? 0];
  let position = 0;
  for (const grapheme of graphemes(code)) {
    while (position >= end) end += line[++index]?.text.length ?? Infinity;
    texts[index] += grapheme;
    position += grapheme.length;
  }
  return line.flatMap(({ token }, each) => {
    const text = texts[each] ?? '';
    return text === '' ? [] : [{ text, token }];
  });
}
