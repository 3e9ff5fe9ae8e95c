import { createContext } from 'react';
import { widthOf, wrap } from '../../text/width.ts';

/** Writes lines for a screen reader, which reads them as they appear, and echoes what the user types. Never erases a line. */
export class Speaker {
  readonly #write: (text: string) => void;
  readonly #columns: () => number;
  /** What stands on the last line, after the prompt; null if the line is empty. */
  #typed: string | null = null;

  /** @param columns How wide the terminal is: it would break lines within words, and screen readers read a row at a time. */
  constructor(write: (text: string) => void, columns: () => number = () => Infinity) {
    this.#write = write;
    this.#columns = columns;
  }

  /** Appends lines, wrapped between words. Repeats what the user is typing below them. */
  say(...lines: readonly string[]): void {
    if (lines.length === 0) return;
    const typed = this.#typed;
    if (typed !== null) this.#write('\n');
    const columns = this.#columns();
    // Indented lines are code, which wrapping would change.
    const rows = lines.flatMap((line) =>
      line.startsWith(' ') || widthOf(line) <= columns ? [line] : wrap(line, columns),
    );
    this.#write(rows.map((row) => `${row}\n`).join(''));
    if (typed !== null) this.#write(PROMPT + typed);
  }

  /**
   * Shows the text that the user is typing; null once it is sent. Characters that were added or deleted at the end are written as a
   * shell would write them; after other changes, the text is repeated on a new line.
   */
  echo(text: string | null): void {
    const before = this.#typed;
    if (text === before) return;
    this.#typed = text;
    if (text === null) this.#write('\n');
    else if (before === null) this.#write(PROMPT + text);
    else if (text.startsWith(before)) this.#write(text.slice(before.length));
    else if (before.startsWith(text)) this.#write('\b \b'.repeat(widthOf(before.slice(text.length))));
    else this.#write(`\n${PROMPT}${text}`);
  }
}

/** The speaker if a screen reader reads the program's output; null if it is drawn on a screen. */
export const SpeakerContext = createContext<Speaker | null>(null);

const PROMPT = '> ';
