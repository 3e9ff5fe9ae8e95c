import { describe, expect, it } from 'vitest';
import { answeredBy } from '../helpers/answered.ts';
import { fixture } from '../helpers/binary.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';
import { TerminalGame } from '../helpers/terminal-game.ts';
import { TerminalProgram } from '../helpers/terminal.ts';

const MOVED = 'You are now playing on another device.';

/** Ada in the lobby of a game, on a terminal whose seats are saved in a folder of its own. */
async function adaInLobby() {
  const [stateHome, adaHome, otherHome] = [temporaryFolder(), temporaryFolder(), temporaryFolder()];
  const game = await TerminalGame.host(fixture('two-questions.json'), { stateHome });
  const ada = await game.join('Ada', { stateHome: adaHome });
  const join = (code: string, home: string) =>
    new TerminalProgram(['join', game.address, code], { stateHome: home });
  return { game, ada, join, stateHome, adaHome, otherHome };
}

/** Asks for a move code on a player's screen. */
async function codeOn(player: TerminalProgram): Promise<string> {
  player.press('m');
  const [, code = ''] =
    /join \S+ ([A-Z\d]{4}-[A-Z\d]{4})/u.exec(await player.shows(/join \S+ [A-Z\d]{4}-/u)) ?? [];
  return code;
}

describe('a player who moves to another terminal', () => {
  it('continues there with the answer just given, while the first terminal leaves the game', async () => {
    const { game, ada, join, otherHome } = await adaInLobby();
    await game.join('Bob');
    await game.host.continue('start', 'start now');
    await game.host.continue('start now');
    await ada.shows('choose');
    ada.press('1');
    await game.host.shows(answeredBy(1, 2));
    const code = await codeOn(ada);
    const other = join(code.toLowerCase(), otherHome);
    await other.shows('locked in');
    await ada.shows(MOVED);
    ada.press('q');
    expect(await ada.exited).toBe(0);
    expect(ada.screen).toContain(MOVED);
    await game.host.shows(answeredBy(1, 2));
    const late = join(code, temporaryFolder());
    await late.shows('That code is wrong');
    late.press('\u0003');
    await late.exited;
  });

  it('keeps the seat there when that terminal and the host are killed, and no longer has it in the first terminal', async () => {
    const { game, ada, join, stateHome, adaHome, otherHome } = await adaInLobby();
    const other = join(await codeOn(ada), otherHome);
    await other.shows("You're in, Ada!");
    await ada.shows(MOVED);
    ada.press('q');
    await ada.exited;
    other.kill('SIGKILL');
    game.host.kill('SIGKILL');
    await Promise.all([other.exited, game.host.exited]);
    const again = new TerminalProgram(['host', '--resume'], { stateHome });
    await again.shows('1 away');
    const back = join(game.pin, otherHome);
    await back.shows("You're in, Ada!");
    await again.hides('1 away');
    const stranger = join(game.pin, adaHome);
    await stranger.shows('Your name');
    await again.shows('1 player');
  });
});
