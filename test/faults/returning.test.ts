import { describe, expect, it } from 'vitest';
import { fixture } from '../helpers/binary.ts';
import { keys } from '../helpers/keys.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';
import { TerminalGame } from '../helpers/terminal-game.ts';
import { TerminalProgram } from '../helpers/terminal.ts';

const quiz = fixture('two-questions.json');

/** Starts a game, and returns a function that joins it from one machine. */
async function gameFor(...flags: string[]) {
  const game = await TerminalGame.host(quiz, { flags });
  const stateHome = temporaryFolder();
  const join = (...more: string[]) => new TerminalProgram(['join', game.address, ...more], { stateHome });
  return { game, join };
}

/** Waits until the player is in the lobby, and returns their name. */
async function nameOf(player: TerminalProgram): Promise<string> {
  const [, name = ''] = /You're in, (.+)!/u.exec(await player.shows("You're in")) ?? [];
  return name;
}

async function kill(...players: readonly TerminalProgram[]): Promise<void> {
  for (const player of players) player.kill('SIGKILL');
  await Promise.all(players.map(({ exited }) => exited));
}

describe('players on one machine with generated names', () => {
  it('get their seats back with the same command, even if both run it at once', async () => {
    const { game, join } = await gameFor('--names', 'generated');
    const players = [join(game.pin), join(game.pin)];
    const names = await Promise.all(players.map(nameOf));
    expect(new Set(names).size).toBe(2);
    await kill(...players);
    await game.host.shows('2 away');
    const again = await Promise.all([join(game.pin), join(game.pin)].map(nameOf));
    expect(again.toSorted()).toEqual(names.toSorted());
    for (const away of ['2 away', '1 away']) await game.host.hides(away);
    await game.host.shows('2 players');
  });

  it('never take a seat that is still in use', async () => {
    const { game, join } = await gameFor('--names', 'generated');
    const first = await nameOf(join(game.pin));
    const second = join(game.pin);
    const name = await nameOf(second);
    await kill(second);
    expect(await nameOf(join(game.pin))).toBe(name);
    expect(await nameOf(join(game.pin))).not.toBe(first);
    await game.host.shows('3 players');
  });

  it('get their seat back if they type the PIN', async () => {
    const { game, join } = await gameFor('--names', 'generated');
    const typed = async () => {
      const player = join();
      await player.shows('PIN');
      player.press(`${game.pin}${keys.enter}`);
      return { player, name: await nameOf(player) };
    };
    const { player, name } = await typed();
    await kill(player);
    expect((await typed()).name).toBe(name);
  });

  it('get their seat back if they asked for a name of their own', async () => {
    const { game, join } = await gameFor('--names', 'generated');
    const ada = join(game.pin, '--name', 'Ada');
    const name = await nameOf(ada);
    expect(name).not.toBe('Ada');
    await kill(ada);
    expect(await nameOf(join(game.pin, '--name', 'Ada'))).toBe(name);
    await game.host.shows('1 player');
  });
});

describe('a player in a locked lobby', () => {
  it('gets the seat back after the terminal was closed', async () => {
    const { game, join } = await gameFor();
    const ada = join(game.pin, '--name', 'Ada');
    await nameOf(ada);
    game.host.press('l');
    await game.host.shows('LOCKED');
    ada.kill('SIGHUP');
    expect(await ada.exited).toBe(129);
    await game.host.shows('1 away');
    expect(await nameOf(join(game.pin, '--name', 'Ada'))).toBe('Ada');
    await game.host.hides('1 away');
  });

  it('has no seat after leaving', async () => {
    const { game, join } = await gameFor();
    const ada = join(game.pin, '--name', 'Ada');
    await nameOf(ada);
    game.host.press('l');
    await game.host.shows('LOCKED');
    ada.press(keys.ctrlC);
    expect(await ada.exited).toBe(130);
    await join(game.pin, '--name', 'Ada').shows('This game is locked');
  });
});
