import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Stage } from '../../source/view/stage.ts';
import { Crowd } from './crowd.ts';
import { ProgramScreen, type ScreenOptions } from './screen.ts';
import type { Picture } from './svg.ts';

/** A picture of one screen, and what it shows. */
export interface Scene {
  /** Names the screen in captions and files: `host: question`. */
  readonly name: string;
  readonly picture: Picture;
}

const PIN = '482913';

/** Any text, which shows that a screen is drawn. */
const ANYTHING = /\S/u;

/** The keys of an open question, in a player's footer. */
const ANSWER_KEYS = /(?:1-\d|t\/f|Enter) +(?:answer|vote|select|send)\b/u;

const keys = { enter: '\r', escape: '\u001B', down: '\u001B[B', interrupt: '\u0003' } as const;

/** Plays a whole game with the built program, in terminals with these options, and draws its screens. */
export async function playEvening(
  quiz: string,
  port: number,
  options: Omit<ScreenOptions, 'stateHome'>,
): Promise<Scene[]> {
  const folder = mkdtempSync(join(tmpdir(), 'termquiz-screens-'));
  const evening = new Evening(quiz, port, { ...options, stateHome: folder });
  try {
    await evening.play();
    return evening.scenes;
  } finally {
    evening.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

class Evening {
  readonly scenes: Scene[] = [];
  readonly #quiz: string;
  readonly #port: number;
  readonly #options: ScreenOptions;
  readonly #crowd = new Crowd();
  readonly #programs: ProgramScreen[] = [];

  constructor(quiz: string, port: number, options: ScreenOptions) {
    this.#quiz = quiz;
    this.#port = port;
    this.#options = options;
  }

  end(): void {
    this.#crowd.leave();
    for (const program of this.#programs) program.kill();
  }

  async play(): Promise<void> {
    await this.#before();
    const address = `127.0.0.1:${this.#port}`;
    const network = ['--bind', '127.0.0.1', '--port', String(this.#port), '--pin', PIN];
    const host = this.#start('host', this.#quiz, ...network);
    await host.shows(/termquiz join|http:/u);
    await this.#draw('host: empty lobby', host);
    const joining = this.#start('join', address);
    await joining.shows(/PIN/u);
    await this.#draw('player: PIN', joining);
    joining.press(PIN + keys.enter);
    await joining.shows(/name/iu);
    await this.#draw('player: name', joining);
    joining.kill();
    await this.#crowd.join(`ws://${address}`, PIN);
    const ada = this.#start('join', address, PIN, '--name', 'Ada');
    await ada.shows(/You're in/u);
    await this.#draw('player: lobby', ada);
    await this.#draw('host: lobby', host);
    await this.#overlays(host, [
      ['i', 'how to join'],
      ['k', 'players'],
      ['?', 'keys'],
    ]);
    const watcher = this.#start('watch', address, PIN);
    await watcher.shows(ANYTHING);
    await this.#questions(host, ada, watcher);
    await this.#podium(host, ada, watcher);
  }

  /** The screens that come before any game. */
  async #before(): Promise<void> {
    const menu = this.#start();
    await menu.shows(ANYTHING);
    await this.#draw('menu', menu);
    menu.kill();
    const chooser = this.#start('host');
    await chooser.shows(/Enter/u);
    await this.#draw('host: choose a quiz', chooser);
    chooser.kill();
  }

  async #questions(host: ProgramScreen, ada: ProgramScreen, watcher: ProgramScreen): Promise<void> {
    const drafts = [null, keys.down, null, '13', null, 'git bise', '1,991', ' \u001B[B'];
    const answers = ['1', '2', '1', keys.enter, 't', `ct${keys.enter}`, keys.enter, ` ${keys.enter}`];
    for (const [index, draft] of drafts.entries()) {
      await this.#advance(host, 'ready', index);
      if (index < 3) await this.#draw(`host: ready ${index + 1}`, host);
      await this.#advance(host, 'question', index);
      await ada.shows(ANSWER_KEYS);
      if (draft !== null) ada.press(draft);
      const { type = '' } = this.#question ?? {};
      const label = index === 2 ? 'code' : type;
      await this.#draw(`host: question, ${label}`, host);
      await this.#draw(`player: question, ${label}`, ada);
      if (index === 1) {
        await this.#overlays(host, [['w', 'who has not answered']]);
        await host.pressUntil('p', () => this.#isPaused);
        await this.#draw('host: paused', host);
        await host.pressUntil('p', () => !this.#isPaused);
        await this.#draw('watcher: question', watcher);
      }
      ada.press(answers[index] ?? '');
      await ada.shows(/locked in/u);
      await this.#draw(`player: locked in, ${label}`, ada);
      await host.pressUntil('s', () => this.#isAt('reveal', index));
      await this.#draw(`host: reveal, ${label}`, host);
      await this.#draw(`player: reveal, ${label}`, ada);
      if (index === 3)
        await this.#overlays(host, [
          ['d', 'dispute'],
          ['v', 'preview'],
        ]);
      if (index === drafts.length - 1) return;
      await host.pressUntil(' ', () => !this.#isAt('reveal', index));
      if (index === 3) {
        await this.#draw('host: standings', host);
        await this.#draw('player: standings', ada);
      }
    }
  }

  async #podium(host: ProgramScreen, ada: ProgramScreen, watcher: ProgramScreen): Promise<void> {
    await host.pressUntil(' ', () => this.#crowd.stage?.phase === 'podium');
    await this.#draw('host: podium, third place', host);
    await this.#draw('host: podium', host, AFTER_SHOW_MS);
    await this.#draw('player: podium', ada);
    await this.#draw('watcher: podium', watcher);
    ada.press('\u001B[C');
    await this.#draw('player: review', ada);
    ada.press('q');
    await this.#draw('player: leaving', ada);
    host.press(keys.interrupt);
    await this.#draw('host: Ctrl+C', host);
  }

  get #question() {
    const { stage } = this.#crowd;
    return stage && 'question' in stage ? stage.question : undefined;
  }

  get #isPaused(): boolean {
    const { stage } = this.#crowd;
    return stage !== null && 'pausedAt' in stage && stage.pausedAt !== null;
  }

  #isAt(phase: Stage['phase'], index: number): boolean {
    const { stage } = this.#crowd;
    return stage?.phase === phase && 'question' in stage && stage.question.index === index;
  }

  async #advance(host: ProgramScreen, phase: 'ready' | 'question', index: number): Promise<void> {
    await host.pressUntil(' ', () => this.#isAt(phase, index) || this.#isAt('question', index));
  }

  /** Draws what keys open over the game, and closes it again. */
  async #overlays(
    host: ProgramScreen,
    overlays: readonly (readonly [key: string, name: string])[],
  ): Promise<void> {
    for (const [key, name] of overlays) {
      const before = host.text;
      host.press(key);
      await host.changes(before);
      await this.#draw(`host: ${name}`, host);
      const covered = host.text;
      host.press(keys.escape);
      await host.changes(covered);
    }
  }

  async #draw(name: string, program: ProgramScreen, stillMs?: number): Promise<void> {
    this.scenes.push({ name, picture: await program.picture(stillMs) });
  }

  #start(...args: readonly string[]): ProgramScreen {
    const program = new ProgramScreen(args, this.#options);
    this.#programs.push(program);
    return program;
  }
}

/** Longer than the time between two places of the podium, in milliseconds. */
const AFTER_SHOW_MS = 2800;
