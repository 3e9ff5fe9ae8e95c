import { createContext, useContext, useEffect, useRef } from 'react';
import { cleanLine } from '../../text/clean.ts';
import { truncate } from '../../text/width.ts';

/** The title of the terminal's window, which the terminal remembers and restores in the end (xterm's title stack). */
export class WindowTitle {
  readonly #write: (sequence: string) => void;
  #title = '';

  constructor(write: (sequence: string) => void) {
    this.#write = write;
  }

  /** Must be called before the first title, and after `restore`. */
  open(): void {
    this.#write('\u001B[22;2t');
    this.refresh();
  }

  /** Sets the title again, because a shell may have changed it. */
  refresh(): void {
    if (this.#title !== '') this.show(this.#title);
  }

  show(title: string): void {
    this.#title = title;
    // Cleaned, so that no text can end the sequence.
    this.#write(`\u001B]2;${truncate(cleanLine(title), MAX_WIDTH)}\u0007`);
  }

  restore(): void {
    this.#write('\u001B[23;2t');
  }
}

/** In cells. */
const MAX_WIDTH = 120;

/** Null if the terminal has no title. */
export const WindowTitleContext = createContext<Pick<WindowTitle, 'show'> | null>(null);

/** Sets the title of the terminal's window. */
export function useWindowTitle(title: string): void {
  const window = useContext(WindowTitleContext);
  useEffect(() => window?.show(title), [window, title]);
}

/** Rings the terminal's bell; null if it is to be silent. */
export const BellContext = createContext<(() => void) | null>(null);

/** Rings the bell for each new cause, except for the first. Null is none. */
export function useBell(cause: string | null): void {
  const ring = useContext(BellContext);
  const before = useRef(cause);
  useEffect(() => {
    if (cause !== null && cause !== before.current) ring?.();
    before.current = cause;
  }, [ring, cause]);
}
