import { describe, expect, it } from 'vitest';
import { generatedName } from '../../../source/game/names/generated-name.ts';
import { errorFailure } from '../../../source/client/transport/transport-failure.ts';
import { rejectionMessages } from '../../../source/protocol/rejections.ts';
import type { JoinFields } from '../../../source/terminal/player/joining/join-state.ts';
import { PlayerApp, type PlayerOutcome } from '../../../source/terminal/player/player-app.tsx';
import { widthOf } from '../../../source/text/width.ts';
import { keys } from '../../helpers/keys.ts';
import { draw, sizes, usualSize } from '../../helpers/render.tsx';
import { until } from '../../helpers/until.ts';
import { FakePlayerSeat, welcome, you } from '../seats.ts';
import { lobby, stage } from '../stages.ts';

const { enter } = keys;
const known: JoinFields = { address: '192.168.1.20', pin: '482913', name: 'Ada' };
const nothing: JoinFields = { address: undefined, pin: undefined, name: undefined };

describe('a player who joins', () => {
  it('is asked for nothing that is known already', async () => {
    const { seats, shows, addresses } = join(known);
    await shows('Connecting to the game…');
    expect(addresses).toEqual(['192.168.1.20']);
    expect(seats[0]?.joins).toEqual([{ pin: '482913', name: 'Ada' }]);
    seats[0]?.update({ connection: 'open', welcome: welcome('Ada'), stage: stage(lobby()), you: you() });
    await shows("You're in, Ada!");
  });

  it('is asked for what is missing, in order, and for a name only if the game wants one', async () => {
    const { seats, press, shows, screen } = join(nothing);
    await shows('Game address');
    expect(screen()).toContain('192.168.1.20 or ws://…');
    press(`10.0.0.7${enter}`);
    await shows('PIN');
    press(`482913${enter}`);
    await shows('Connecting');
    expect(seats[0]?.joins).toEqual([{ pin: '482913' }]);
    seats[0]?.reject('bad-name');
    await shows('Your name');
    expect(screen()).not.toContain(rejectionMessages['bad-name']);
    press(`Ada${enter}`);
    await shows('Connecting');
    expect(seats[0]?.joins.at(-1)).toEqual({ pin: '482913', name: 'Ada' });
  });

  it('can take the last name with Enter, or type another one', async () => {
    for (const [typed, name] of [
      ['', 'Grace'],
      ['Ada', 'Ada'],
    ] as const) {
      const { seats, press, shows, screen } = join({ ...known, name: undefined }, usualSize, 'Grace');
      await shows('Connecting');
      seats[0]?.reject('bad-name');
      await shows('│ Grace');
      await shows('Enter: the name you used last time');
      press(keys.tab);
      await until(screen).not.toContain('last time');
      press(keys.ctrlU);
      await shows('last time');
      press(`${typed}${enter}`);
      await until(() => seats[0]?.joins.at(-1)).toEqual({ pin: '482913', name });
    }
  });

  it('can join another game that is at the address of the last one, with its PIN and the same name', async () => {
    const { seats, press, shows, rows, outcomes } = join(known);
    const seated = { welcome: welcome('Ada'), stage: stage(lobby()), you: you() };
    const end = { type: 'failure', message: 'Your game is no longer there.' } as const;
    seats[0]?.update({ connection: 'other-game', ...seated, end });
    await shows(/no longer there.*Another game is at its address/su);
    expect(rows().at(-1)).toMatch(/Enter\W+join the other game.*q\W+leave/u);
    press(`x${enter}`);
    await shows('PIN');
    expect(seats[0]?.hasLeft).toBe(true);
    press(`111222${enter}`);
    await until(() => seats[1]?.joins).toEqual([{ pin: '111222', name: 'Ada' }]);
    expect(outcomes).toEqual([]);
  });

  it('can join the same game again after being removed from it, with the same PIN and name', async () => {
    const { seats, press, shows, rows, outcomes } = join(known);
    const seated = { welcome: welcome('Ada'), stage: stage(lobby()), you: you() };
    const end = { type: 'failure', message: 'You were removed.' } as const;
    seats[0]?.update({ connection: 'removed', ...seated, end });
    await shows(/You were removed.*Press Enter to join again, as a new player/su);
    expect(rows().at(-1)).toMatch(/Enter\W+join again.*q\W+leave/u);
    press(`x${enter}`);
    await shows('Connecting');
    expect(seats[0]?.hasLeft).toBe(true);
    expect(seats[1]?.joins).toEqual([{ pin: '482913', name: 'Ada' }]);
    expect(outcomes).toEqual([]);
  });

  it('can join the same game again after being kicked, in case the host lets players back in', async () => {
    const { seats, press, shows, rows, outcomes } = join(known);
    const seated = { welcome: welcome('Ada'), stage: stage(lobby()), you: you() };
    const end = { type: 'bye', code: 'kicked', message: 'The host has removed you.' } as const;
    seats[0]?.update({ connection: 'closed', ...seated, end });
    await shows(/removed you.*If the host lets you back in, press Enter to join again/su);
    expect(rows().at(-1)).toMatch(/Enter\W+join again.*q\W+leave/u);
    press(`x${enter}`);
    await shows('Connecting');
    expect(seats[1]?.joins).toEqual([{ pin: '482913', name: 'Ada' }]);
    expect(outcomes).toEqual([]);
  });

  it('continues the seat of another device with its code, typed or given instead of the PIN, and needs no name', async () => {
    const typed = join({ ...nothing, address: '10.0.0.7' });
    await typed.shows('PIN');
    typed.press(`k7qx 2m9p${enter}`);
    await typed.shows('Connecting');
    typed.press('q');
    await until(() => typed.outcomes).toEqual([{ type: 'left' }]);
    const given = join({ ...nothing, address: '10.0.0.7', pin: 'K7QX-2M9P' });
    await given.shows('Connecting');
    for (const { seats } of [typed, given]) {
      expect(seats[0]?.joins).toEqual([]);
      expect(seats[0]?.codes).toHaveLength(1);
    }
    given.seats[0]?.reject('wrong-code');
    await given.shows('That code is wrong');
    given.press(`482913${enter}`);
    await until(() => given.seats[0]?.joins).toEqual([{ pin: '482913' }]);
  });

  it('is not asked for a name if the host assigns one', async () => {
    const { seats, shows } = join({ ...known, name: undefined });
    await shows('Connecting');
    const you = welcome('Brave Otter');
    seats[0]?.update({ connection: 'open', welcome: you, stage: stage(lobby()) });
    await shows("You're in, Brave Otter!");
  });

  it('can send everything in one piece, whatever letters the name contains', async () => {
    const { seats, addresses, press } = join(nothing);
    press(`10.0.0.7${enter}482913${enter}Ada q${enter}`);
    await until(() => seats[0]?.joins).toEqual([{ pin: '482913' }]);
    seats[0]?.reject('bad-name');
    await until(() => seats[0]?.joins.at(-1)).toEqual({ pin: '482913', name: 'Ada q' });
    expect(addresses).toEqual(['10.0.0.7']);
  });

  it('cannot enter an empty name', async () => {
    const { seats, press, shows, screen } = join({ ...known, name: undefined });
    seats[0]?.reject('bad-name');
    await shows('Your name');
    press(` ${enter}`);
    press(keys.tab);
    await shows(/[A-Z][a-z]+ [A-Z][a-z]+/u);
    expect(screen()).toContain('Your name');
    expect(seats[0]?.joins).toHaveLength(1);
  });

  it('gets another suggested name with each Tab', async () => {
    const { seats, press, shows, screen } = join({ ...known, name: undefined });
    seats[0]?.reject('bad-name');
    await shows(/Tab\W+suggest/u);
    press(keys.tab);
    await shows(generatedName('seed', 0));
    press(keys.tab);
    await shows(generatedName('seed', 1));
    expect(screen()).not.toContain(generatedName('seed', 0));
    press(enter);
    await until(() => seats[0]?.joins.at(-1)?.name).toBe(generatedName('seed', 1));
  });

  it('can paste a PIN and edit it', async () => {
    const { seats, press, shows } = join({ ...known, pin: undefined });
    press(keys.paste('482 \n'));
    await shows('482');
    press(` 9${keys.backspace}913${enter}`);
    await until(() => seats[0]?.joins).toEqual([{ pin: '482913', name: 'Ada' }]);
  });

  it('takes a PIN in full-width digits', async () => {
    const { seats, press } = join({ ...known, pin: undefined });
    press(`４８２　９１３${enter}`);
    await until(() => seats[0]?.joins).toEqual([{ pin: '482913', name: 'Ada' }]);
  });

  it('goes back to the previous prompt with Esc', async () => {
    const { press, shows, addresses } = join({ ...nothing, address: 'wrong.example' });
    await shows('PIN');
    press(keys.escape);
    await shows('wrong.example');
    press(`${keys.ctrlU}right.example${enter}`);
    await until(() => addresses).toEqual(['wrong.example', 'right.example']);
  });

  it('leaves at once with Ctrl+C', async () => {
    const { outcomes, press } = join(nothing);
    press(keys.ctrlC);
    await until(() => outcomes).toEqual([{ type: 'interrupted' }]);
  });
});

