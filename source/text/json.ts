import { escapeUnsafe } from './clean.ts';

/** Parses JSON; returns undefined if the text is not valid JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Formats a value as JSON that is safe to print, in a terminal and in the log of a CI server: escapes control, invisible and
 * bidirectional characters, and what Azure and GitHub Actions take for a command.
 */
export function toJson(value: unknown, indent?: number): string {
  return escapeCommands(escapeUnsafe(JSON.stringify(value, null, indent)));
}

/** Escapes, in JSON, what Azure and GitHub Actions take for a command anywhere in a line of a log. */
export function escapeCommands(json: string): string {
  return json.replaceAll('##[', String.raw`#\u0023[`).replaceAll('##vso[', String.raw`#\u0023vso[`);
}
