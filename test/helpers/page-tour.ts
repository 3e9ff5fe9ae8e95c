import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { Crowd } from '../screens/crowd.ts';
import { fixture } from './binary.ts';
import { headlessGame } from './headless-game.ts';
import { Phone, type PhoneOptions } from './phone.ts';
import { tokenOf } from './rooms.ts';
import { LOOPBACK } from './sockets.ts';
import { WireClient } from './wire-client.ts';

/** Called on each screen, once all phones show it, with its name. */
type Visit = (screen: string) => Promise<void>;

/** How a phone answers one of the questions of the quiz in test/screens. */
interface Answer {
  /** Names the screens. */
  readonly screen: string;
  readonly text: string;
  /** What comes before sending, if the question asks for more than a tap. */
  readonly draft?: (phone: Phone) => Promise<void>;
  /** The button to press then. */
  readonly button: string;
  readonly verdict: string;
}

const answers: readonly Answer[] = [
  {
    screen: 'poll',
    text: "It is Friday, five o'clock",
    button: 'Merge, and never look back',
    verdict: 'Thanks for your vote',
  },
  {
    screen: 'choice',
    text: 'Which command gets new commits',
    button: 'git fetch',
    verdict: 'Correct',
  },
  { screen: 'code', text: 'What does this print?', button: 'docs 3', verdict: 'Wrong' },
  {
    screen: 'multiple',
    text: 'Which of these rewrite history?',
    draft: async (phone) => phone.tick(['git rebase']),
    button: 'Send',
    verdict: 'Partly',
  },
  { screen: 'boolean', text: 'A Git tag can point to a tree.', button: 'True', verdict: 'Correct' },
  {
    screen: 'text',
    text: 'Which command finds the commit',
    draft: async (phone) => phone.type('git bisect'),
    button: 'Send',
    verdict: 'Correct',
  },
  {
    screen: 'number',
    text: 'In which year did Linus Torvalds',
    draft: async (phone) => phone.type('1,992'),
    button: 'Send',
    verdict: 'Correct',
  },
  {
    screen: 'order',
    text: 'From the oldest to the newest',
    draft: async (phone) => {
      // Whichever way the items are shown, the player moves some: an order that nobody has changed is not sent at once.
      await phone.arrange(['Git', 'CVS', 'RCS', 'Subversion']);
      await phone.arrange(['CVS', 'RCS', 'Subversion', 'Git']);
    },
    button: 'Send',
    verdict: 'Wrong',
  },
];

/** One for each phone. */
const NAMES = ['Ada', 'Emmy', 'Alan', 'Sophie', 'Kurt', 'Annie'];

const PAUSED_AT = 1;
const WITH_STANDINGS = 3;

/** Plays a game on phones with these options, in two teams among a crowd, and visits each screen of the page. */
export async function tour(
  options: readonly PhoneOptions[],
  visit: (screen: string, phones: readonly Phone[]) => Promise<void>,
): Promise<void> {
  const quiz = join(fixture('.'), '..', 'screens', 'quiz.json');
  const game = await headlessGame({ quiz, flags: ['--teams', 'Red,Blue'] });
  const origin = `http://${LOOPBACK}:${game.listening.port}`;
  const phones = await Promise.all(
    options.map(async (each) => Phone.open(origin, { ...each, losesRequests: true })),
  );
  const crowd = new Crowd();
  onTestFinished(() => crowd.leave());
  await new Tour(game, phones, crowd, async (screen) => visit(screen, phones)).play();
}

class Tour {
  readonly #game: Awaited<ReturnType<typeof headlessGame>>;
  readonly #phones: readonly Phone[];
  readonly #crowd: Crowd;
  readonly #visit: Visit;
  #host;

  constructor(
    game: Awaited<ReturnType<typeof headlessGame>>,
    phones: readonly Phone[],
    crowd: Crowd,
    visit: Visit,
  ) {
    this.#game = game;
    this.#host = game.host;
    this.#phones = phones;
    this.#crowd = crowd;
    this.#visit = visit;
  }

  async play(): Promise<void> {
    await this.#join();
    await this.#dialogs();
    this.#host.command('start');
    for (const [index, answer] of answers.entries()) await this.#question(index, answer);
    await this.#interruptions();
    await this.#podium();
    await this.#ends();
  }

