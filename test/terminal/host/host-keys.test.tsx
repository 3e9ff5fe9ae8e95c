import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Alarm } from '../../../source/server/limits/alarms.ts';
import type { RoomCommand } from '../../../source/server/room/host-seat.ts';
import { hostIntent } from '../../../source/terminal/host/host-keys.ts';
import { keys } from '../../helpers/keys.ts';
import { sizes, usualSize } from '../../helpers/render.tsx';
import { until } from '../../helpers/until.ts';
import { host } from '../apps.tsx';
import { NOW, type Phase, lobby, open, podium, ready, reveal, stage } from '../stages.ts';

describe('hostIntent', () => {
  const at = (phase: Phase, alarms: readonly Alarm[] = []) => ({ stage: stage(phase), alarms });

  it('continues with the space bar and with Enter', () => {
    expect(hostIntent(text(' '), at(lobby()))).toBe('continue');
    expect(hostIntent({ type: 'enter' }, at(reveal()))).toBe('continue');
  });

  it('ignores a key that the phase has no use for', () => {
    expect(hostIntent(text(' '), at(open()))).toBeUndefined();
    expect(hostIntent(text('p'), at(reveal()))).toBeUndefined();
    expect(hostIntent(text('s'), at(lobby()))).toBeUndefined();
    expect(hostIntent(text('k'), at(podium()))).toBeUndefined();
  });

  it.each([lobby(), ready(), open(), reveal(), podium()])(
    'draws a new PIN with n in any phase, while somebody guesses it',
    (phase) => {
      expect(hostIntent(text('n'), at(phase))).toBeUndefined();
      expect(hostIntent(text('n'), at(phase, [{ type: 'join-flood' }]))).toBeUndefined();
      expect(hostIntent(text('n'), at(phase, [{ type: 'pin-guessing' }]))).toBe('new-pin');
    },
  );
});

