import { describe, expect, it } from 'vitest';
import { Menu, type MenuChoice } from '../../source/terminal/menu.tsx';
import { keys } from '../helpers/keys.ts';
import { draw, sizes, usualSize } from '../helpers/render.tsx';
import { until } from '../helpers/until.ts';

describe('the menu', () => {
  it.each(sizes)('shows what the user can do, and how to leave, on $columns × $rows', (size) => {
    const { screen, rows } = show(size);
    for (const label of ['Host a game', 'Join a game', 'Play alone', 'Watch a game']) {
      expect(screen()).toContain(label);
    }
    expect(screen()).not.toContain('…');
    expect(rows().at(-1)).toMatch(/Enter\W+choose.*q\W+quit/u);
  });

  it.each([
    ['Enter', keys.enter, 'host'],
    ['the arrows and Enter', `${keys.down}${keys.down}${keys.enter}`, 'play'],
    ['a digit', '4', 'watch'],
    ['j and Enter', `j${keys.enter}`, 'join'],
  ])('chooses with %s', async (_, pressed, command) => {
    const { press, choices } = show();
    press(pressed);
    await until(() => choices).toEqual([{ type: 'chosen', command }]);
  });

  it('lists all keys with ?, and hides them with any key', async () => {
    const { screen, press, choices } = show();
    press('?');
    await until(screen).toContain('show or hide this list');
    press(keys.escape);
    await until(screen).toContain('Play alone');
    expect(choices).toEqual([]);
  });

  it.each([
    ['q', 'left'],
    [keys.escape, 'left'],
    [keys.ctrlC, 'interrupted'],
  ])('closes without a choice after %j', async (pressed, type) => {
    const { press, choices } = show();
    press(pressed);
    await until(() => choices).toEqual([{ type }]);
  });
});

function show(size = usualSize) {
  const choices: MenuChoice[] = [];
  const finish = (choice: MenuChoice) => choices.push(choice);
  return { choices, ...draw(<Menu helpCommand="npx termquiz --help" finish={finish} />, size) };
}
