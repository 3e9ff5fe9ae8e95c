import { describe, expect, it } from 'vitest';
import { keys } from '../../helpers/keys.ts';
import { usualSize } from '../../helpers/render.tsx';
import { until } from '../../helpers/until.ts';
import { host } from '../apps.tsx';
import { lobby, stage } from '../stages.ts';

describe('the kick chooser', () => {
  const players = Array.from({ length: 3000 }, (_, index) => ({
    name: `Player ${index + 1}`,
    connected: index % 2 === 0,
    address: null,
  }));
  const withPlayers = () => host(stage(lobby(), 3000), usualSize, undefined, players);

  it('draws only the visible ones of 3,000 players', async () => {
    const { press, shows, screen } = withPlayers();
    press('k');
    await shows('3,000 players. Type to search.');
    expect(screen().match(/Player \d+/gu)?.length).toBeLessThanOrEqual(24);
    expect(screen()).toContain('› Player 1\n');
    expect(screen()).toContain('Player 2 (away)');
  });

  it('kicks the player that the arrows select, and keeps the selection on the screen', async () => {
    const { press, shows, seat } = withPlayers();
    press('k');
    await shows('› Player 1\n');
    press(keys.down.repeat(29));
    await shows('› Player 30 (away)');
    press(keys.up);
    await shows('› Player 29\n');
    press(keys.enter);
    await until(() => seat.commands).toEqual([{ type: 'kick', name: 'Player 29' }]);
    await shows(/space\W+start/u);
  });

  it('takes keys before the players are listed', async () => {
    const { press, seat } = withPlayers();
    press(`kER 2999${keys.enter}`);
    await until(() => seat.commands).toEqual([{ type: 'kick', name: 'Player 2999' }]);
  });

  it('finds players by a part of their name, ignoring case', async () => {
    const { press, shows, seat, screen } = withPlayers();
    press('kER 2999');
    await shows('› Player 2999');
    expect(screen()).not.toContain('Player 1\n');
    press(keys.enter);
    await until(() => seat.commands).toEqual([{ type: 'kick', name: 'Player 2999' }]);
  });

  it('kicks nobody if no name matches, and closes with Esc', async () => {
    const { press, shows, seat } = withPlayers();
    press(`kzzz${keys.enter}`);
    await shows('No player by that name.');
    press(keys.escape);
    await shows('Join from a terminal');
    expect(seat.commands).toEqual([]);
  });

  it('lists players who join while it is open, without asking for each of them', async () => {
    const { press, shows, seat } = host(stage(lobby(['Ada']), 1), usualSize, undefined, [
      { name: 'Ada', connected: true, address: null },
    ]);
    press('k');
    await shows('› Ada');
    for (let count = 2; count <= 100; count += 1) {
      seat.playing = [...seat.playing, { name: `Player ${count}`, connected: true, address: null }];
      seat.update({ stage: stage(lobby(), count) });
    }
    await shows('100 players.');
    expect(seat.asked).toBeLessThanOrEqual(3);
  });

  it('says so if nobody has joined', async () => {
    const { press, shows } = host(stage(lobby([]), 0), usualSize, undefined, []);
    press('k');
    await shows('Nobody has joined yet.');
  });
});
