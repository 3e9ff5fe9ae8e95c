import { describe, expect, it } from 'vitest';
import { keys } from '../../helpers/keys.ts';
import { until } from '../../helpers/until.ts';
import { usualSize } from '../../helpers/render.tsx';
import { host } from '../apps.tsx';
import { playerStatus } from '../seats.ts';
import { type Phase, lobby, stage, standings } from '../stages.ts';

const ada = playerStatus('Ada', { score: 1200, address: '192.168.1.20' });

/** The host's screen with the menu of Ada. */
async function menuOfAda(phase: Phase = standings(), player = ada) {
  const drawn = host(stage(phase), usualSize, undefined, [player]);
  drawn.press('k');
  await drawn.shows('› Ada');
  drawn.press(keys.enter);
  return drawn;
}

describe('the menu of a player', () => {
  it('says how the player is doing, and leads back to the list', async () => {
    const { press, shows } = await menuOfAda();
    await shows('connected, 1,200 points, 192.168.1.20');
    press(keys.escape);
    await shows('Type to search.');
  });

  it('asks before it kicks the player', async () => {
    const { press, shows, seat } = await menuOfAda();
    press(keys.enter);
    await shows('Kick Ada?');
    press(keys.enter);
    press('n');
    await shows(/Enter\W+choose/u);
    expect(seat.commands).toEqual([]);
    press(`${keys.enter}y`);
    await until(() => seat.commands).toEqual([{ type: 'kick', name: 'Ada' }]);
    await shows('Kicked Ada.');
  });

  it('lets a kicked player back in, and says that the player has to join again', async () => {
    const { press, shows, seat } = await menuOfAda(standings(), { ...ada, connected: false, kicked: true });
    await shows('› Let the player back in');
    press(keys.enter);
    await until(() => seat.commands).toEqual([{ type: 'readmit', name: 'Ada' }]);
    await shows('Ada can come back. Ask them to join again.');
  });

  it('says what to do if the game is full', async () => {
    const drawn = await menuOfAda(standings(), { ...ada, connected: false, kicked: true });
    drawn.seat.rejection = 'full';
    drawn.press(keys.enter);
    await drawn.shows('The game is full. Kick someone first.');
  });

  it('changes the name, beginning with the old one', async () => {
    const { press, shows, seat } = await menuOfAda();
    press(`${keys.down}${keys.enter}`);
    await shows('New name:');
    press(` L.${keys.enter}`);
    await until(() => seat.commands).toEqual([{ type: 'rename', name: 'Ada', newName: 'Ada L.' }]);
    await shows('Renamed Ada to Ada L.');
  });

  it('takes points away for a reason', async () => {
    const { press, shows, seat } = await menuOfAda();
    press(`${keys.down}${keys.down}${keys.enter}`);
    await shows('How many points?');
    // A sign alone is no number of points.
    press(`${keys.enter}x-${keys.enter}`);
    press(`2a00${keys.enter}`);
    await shows('-200 points. Reason, for the player:');
    press(`too loud${keys.enter}`);
    await until(() => seat.commands).toEqual([
      { type: 'give-points', name: 'Ada', points: -200, reason: 'too loud' },
    ]);
    await shows('Took 200 points from Ada.');
  });

  it('has no points to give in the lobby', async () => {
    const { shows, screen } = await menuOfAda(lobby());
    await shows('Change the name');
    expect(screen()).not.toContain('points away');
    expect(screen()).not.toContain('Give or take');
  });

  it('says why a name is not possible', async () => {
    const drawn = await menuOfAda();
    drawn.seat.rejection = 'name-taken';
    drawn.press(`${keys.down}${keys.enter}x${keys.enter}`);
    await drawn.shows('That name is taken, or too similar to one that is.');
  });
});
