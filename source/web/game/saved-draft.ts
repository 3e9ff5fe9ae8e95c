import type { SavedItems } from '../device/storage.ts';

/** The draft of an answer, saved in this tab so that it survives a reload. There is one at a time, like open questions. */
export class SavedDraft {
  readonly #items: SavedItems;

  constructor(items: SavedItems) {
    this.#items = items;
  }

  /** Returns what was saved for a question, unchecked; undefined if nothing was. See `questionIdOf`. */
  read(question: string): unknown {
    const item = this.#items.read(NAME);
    const isSaved = typeof item === 'object' && item !== null && 'question' in item && 'draft' in item;
    return isSaved && item.question === question ? item.draft : undefined;
  }

  write(question: string, draft: object): void {
    this.#items.write(NAME, { question, draft });
  }

  forget(): void {
    this.#items.write(NAME, undefined);
  }
}

const NAME = 'draft';
