import { describe, expect, it } from 'vitest';
import { fixture } from '../helpers/binary.ts';
import { HeadlessHost } from '../helpers/headless-host.ts';
import { type Intermediary, hasIntermediary, startIntermediary } from '../helpers/intermediary.ts';
import {
  HAPROXY_REFUSES_UPGRADES,
  NGINX_UPGRADE,
  haproxy,
  nginx,
  squid,
  tinyproxy,
} from '../helpers/intermediary-configurations.ts';
import { LOOPBACK } from '../helpers/sockets.ts';
import { TerminalProgram } from '../helpers/terminal.ts';

/** The way of one player to the game. */
interface Way {
  /** What is typed. */
  readonly address: string;
  readonly env?: Record<string, string>;
}

type Configure = (port: number, folder: string) => string;

interface Between {
  readonly name: string;
  readonly program: Intermediary;
  /** Its configuration, for the port of the game. */
  readonly configure: (game: number) => Configure;
  /** How a player goes through it. */
  readonly way: (port: number, game: number) => Way;
  /** What the player's screen says of it; null where it says nothing. */
  readonly word: 'long polling' | null;
  /** It cuts what is quiet for 3 s: the game is left alone for as long before each question. */
  readonly isQuiet?: boolean;
}

const inFront = (port: number): Way => ({ address: `http://${LOOPBACK}:${port}` });

const asProxy = (port: number, game: number): Way => ({
  address: `${LOOPBACK}:${game}`,
  env: { HTTP_PROXY: `http://${LOOPBACK}:${port}` },
});

const between: readonly Between[] = [
  {
    name: 'nginx with its default proxy settings',
    program: 'nginx',
    configure: (game) => nginx(game),
    way: inFront,
    word: 'long polling',
  },
  {
    name: 'nginx that passes upgrades on, at a path',
    program: 'nginx',
    configure: (game) => nginx(game, { location: '/quiz/', lines: NGINX_UPGRADE }),
    way: (port) => ({ address: `http://${LOOPBACK}:${port}/quiz/` }),
    word: null,
  },
  {
    name: 'squid',
    program: 'squid',
    configure: () => squid(),
    way: asProxy,
    word: 'long polling',
  },
  {
    name: 'squid that tunnels',
    program: 'squid',
    configure: () => squid({ tunnels: true }),
    way: asProxy,
    word: null,
  },
  {
    name: 'tinyproxy',
    program: 'tinyproxy',
    configure: () => tinyproxy(),
    way: asProxy,
    word: 'long polling',
  },
  {
    name: 'tinyproxy that tunnels',
    program: 'tinyproxy',
    configure: () => tinyproxy({ tunnels: true }),
    way: asProxy,
    word: null,
  },
  {
    name: 'haproxy that refuses upgrades',
    program: 'haproxy',
    configure: (game) => haproxy(game, { lines: HAPROXY_REFUSES_UPGRADES }),
    way: inFront,
    word: 'long polling',
  },
  {
    name: 'haproxy with a timeout of 3 s',
    program: 'haproxy',
    configure: (game) => haproxy(game, { timeout: '3s' }),
    way: inFront,
    word: null,
    isQuiet: true,
  },
];

/** A player who is between the lobby and the podium on this way, and one who plays beside. */
async function playWholeGame(
  host: HeadlessHost,
  ada: TerminalProgram,
  grace: TerminalProgram,
  { isQuiet }: Pick<Between, 'isQuiet'>,
): Promise<void> {
  await Promise.all([ada.shows("You're in"), grace.shows("You're in")]);
  host.command('start');
  host.command('next');
  await Promise.all([ada.shows('1-4  answer'), grace.shows('1-4  answer')]);
  if (isQuiet) await host.count('time-passed', 5);
  ada.press('2');
  await ada.shows('taken');
  grace.press('1');
  await Promise.all([ada.shows('✓ Right'), grace.shows('✗ Wrong')]);
  host.command('next');
  await ada.shows('1st of 2 with');
  host.command('next');
  host.command('next');
  await Promise.all([ada.shows('Zero is even'), grace.shows('Zero is even')]);
  ada.press('t');
  await ada.shows('taken');
  grace.press('f');
  await Promise.all([ada.shows('0 = 2 × 0'), grace.shows('0 = 2 × 0')]);
  host.command('next');
  await ada.shows('You came 1st of 2');
}

describe.each(between)('through $name', ({ program, configure, way, word, isQuiet }) => {
  it.skipIf(!hasIntermediary(program))('a whole game is played', { timeout: 120_000 }, async () => {
    const host = new HeadlessHost(fixture('two-questions.json'), ['--pin', '482913']);
    const { port } = await host.listening();
    const { address, env } = way(await startIntermediary(program, configure(port)), port);
    const ada = new TerminalProgram(['join', address, '482913', '--name', 'Ada'], { ...(env && { env }) });
    const grace = new TerminalProgram(['join', `${LOOPBACK}:${port}`, '482913', '--name', 'Grace']);
    await ada.shows("You're in");
    if (word === null) expect(ada.screen).not.toContain('polling');
    else expect(ada.screen).toContain(word);
    await playWholeGame(host, ada, grace, { isQuiet: isQuiet ?? false });
  });
});