describe('a join that fails', () => {
  it('asks for the address again if it is invalid', async () => {
    const { press, shows, addresses } = join({ ...known, address: 'no address' });
    await shows('That is no address.');
    await shows('no address');
    press(`${keys.ctrlU}10.0.0.7${enter}`);
    await shows('Connecting');
    expect(addresses).toEqual(['no address', '10.0.0.7']);
  });

  it('asks for the PIN again after a wrong one', async () => {
    const { seats, press, shows } = join(known);
    seats[0]?.reject('wrong-pin');
    await shows('Wrong PIN');
    press(`000000${enter}`);
    await shows('Connecting');
    expect(seats[0]?.joins.at(-1)).toEqual({ pin: '000000', name: 'Ada' });
  });

  it.each(['name-taken', 'bad-name'] as const)(
    'asks for the name again after %s, with what was typed',
    async (code) => {
      const { seats, press, shows } = join(known);
      seats[0]?.reject(code);
      await shows(/Your name\n.*\n.*Ada/u);
      press(` L${enter}`);
      await shows('Connecting');
      expect(seats[0]?.joins.at(-1)).toEqual({ pin: '482913', name: 'Ada L' });
    },
  );

  it('asks for the name again as often as it is rejected', async () => {
    const { seats, press, shows } = join(known);
    for (const name of ['Ada1', 'Ada12']) {
      seats[0]?.reject('name-taken');
      await shows('That name is taken');
      press(`${name.slice(-1)}${enter}`);
      await until(() => seats[0]?.joins.at(-1)?.name).toBe(name);
    }
  });

  it.each(['full', 'locked', 'kicked'] as const)('can be tried again after %s', async (code) => {
    const { seats, outcomes, press, shows } = join(known);
    seats[0]?.reject(code);
    await shows(/Enter\W+try again/u);
    press(enter);
    await shows('Connecting');
    expect(seats[0]?.joins).toHaveLength(2);
    seats[0]?.reject(code);
    await shows(/q\W+leave/u);
    await shows('Not joined');
    press('q');
    await until(() => outcomes).toEqual([{ type: 'left' }]);
  });

  it.each([known, { ...known, name: undefined }])(
    'says that it is tried again if the server is busy, until Escape leaves',
    async (fields) => {
      const { seats, outcomes, press, shows, screen } = join(fields);
      seats[0]?.update({ rejection: { type: 'rejected', code: 'rate-limited', message: 'Wait.' } });
      await shows('Many people are joining. Trying again…');
      expect(screen()).toMatch(/Esc\W+leave/u);
      press(keys.escape);
      await until(() => outcomes).toEqual([{ type: 'left' }]);
      expect(seats[0]?.hasLeft).toBe(true);
    },
  );

  it('asks for the address again if nothing replies, and uses the PIN and the name there', async () => {
    const { seats, press, shows } = join(known);
    const message = 'Nothing answers at 192.168.1.20: is the host running?';
    seats[0]?.update({ connection: 'closed', end: { type: 'failure', message } });
    await shows(message);
    await shows('192.168.1.20 ');
    press(`1${enter}`);
    await shows('Connecting');
    expect(seats).toHaveLength(2);
    expect(seats[1]?.joins).toEqual([{ pin: '482913', name: 'Ada' }]);
  });
});

