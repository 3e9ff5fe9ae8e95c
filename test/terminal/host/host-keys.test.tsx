import { describe, expect, it } from 'vitest';
import type { RoomCommand } from '../../../source/server/room/host-seat.ts';
import { keys } from '../../helpers/keys.ts';
import { usualSize } from '../../helpers/render.tsx';
import { until } from '../../helpers/until.ts';
import { host } from '../apps.tsx';
import { NOW, type Phase, lobby, open, podium, ready, reveal, stage } from '../stages.ts';

describe("the host's keys", () => {
  it('start, continue, pause, skip, close and lock', async () => {
    await sends(lobby(), ' ', { type: 'start' });
    await sends(ready(), ' ', { type: 'next' });
    await sends(reveal(), keys.enter, { type: 'next' });
    await sends(open(), 'p', { type: 'pause' });
    await sends({ ...open(), pausedAt: NOW }, 'p', { type: 'resume' });
    await sends(ready(), 's', { type: 'skip' });
    await sends(open(), 's', { type: 'close' });
    await sends(lobby(), 'l', { type: 'lock' });
    await sends(lobby([], true), 'l', { type: 'unlock' });
    await sends(podium(), ' ', { type: 'end' });
    await sends(podium(), 'r', { type: 'again' });
    await sends(podium(), 'q', { type: 'end' });
  });

  it('show why a command was rejected', async () => {
    const { seat, press, shows } = host(stage(lobby()));
    seat.rejection = 'not-now';
    press(' ');
    await shows('That does not work right now.');
  });

  it('ask before the game is ended early', async () => {
    const { seat, press, shows } = host(stage(open()));
    press('e');
    await shows('Go to the podium?');
    press('n');
    await shows(/e\W+end early/u);
    expect(seat.commands).toEqual([]);
    press('ey');
    await until(() => seat.commands).toEqual([{ type: 'end' }]);
  });

  it('ask before the game is quit', async () => {
    const { outcomes, press, shows } = host(stage(open()));
    press('q');
    await shows('Quit for everybody?');
    press(keys.escape);
    await shows(/p\W+pause/u);
    press('q');
    await shows('Quit for everybody?');
    press('y');
    await until(() => outcomes).toEqual(['quit']);
  });

  it.each(['e', 'q'])('ask with the whole question on %s in the smallest size as well', async (key) => {
    const { press, shows, rows } = host(stage(open()), { columns: 40, rows: 12 });
    press(key);
    await shows(/\? +y\W+yes +n\W+no$/u);
    expect(rows().at(-1)).not.toContain('…');
  });

  it('quit at once with Ctrl+C, whatever is being asked', async () => {
    const { outcomes, press } = host(stage(open()));
    press(`k${keys.ctrlC}`);
    await until(() => outcomes).toEqual(['interrupted']);
  });

  it('end with the game', async () => {
    const { seat, outcomes } = host(stage(podium()));
    expect(outcomes).toEqual([]);
    seat.update({ ended: true });
    await until(() => outcomes).toEqual(['ended']);
  });
});

describe('the kick chooser', () => {
  const players = Array.from({ length: 3000 }, (_, index) => ({
    name: `Player ${index + 1}`,
    connected: index % 2 === 0,
  }));

  it('draws only what is visible of 3,000 players', async () => {
    const { press, shows, screen } = host(stage(lobby(), 3000), usualSize, undefined, players);
    press('k');
    await shows('3,000 players, type to search');
    expect(screen().match(/Player \d+/gu)?.length).toBeLessThanOrEqual(24);
    expect(screen()).toContain('› Player 1\n');
    expect(screen()).toContain('Player 2 (away)');
  });

  it('moves through them with the arrows, and stays on the screen', async () => {
    const { press, shows, seat } = host(stage(lobby(), 3000), usualSize, undefined, players);
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

  it('finds by a part of the name, in any case', async () => {
    const { press, shows, seat, screen } = host(stage(lobby(), 3000), usualSize, undefined, players);
    press('kER 2999');
    await shows('› Player 2999');
    expect(screen()).not.toContain('Player 1\n');
    press(keys.enter);
    await until(() => seat.commands).toEqual([{ type: 'kick', name: 'Player 2999' }]);
  });

  it('kicks nobody where nobody matches, and goes back with Esc', async () => {
    const { press, shows, seat } = host(stage(lobby(), 3000), usualSize, undefined, players);
    press(`kzzz${keys.enter}`);
    await shows('Nobody by that name.');
    press(keys.escape);
    await shows('Join from a terminal');
    expect(seat.commands).toEqual([]);
  });
});

async function sends(phase: Phase, key: string, command: RoomCommand) {
  const { seat, press } = host(stage(phase));
  press(key);
  await until(() => seat.commands).toEqual([command]);
}