  async #join(): Promise<void> {
    const { pin } = this.#game.listening;
    await this.#crowd.join(this.#game.url, pin);
    await this.#all(async (phone) => phone.shows("It's on the host's screen"));
    await this.#visit('joining');
    await this.#all(async (phone, index) => {
      await phone.enterPin('000000');
      await phone.enterName(NAMES[index] ?? '');
      await phone.shows('Wrong PIN');
    });
    await this.#visit('wrong PIN');
    await this.#all(async (phone) => {
      await phone.enterPin(pin);
      await phone.press('Join');
      await phone.shows("You're in");
    });
    await this.#all(async (phone) => phone.shows(`${16 + this.#phones.length} players`));
    await this.#visit('lobby');
  }

  async #dialogs(): Promise<void> {
    await this.#all(async (phone) => phone.press('Menu'));
    await this.#visit('menu');
    await this.#all(async (phone) => phone.press('Close'));
    for (const [item, close] of [
      ['Change your name', 'Back'],
      ['Connection', 'Close'],
      ['Keys', 'Close'],
      ['Leave the game', 'Stay'],
    ] as const) {
      await this.#all(async (phone) => phone.chooseInMenu(item));
      await this.#visit(item.toLowerCase());
      await this.#all(async (phone) => phone.press(close));
    }
    await this.#all(async (phone) => phone.askForMoveCode());
    await this.#visit('continue on another device');
    await this.#all(async (phone) => phone.press('Close'));
  }

  async #question(index: number, { screen, text, draft, button, verdict }: Answer): Promise<void> {
    await this.#all(async (phone) => phone.shows(text));
    if (index <= PAUSED_AT) await this.#visit(`ready, ${screen}`);
    this.#host.command('next');
    await this.#all(async (phone) => {
      await phone.isAsked();
      await draft?.(phone);
    });
    await this.#visit(`question, ${screen}`);
    if (index === PAUSED_AT) {
      this.#host.command('pause');
      await this.#all(async (phone) => phone.shows('paused'));
      await this.#visit('paused');
      this.#host.command('resume');
      await this.#all(async (phone) => phone.hides('paused'));
    }
    await this.#all(async (phone) => {
      await phone.press(button);
      await phone.shows('locked in');
    });
    await this.#visit(`locked in, ${screen}`);
    this.#host.command('close');
    await this.#all(async (phone) => phone.shows(verdict));
    await this.#visit(`reveal, ${screen}`);
    if (index === answers.length - 1) return;
    this.#host.command('next');
    await this.#all(async (phone) => phone.shows('Standings'));
    if (index === 0 || index === WITH_STANDINGS) await this.#visit(`standings, ${index + 1}`);
    this.#host.command('next');
  }

  /** The network is down for a while, and then the host. */
  async #interruptions(): Promise<void> {
    await this.#all(async (phone) => phone.page.context().setOffline(true));
    await this.#all(async (phone) => phone.shows('Connection lost'));
    await this.#visit('connection lost');
    await this.#all(async (phone) => phone.page.context().setOffline(false));
    await this.#all(async (phone) => phone.hides('Connection lost'));
    this.#host.kill('SIGTERM');
    await this.#all(async (phone) => phone.shows('Your seat is saved'));
    await this.#visit('game closed');
    await this.#host.exited;
    this.#host = this.#game.resume();
    await this.#all(async (phone) => phone.hides('Your seat is saved'));
  }

  async #podium(): Promise<void> {
    this.#host.command('next');
    await this.#all(async (phone) => phone.shows('Podium'));
    await this.#visit('podium, first moment');
    this.#host.command('reveal-podium');
    await this.#all(async (phone) => phone.shows('4 of 7'));
    await this.#visit('own result');
    await this.#all(async (phone) => phone.press('Podium'));
    await this.#visit('podium');
    await this.#all(async (phone) => phone.press('Your result'));
    for (const { screen, text } of answers.slice(0, 4)) {
      await this.#all(async (phone) => {
        await phone.press(screen === 'poll' ? 'Your answers' : 'Next');
        await phone.shows(text);
      });
      await this.#visit(`own answer, ${screen}`);
    }
  }

  /** Each way in which the game ends for a player, who returns after all but the last. */
  async #ends(): Promise<void> {
    const names = NAMES.slice(0, this.#phones.length);
    for (const name of names) this.#host.command(`kick ${name}`);
    await this.#all(async (phone) => phone.shows('removed you'));
    await this.#visit('removed');
    for (const name of names) this.#host.command(`readmit ${name}`);
    await this.#all(async (phone) => {
      await phone.press('Join again');
      await phone.shows('4 of 7');
      await phone.chooseInMenu('Leave the game');
      await phone.press('Leave');
      await phone.shows('You have left');
    });
    await this.#visit('left');
    await this.#all(async (phone, index) => {
      await phone.press('Join again');
      await phone.enterPin(this.#game.listening.pin);
      await phone.enterName(names[index] ?? '');
      await phone.shows('4 of 7');
      const other = await WireClient.connect(this.#game.url);
      other.send({
        type: 'continue',
        code: await phone.askForMoveCode(),
        token: tokenOf(`the other ${index}`),
      });
      await phone.shows('on another device');
    });
    await this.#visit('moved');
  }

  async #all(act: (phone: Phone, index: number) => Promise<unknown>): Promise<void> {
    await Promise.all(this.#phones.map(act));
  }
}
