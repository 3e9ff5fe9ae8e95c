/** The parts of the browser that keep the screen on. */
export interface ScreenLockBrowser {
  readonly document: {
    readonly visibilityState: DocumentVisibilityState;
    addEventListener(event: 'visibilitychange', listener: () => void): void;
  };
  readonly navigator: {
    /** Absent on pages without TLS, and in older browsers. */
    readonly wakeLock?: { request(type: 'screen'): Promise<{ release(): Promise<unknown> }> } | undefined;
  };
}

/** Keeps the screen on while wanted. Browsers release the lock when the page is hidden, and may refuse it when the battery is low. */
export class ScreenLock {
  readonly #browser: ScreenLockBrowser;
  #isWanted = false;
  #lock: Promise<{ release(): Promise<unknown> } | null> | null = null;

  constructor(browser: ScreenLockBrowser) {
    this.#browser = browser;
    browser.document.addEventListener('visibilitychange', () => {
      this.#lock = null;
      this.#request();
    });
  }

  set(isWanted: boolean): void {
    if (isWanted === this.#isWanted) return;
    this.#isWanted = isWanted;
    if (isWanted) return this.#request();
    void this.#lock?.then((lock) => lock?.release()).catch(ignore);
    this.#lock = null;
  }

  #request(): void {
    const { document, navigator } = this.#browser;
    if (!this.#isWanted || document.visibilityState !== 'visible') return;
    this.#lock = navigator.wakeLock?.request('screen').catch(ignore) ?? null;
  }
}

/** The game continues without the lock. */
function ignore(): null {
  return null;
}
