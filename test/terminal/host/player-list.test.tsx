import { describe, expect, it } from 'vitest';
import { keys } from '../../helpers/keys.ts';
import { usualSize } from '../../helpers/render.tsx';
import { until } from '../../helpers/until.ts';
import { host } from '../apps.tsx';
import { playerStatus } from '../seats.ts';
import { lobby, stage } from '../stages.ts';

describe('the list of players', () => {
  const players = Array.from({ length: 3000 }, (_, index) =>
    playerStatus(`Player ${index + 1}`, { connected: index % 2 === 0 }),
  );
  const withPlayers = () => host(stage(lobby(), 3000), usualSize, undefined, players);

  it('draws only the visible ones of 3,000 players', async () => {
    const { press, shows, screen } = withPlayers();
    press('k');
    await shows('3,000 players, 1,500 away. Type to search.');
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
    await shows('› Kick: remove the player from the game');
    press(keys.enter);
    await shows('Kick Player 29?');
    press('y');
    await until(() => seat.commands).toEqual([{ type: 'kick', name: 'Player 29' }]);
    await shows(/space\W+start/u);
  });

  it('takes keys before the players are listed', async () => {
    const { press, seat } = withPlayers();
    press(`kER 2999${keys.enter}${keys.enter}y`);
    await until(() => seat.commands).toEqual([{ type: 'kick', name: 'Player 2999' }]);
  });

  it('finds players by a part of their name, ignoring case', async () => {
    const { press, shows, seat, screen } = withPlayers();
    press('kER 2999');
    await shows('› Player 2999');
    expect(screen()).not.toContain('Player 1\n');
    press(`${keys.enter}${keys.enter}y`);
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
      playerStatus('Ada'),
    ]);
    press('k');
    await shows('› Ada');
    for (let count = 2; count <= 100; count += 1) {
      seat.playing = [...seat.playing, playerStatus(`Player ${count}`)];
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

describe('removing many players from the list', () => {
  const players = [
    playerStatus('Ada', { address: '192.168.1.20', network: '192.168.1.20' }),
    playerStatus('Eve 1', { address: '192.168.1.66', network: '192.168.1.66' }),
    playerStatus('Eve 2', { connected: false, address: '192.168.1.66', network: '192.168.1.66' }),
    playerStatus('Bob', { connected: false }),
    playerStatus('Mallory', { address: '2001:db8::1', network: '2001:db8:0:0::/64' }),
    playerStatus('Trudy', { address: '2001:db8::2', network: '2001:db8:0:0::/64' }),
  ];
  const withPlayers = (size = usualSize, list = players) =>
    host(stage(lobby(), list.length), size, undefined, list);
  const wide = { columns: 80, rows: 24 };

  it('shows the addresses beside the names', async () => {
    const { press, shows, screen } = withPlayers(wide);
    press('k');
    await shows('6 players, 2 away.');
    expect(screen()).toMatch(/› Ada {32}192\.168\.1\.20/u);
    expect(screen()).toMatch(/ {2}Eve 2 \(away\) {23}192\.168\.1\.66/u);
  });

  it('marks kicked players, and does not count them', async () => {
    const kicked = playerStatus('Zed', { connected: false, kicked: true });
    const { press, shows } = withPlayers(wide, [...players, kicked]);
    press('k');
    await shows('6 players, 2 away, 1 kicked.');
    await shows('Zed (kicked)');
  });

  it('asks, with the number of players, before it removes everybody who is away, and takes only y for yes', async () => {
    const { press, shows, seat } = withPlayers(wide);
    press(`k${keys.ctrlA}`);
    await shows('Remove 2 players who are away?');
    press(keys.enter);
    press(` ${keys.ctrlA}${keys.ctrlX}x`);
    press('n');
    await shows('Type to search.');
    expect(seat.commands).toEqual([]);
    press(`${keys.ctrlA}y`);
    await until(() => seat.commands).toEqual([{ type: 'remove-away' }]);
    await shows(/space\W+start/u);
  });

  it('asks, with the number of players, before it removes everybody from the address of the selected player', async () => {
    const { press, shows, seat, screen } = withPlayers(wide);
    press('kEve');
    await shows('› Eve 1');
    press(keys.ctrlX);
    await shows('Remove 2 players from 192.168.1.66?');
    press(keys.escape);
    await shows(/Esc\W+back/u);
    press(`${keys.ctrlU}mal`);
    await shows('› Mallory');
    press(keys.ctrlX);
    await shows('Remove 2 players from 2001:db8:0:0::/64?');
    expect(screen()).toContain('Mallory');
    press('y');
    await until(() => seat.commands).toEqual([{ type: 'remove-address', address: '2001:db8:0:0::/64' }]);
  });

  it('updates the number while it asks', async () => {
    const { press, shows, seat } = withPlayers(wide);
    press(`k${keys.ctrlA}`);
    await shows('Remove 2 players who are away?');
    seat.playing = players.filter(({ name }) => name !== 'Bob');
    seat.update({ stage: stage(lobby(), 5) });
    await shows('Remove 1 player who is away?');
  });

  it('is offered only where it has an effect', async () => {
    const connected = [playerStatus('Ada')];
    const { press, shows, screen, seat } = withPlayers(wide, connected);
    press(`k${keys.ctrlA}${keys.ctrlX}`);
    await shows('1 player.');
    expect(screen()).not.toMatch(/Ctrl|Remove/u);
    press(`y${keys.escape}`);
    await shows('Join from a terminal');
    expect(seat.commands).toEqual([]);
  });

  it('names its keys in full where there is room, and briefly elsewhere', async () => {
    const roomy = withPlayers({ columns: 120, rows: 40 });
    roomy.press('k');
    await roomy.shows(/Ctrl\+A\W+remove all who are away\W+Ctrl\+X\W+remove this address/u);
    const usual = withPlayers(wide);
    usual.press('k');
    await usual.shows(/Ctrl\+A\W+everyone away\W+Ctrl\+X\W+this address/u);
  });

  it('fits a small terminal, where it leaves out the addresses', async () => {
    const { press, shows, screen } = withPlayers({ columns: 40, rows: 12 });
    press('k');
    await shows('Eve 2 (away)');
    expect(screen()).not.toContain('192.168');
    expect(screen()).toMatch(/Ctrl\+A\W+everyone away/u);
    press(keys.ctrlA);
    await shows('Remove 2 players?');
  });
});
