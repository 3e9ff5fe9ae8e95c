import axe from 'axe-core';
import { devices, type BrowserContext, type Locator, type Page } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';
import * as z from 'zod/mini';
import { openBrowser } from './browser.ts';
import {
  FIND_CUT_OFF,
  FIND_OVERLAPS,
  FIND_VIOLATIONS,
  LIST_BOXES,
  LIST_MOTIONS,
  RECORD_MOTIONS,
  RECORD_SHIFTS,
} from './page-measures.ts';

export interface PhoneOptions {
  /** Of the screen, in CSS pixels. Default: 390. */
  readonly width?: number;
  readonly height?: number;
  readonly colorScheme?: 'dark' | 'light';
  /** The size of text that its user has set, in pixels. Default: 16, as in most browsers. */
  readonly fontSize?: number;
  /** Whether things move on the screen. Default: its user prefers that they do not. */
  readonly hasMotion?: boolean;
  /** Whether it has a keyboard and a mouse, and no touch screen. */
  readonly isDesktop?: boolean;
  /** Whether requests may fail, because the host or the network goes away. */
  readonly losesRequests?: boolean;
  /** Default: a browser of its own. */
  readonly context?: BrowserContext;
}

/** What Chromium writes to the console about every request, frame or socket that fails. */
const LOST_REQUEST = /^(?:Failed to load resource|WebSocket connection to)/u;

/**
 * A phone with the page of a game. At the end of the test, anything that the console has complained about is a failure, and so is
 * a request to another origin.
 */
export class Phone {
  readonly page: Page;
  /** What the page must not do, as far as it has happened. */
  readonly problems: string[] = [];
  /** The URLs of the WebSockets that it has opened. */
  readonly sockets: string[] = [];
  readonly #isTouched: boolean;

  private constructor(page: Page, url: string, { losesRequests = false, isDesktop = false }: PhoneOptions) {
    this.page = page;
    this.#isTouched = !isDesktop;
    const { origin } = new URL(url);
    const complain = (problem: string) => void this.problems.push(problem);
    page.on('pageerror', (error) => complain(error.stack ?? error.message));
    page.on('console', (message) => {
      if (!['error', 'warning'].includes(message.type())) return;
      if (!losesRequests || !LOST_REQUEST.test(message.text())) complain(message.text());
    });
    page.on('request', (request) => {
      if (new URL(request.url()).origin !== origin) complain(`requests ${request.url()}`);
    });
    page.on('websocket', (socket) => {
      this.sockets.push(socket.url());
      if (new URL(socket.url()).host !== new URL(url).host) complain(`connects to ${socket.url()}`);
    });
    onTestFinished(() => expect(this.problems).toEqual([]));
  }

  /** Opens a URL of the page. */
  static async open(url: string, options: PhoneOptions = {}): Promise<Phone> {
    const { width = 390, height = 664, colorScheme = 'dark', isDesktop = false, hasMotion = false } = options;
    const context =
      options.context ??
      (await openBrowser({
        ...(isDesktop ? {} : devices['Pixel 7']),
        viewport: { width, height },
        screen: { width, height },
        deviceScaleFactor: 1,
        colorScheme,
        reducedMotion: hasMotion ? 'no-preference' : 'reduce',
      }));
    const page = await context.newPage();
    await page.addInitScript(RECORD_SHIFTS);
    await page.addInitScript(RECORD_MOTIONS);
    if (options.fontSize !== undefined) await setFontSize(page, options.fontSize);
    const phone = new Phone(page, url, options);
    await page.goto(url);
    return phone;
  }

  /** Opens the page with the PIN in its URL, and joins. */
  static async join(origin: string, pin: string, name: string, options: PhoneOptions = {}): Promise<Phone> {
    const phone = await Phone.open(`${origin}/#${pin}`, options);
    await phone.enterName(name);
    await phone.shows(`You're in, ${name}`);
    return phone;
  }

  /** Types a PIN. */
  async enterPin(pin: string): Promise<void> {
    await this.page.getByLabel('PIN').fill(pin);
  }

  /** Types the name with which to join, and joins. */
  async enterName(name: string): Promise<void> {
    await this.page.getByLabel('Your name').fill(name);
    await this.press('Join');
  }

  /** Waits until the question on the stage is open. */
  async isAsked(): Promise<void> {
    await this.page.locator('form.question').waitFor();
  }

  /** Opens the menu and chooses an item of it. */
  async chooseInMenu(item: string): Promise<void> {
    await this.press('Menu');
    await this.press(item);
  }

  /** Opens the dialog for moving to another device. Returns the move code, as it is grouped. */
  async askForMoveCode(): Promise<string> {
    await this.chooseInMenu('Continue on another device');
    return this.page.locator('.move-code').innerText();
  }

  /** Takes another name. */
  async rename(name: string): Promise<void> {
    await this.chooseInMenu('Change your name');
    await this.page.getByLabel('New name').fill(name);
    await this.press('Change');
  }

  /** Answers with an option of a question that has one answer. */
  async choose(option: string): Promise<void> {
    await this.press(option);
  }

  /** Ticks options of a question that may have several answers, without sending them. */
  async tick(options: readonly string[]): Promise<void> {
    for (const name of options) await this.#press(this.page.getByRole('checkbox', { name, exact: true }));
  }

  /** Ticks options and sends them. */
  async select(options: readonly string[]): Promise<void> {
    await this.tick(options);
    await this.press('Send');
  }

  /** Types an answer without sending it. */
  async type(answer: string): Promise<void> {
    await this.page.getByLabel(/^Your (?:answer|number)$/u).fill(answer);
  }

  /** Types an answer and sends it. */
  async send(answer: string): Promise<void> {
    await this.type(answer);
    await this.press('Send');
  }

