import type { Report } from './report.ts';
import { toJson } from '../text/json.ts';

/** Renders a report as indented JSON. Yields it in parts, because a large game's report is longer than a string may be. */
export function* reportJson({ players, questions, ...rest }: Report): Generator<string> {
  yield `${toJson(rest, INDENT).slice(0, -'\n}'.length)},\n`;
  yield* property('players', players);
  yield ',\n';
  yield* property('questions', questions);
  yield '\n}\n';
}

const INDENT = 2;

/** A part takes a few milliseconds. */
const VALUES_PER_PART = 100;

function* property(key: string, values: readonly unknown[]): Generator<string> {
  yield `${' '.repeat(INDENT)}${toJson(key)}: [`;
  for (let from = 0; from < values.length; from += VALUES_PER_PART) {
    // The brackets of the part are those of the whole list.
    const part = toJson(values.slice(from, from + VALUES_PER_PART), INDENT).slice('['.length, -'\n]'.length);
    yield `${from === 0 ? '' : ','}${part.replaceAll('\n', `\n${' '.repeat(INDENT)}`)}`;
  }
  yield values.length === 0 ? ']' : `\n${' '.repeat(INDENT)}]`;
}
