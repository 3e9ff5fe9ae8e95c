/** The items saved for one game, by name, in this browser or in this tab. */
export interface SavedItems {
  /** Returns the parsed item; null if there is none, and undefined if it cannot be read. */
  read(name: string): unknown;
  /** Saves an item as JSON, or removes it if `value` is undefined. */
  write(name: string, value: unknown): void;
  /** Calls `listener` after another tab has changed the item. Items saved in this tab never change that way. */
  onChange(name: string, listener: () => void): void;
}

/** The parts of `window` that storage needs. */
export interface StorageWindow {
  /** Both storages throw in some private modes, and if the user blocks cookies. */
  readonly localStorage: ItemStorage;
  readonly sessionStorage: ItemStorage;
  addEventListener(event: 'storage', listener: (event: { readonly key: string | null }) => void): void;
}

type ItemStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/**
 * Returns the items saved for the game at a base URL. If storage does not work, nothing is saved.
 *
 * @param area `localStorage` for this browser, or `sessionStorage` for this tab, until it is closed.
 */
export function savedItems(
  window: StorageWindow,
  base: string,
  area: 'localStorage' | 'sessionStorage',
): SavedItems {
  const keyOf = (name: string) => `termquiz ${name} ${base}`;
  const attempt = <Result>(use: (storage: ItemStorage) => Result) => {
    try {
      return use(window[area]);
    } catch {
      // Storage is blocked or full, or holds something else. The game works without it.
      return undefined;
    }
  };
  return {
    read: (name) => attempt((storage) => JSON.parse(storage.getItem(keyOf(name)) ?? 'null')),
    write(name, value) {
      attempt((storage) =>
        value === undefined
          ? storage.removeItem(keyOf(name))
          : storage.setItem(keyOf(name), JSON.stringify(value)),
      );
    },
    onChange(name, listener) {
      window.addEventListener('storage', ({ key }) => {
        // Null: everything was cleared.
        if (key === keyOf(name) || key === null) listener();
      });
    },
  };
}
