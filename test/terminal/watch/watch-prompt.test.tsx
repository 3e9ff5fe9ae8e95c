import { describe, expect, it } from 'vitest';
import type { ListedGame } from '../../../source/terminal/player/joining/join-state.ts';
import { type AskedGame, WatchPrompt } from '../../../source/terminal/watch/watch-prompt.tsx';
import { Store } from '../../../source/store.ts';
import { keys } from '../../helpers/keys.ts';
import { draw } from '../../helpers/render.tsx';
import { until } from '../../helpers/until.ts';

describe('the prompts for a game to watch', () => {
  it('ask for an address and a PIN', async () => {
    const { press, shows, answers } = ask();
    press(`192.168.1.20${keys.enter}`);
    await shows('PIN');
    press(`482 913${keys.enter}`);
    await until(() => answers).toEqual([{ type: 'entered', address: '192.168.1.20', pin: '482913' }]);
  });

  it('ask only for the PIN of the game at an address', async () => {
    const { press, shows, answers } = ask([], '192.168.1.20');
    await shows('PIN');
    press(`482913${keys.enter}`);
    await until(() => answers).toEqual([{ type: 'entered', address: '192.168.1.20', pin: '482913' }]);
  });

  it('offer the games on the network', async () => {
    const { press, shows, answers } = ask([{ title: 'Git', address: '192.168.1.7' }]);
    await shows('Git – 192.168.1.7');
    await shows(/Enter\W+watch/u);
    press(`${keys.enter}482913${keys.enter}`);
    await until(() => answers).toMatchObject([{ type: 'entered', address: '192.168.1.7' }]);
  });

  it('ask for the address again if it is not one', async () => {
    const { press, shows, answers } = ask();
    press(`nonsense${keys.enter}`);
    await shows('No address.');
    expect(answers).toEqual([]);
  });

  it('go back with Esc from the PIN to the games, and leave from there', async () => {
    const { press, shows, answers } = ask();
    press(`192.168.1.20${keys.enter}`);
    await shows('PIN');
    press(keys.escape);
    await shows('Looking for games');
    press(keys.escape);
    await until(() => answers).toEqual([{ type: 'left' }]);
  });

  it('end with Ctrl+C', async () => {
    const { press, answers } = ask();
    press(keys.ctrlC);
    await until(() => answers).toEqual([{ type: 'interrupted' }]);
  });
});

function ask(listed: readonly ListedGame[] = [], address?: string) {
  const answers: AskedGame[] = [];
  const finish = (answer: AskedGame) => answers.push(answer);
  const games = new Store(listed);
  const checkAddress = (address: string) => (address === 'nonsense' ? 'No address.' : undefined);
  return { answers, ...draw(<WatchPrompt {...{ games, address, checkAddress, finish }} />) };
}
