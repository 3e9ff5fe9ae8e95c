import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium } from 'playwright-core';
import { afterAll, onTestFinished } from 'vitest';

/** Where Debian's package puts it. */
const program = process.env['TERMQUIZ_CHROMIUM'] ?? '/usr/bin/chromium';

/** Whether Chromium is installed. Throws if it is not, but required. */
export function hasBrowser(): boolean {
  const isInstalled = existsSync(program);
  if (!isInstalled && process.env['TERMQUIZ_REQUIRE_PROGRAMS']) throw new Error(`${program} is missing`);
  return isInstalled;
}

/** Starts a Chromium that reaches only this machine. */
async function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: program,
    args: ['--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
  });
}

let browser: Promise<Browser> | undefined;

afterAll(async () => (await browser)?.close());

/** Opens a browser with an empty profile, until the end of the test. All browsers of a test file share one process. */
export async function openBrowser(options: BrowserContextOptions = {}): Promise<BrowserContext> {
  browser ??= launchBrowser();
  const context = await (await browser).newContext(options);
  context.setDefaultTimeout(TIMEOUT_MS);
  onTestFinished(() => context.close());
  return context;
}

/** More than anything on a page takes, on a busy machine, in milliseconds. */
const TIMEOUT_MS = 20_000;