describe.each(sizes)('the prompts on $columns × $rows', (size) => {
  it.each(['ETIMEDOUT', 'ECONNRESET', 'EAI_AGAIN', 'E2BIG'])(
    'have room for the reason why the game cannot be reached: %s',
    async (code) => {
      const { seats, shows, rows } = join(known, size);
      await shows('Connecting');
      const error = Object.assign(new Error('what the system says of it'), { code });
      const { message } = errorFailure({ base: 'https://192.168.100.200:17849/quiz' }, error);
      seats[0]?.update({ connection: 'closed', end: { type: 'failure', message } });
      await shows('Game address');
      expect(rows().join(' ').replaceAll(/\s+/gu, ' ')).toContain(message);
    },
  );

  it('fit, and keep the end of a long text visible', async () => {
    const { press, shows, rows } = join(nothing, size);
    press('x'.repeat(150));
    press('日本語 the end');
    await shows('the end');
    expect(rows()).toHaveLength(size.rows);
    for (const row of rows()) expect(widthOf(row)).toBeLessThanOrEqual(size.columns);
    press(`${enter}`);
    await shows('PIN');
  });
});

function join(fields: JoinFields, size = usualSize, lastName?: string) {
  const seats: FakePlayerSeat[] = [];
  const addresses: string[] = [];
  const outcomes: PlayerOutcome[] = [];
  const connect = (address: string) => {
    addresses.push(address);
    if (address === 'no address') return 'That is no address.';
    const seat = new FakePlayerSeat();
    seats.push(seat);
    return seat;
  };
  const finish = (outcome: PlayerOutcome) => outcomes.push(outcome);
  return {
    seats,
    addresses,
    outcomes,
    ...draw(<PlayerApp {...{ fields, lastName, connect, finish }} nameSeed="seed" />, size),
  };
}