describe("the host's keys", () => {
  it.each<[name: string, phase: Phase, key: string, command: RoomCommand['type']]>([
    ['start the game', lobby(), ' ', 'start'],
    ['lock the lobby', lobby(), 'l', 'lock'],
    ['unlock the lobby', lobby([], true), 'l', 'unlock'],
    ['open the question', ready(), ' ', 'next'],
    ['skip the question before it opens', ready(), 's', 'skip'],
    ['close the open question', open(), 's', 'close'],
    ['pause the question', open(), 'p', 'pause'],
    ['resume the question', { ...open(), pausedAt: NOW }, 'p', 'resume'],
    ['continue after the reveal', reveal(), keys.enter, 'next'],
    ['play again from the podium', podium(), 'r', 'again'],
  ])('%s', async (_, phase, key, type) => {
    const { seat, press } = host(stage(phase));
    press(key);
    await until(() => seat.commands).toEqual([{ type }]);
  });

  it.each([
    ['not-now', "You can't do that right now."],
    ['no-such-player', 'That player is no longer in the game.'],
  ] as const)('explain the rejection %s', async (code, message) => {
    const { seat, press, shows } = host(stage(lobby()));
    seat.rejection = code;
    press(' ');
    await shows(message);
  });

  it('ask before the game ends early', async () => {
    const { seat, press, shows } = host(stage(open()));
    press('e');
    await shows('Finish now and show the podium?');
    press('n');
    await shows(/e\W+end early/u);
    expect(seat.commands).toEqual([]);
    press('ey');
    await until(() => seat.commands).toEqual([{ type: 'end' }]);
  });

  it.each([' ', 'q', keys.enter])('ask before %j ends the game on the podium', async (key) => {
    const { seat, press, shows } = host(stage(podium()));
    press(key);
    await shows('End the game for everyone?');
    press(` ${keys.enter}n`);
    await shows(/r\W+play again/u);
    press(`${key}y`);
    await until(() => seat.commands).toEqual([{ type: 'end' }]);
  });

  it('ask before a game without players starts', async () => {
    const { seat, press, shows } = host(stage(lobby([]), 0));
    press('  ');
    await shows('Nobody has joined. Start anyway?');
    press('n y');
    await until(() => seat.commands).toEqual([{ type: 'start' }]);
  });

  it('ask before the host quits', async () => {
    const { outcomes, press, shows } = host(stage(open()));
    press('q');
    await shows('Close the game for everyone?');
    press(keys.escape);
    await shows(/p\W+pause/u);
    press('q');
    await shows('Close the game for everyone?');
    press('y');
    await until(() => outcomes).toEqual(['quit']);
  });

  it('ask whether to close a game without players', async () => {
    const { press, shows } = host(stage(lobby([]), 0));
    press('q');
    await shows('Close the game?');
  });

  it.each<[key: string, phase: Phase]>([
    ['e', open()],
    ['q', open()],
    ['q', podium()],
    [' ', lobby([])],
  ])('ask a question that fits the smallest screen after %j', async (key, phase) => {
    const { press, shows, rows } = host(stage(phase, phase.phase === 'lobby' ? 0 : 29), {
      columns: 40,
      rows: 12,
    });
    press(key);
    await shows(/\? +y\W+yes +n\W+no$/u);
    expect(rows().at(-1)).not.toContain('…');
  });

  it('see the effect of the keys before them when they arrive together', async () => {
    const { seat, press, shows } = host(stage(lobby()));
    seat.onCommand = () => seat.update({ stage: stage(ready()) });
    press(' s');
    await until(() => seat.commands).toEqual([{ type: 'start' }, { type: 'skip' }]);
    press(' e');
    await shows('Finish now and show the podium?');
  });

  it('close the screen with Ctrl+C twice, even while a command is under way', async () => {
    const { seat, outcomes, press } = host(stage(lobby()));
    seat.onCommand = () => new Promise<void>(() => undefined);
    press(` ${keys.ctrlC}${keys.ctrlC}`);
    await until(() => outcomes).toEqual(['interrupted']);
  });

  it.each(sizes)('ask once after Ctrl+C, whatever the screen shows, on $columns × $rows', async (size) => {
    const { outcomes, press, shows } = host(stage(open()), size);
    press(`k${keys.ctrlC}`);
    await shows('Press Ctrl+C again to end the game');
    expect(outcomes).toEqual([]);
    press(keys.ctrlC);
    await until(() => outcomes).toEqual(['interrupted']);
  });

  it('take any other key after Ctrl+C for a no', async () => {
    const { seat, outcomes, press, shows } = host(stage(lobby()));
    press(keys.ctrlC);
    await shows('Press Ctrl+C again');
    press(` ${keys.ctrlC}`);
    await shows('Press Ctrl+C again');
    press('nl');
    await until(() => seat.commands).toEqual([{ type: 'lock' }]);
    expect(outcomes).toEqual([]);
  });

  it('forget a Ctrl+C after a few seconds', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    const { press, screen } = host(stage(lobby()));
    press(keys.ctrlC);
    await vi.waitFor(() => expect(screen()).toContain('Press Ctrl+C again'));
    vi.advanceTimersByTime(5000);
    await vi.waitFor(() => expect(screen()).not.toContain('Press Ctrl+C again'));
  });
});

describe("the host's screen", () => {
  it('closes when the game ends', async () => {
    const { seat, outcomes } = host(stage(podium()));
    expect(outcomes).toEqual([]);
    seat.update({ ended: true });
    await until(() => outcomes).toEqual(['ended']);
  });

  it.each([
    ['the lobby', lobby(), 'space  start'],
    ['a question before it opens', ready(), 'space  start now'],
    ['an open question', open(), 's  end question'],
    ['the reveal', reveal(), 'space  continue'],
    ['the podium', podium(), 'space  finish'],
  ])('names the main key of %s', (_, phase, hint) => {
    expect(host(stage(phase), usualSize).rows().at(-1)).toContain(hint);
  });

  it('names the key that skips a question', () => {
    expect(host(stage(ready())).rows().at(-1)).toMatch(/ s {2}skip/u);
  });
});

function text(character: string) {
  return { type: 'text', text: character } as const;
}