  /** Returns the items of an order question, as they are arranged now. */
  async items(): Promise<string[]> {
    return this.page.getByRole('list', { name: 'Items to arrange' }).locator('.item-text').allInnerTexts();
  }

  /** Arranges items with the buttons beside them. */
  async arrange(wanted: readonly string[]): Promise<void> {
    await this.page.getByRole('list', { name: 'Items to arrange' }).waitFor();
    for (const [place, item] of wanted.entries()) {
      for (let at = (await this.items()).indexOf(item); at > place; at--)
        await this.press(`Move up: ${item}`);
    }
    expect(await this.items()).toEqual(wanted);
  }

  /** Arranges items by dragging them to their places, with a finger if the screen can feel it. */
  async drag(wanted: readonly string[]): Promise<void> {
    const handles = this.page.getByRole('list', { name: 'Items to arrange' }).locator('.item-handle');
    await handles.first().waitFor();
    for (const [place, item] of wanted.entries()) {
      const from = centreOf(await handles.nth((await this.items()).indexOf(item)).boundingBox());
      const to = centreOf(await handles.nth(place).boundingBox());
      if (from.y !== to.y) await (this.#isTouched ? this.#dragFinger(from, to) : this.#dragMouse(from, to));
    }
  }

  async #dragMouse(from: Point, to: Point): Promise<void> {
    const { mouse } = this.page;
    await mouse.move(from.x, from.y);
    await mouse.down();
    await mouse.move(to.x, to.y, { steps: 5 });
    await mouse.up();
  }

  /** Rests before the finger is lifted: otherwise Chromium takes the next tap for the end of a fling. */
  async #dragFinger(from: Point, to: Point): Promise<void> {
    const session = await this.page.context().newCDPSession(this.page);
    const started = Date.now() / 1000 - 1;
    const touch = async (type: 'touchStart' | 'touchMove' | 'touchEnd', after: number, points: Point[]) =>
      session.send('Input.dispatchTouchEvent', { type, touchPoints: points, timestamp: started + after });
    await touch('touchStart', 0, [from]);
    for (let step = 1; step <= 5; step++) {
      await touch('touchMove', step / 20, [{ x: from.x, y: from.y + ((to.y - from.y) * step) / 5 }]);
    }
    await touch('touchMove', 0.8, [to]);
    await touch('touchEnd', 0.9, []);
    await session.detach();
  }

  /** Arranges items with the keys that pick up, move and put down. */
  async arrangeWithKeys(wanted: readonly string[]): Promise<void> {
    const { keyboard } = this.page;
    for (const [place, item] of wanted.entries()) {
      const index = (await this.items()).indexOf(item);
      await keyboard.press('Home');
      for (let at = 0; at < index; at++) await keyboard.press('ArrowDown');
      await keyboard.press(' ');
      for (let at = index; at > place; at--) await keyboard.press('ArrowUp');
      await keyboard.press(' ');
    }
  }

  /** Presses a button, with a finger if the screen can feel it. */
  async press(name: string): Promise<void> {
    await this.#press(this.button(name));
  }

  async #press(target: Locator): Promise<void> {
    await (this.#isTouched ? target.tap() : target.click());
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  /** Waits until the page shows this text. */
  async shows(text: string | RegExp): Promise<void> {
    try {
      await this.#visible(text).first().waitFor();
    } catch {
      const shown = await this.page.locator('body').innerText();
      expect.fail(`The page does not show ${String(text)}. It shows:\n${shown}`);
    }
  }

  /** Waits until the page no longer shows this text. */
  async hides(text: string | RegExp): Promise<void> {
    await expect.poll(async () => this.#visible(text).count(), { timeout: TIMEOUT_MS }).toBe(0);
  }

  /** Leaves out what only screen readers get, which stays when it is no longer true. */
  #visible(text: string | RegExp): Locator {
    const shown = this.page.locator(':not(.hidden, .hidden *)');
    return this.page.getByText(text).and(shown).filter({ visible: true });
  }

  /** Returns everything that axe-core finds wrong on the screen. */
  async violations(): Promise<string[]> {
    await this.page.evaluate(axe.source);
    return this.#texts(FIND_VIOLATIONS);
  }

  /** Returns what has moved on the screen by itself, apart from the digits of the countdown. */
  async shifts(): Promise<unknown[]> {
    return z.array(z.unknown()).parse(await this.page.evaluate('shifts.splice(0)'));
  }

  /** Returns where each element is on the screen. */
  async boxes(): Promise<string[]> {
    return this.#texts(LIST_BOXES);
  }

  /** Returns the elements that stick out of the screen at its sides, or whose content is cut off. */
  async cutOff(): Promise<string[]> {
    return this.#texts(FIND_CUT_OFF);
  }

  /** Returns the texts that are on top of others. */
  async overlaps(): Promise<string[]> {
    return this.#texts(FIND_OVERLAPS);
  }

  /** Returns the names of the animations and transitions since the last call. */
  async motions(): Promise<string[]> {
    return this.#texts(LIST_MOTIONS);
  }

  async #texts(script: string): Promise<string[]> {
    return z.array(z.string()).parse(await this.page.evaluate(script));
  }
}

interface Point {
  readonly x: number;
  readonly y: number;
}

type Box = NonNullable<Awaited<ReturnType<Locator['boundingBox']>>>;

function centreOf(box: Box | null): Point {
  if (!box) throw new Error('there is nothing to drag');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Sets the size of the text that a page does not set itself. Lasts as long as the page. */
async function setFontSize(page: Page, size: number): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Page.setFontSizes', { fontSizes: { standard: size, fixed: size } });
}

const TIMEOUT_MS = 20_000;
