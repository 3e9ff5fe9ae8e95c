import { describe, expect, it } from 'vitest';
import { byeMessages, rejectionMessages } from '../../../source/protocol/rejections.ts';
import { keys } from '../../helpers/keys.ts';
import { until } from '../../helpers/until.ts';
import { player } from '../apps.tsx';
import { welcome } from '../seats.ts';
import { NOW, inOrder, lobby, open, podium, reveal, typedNumber, typedText } from '../stages.ts';

const CODE = 'K7QX2M9P';
const move = { code: CODE, expiresAt: NOW + 47_000 };
const withPage = welcome('Ada');

/** A player with a move code, after pressing `m`. */
async function movingPlayer(...args: Parameters<typeof player>) {
  const drawn = player(...args);
  drawn.press('m');
  await until(() => drawn.seat.moves).toBe(1);
  drawn.seat.update({ move, welcome: withPage });
  await drawn.shows('within the next 47 s');
  return drawn;
}

describe("m on a player's screen", () => {
  it.each([lobby(['Ada']), open(inOrder), podium()])(
    'shows a code for another device: $phase',
    async (phase) => {
      const { screen } = await movingPlayer(phase);
      expect(screen()).toContain('npx termquiz join 192.168.1.20 K7QX-2M9P');
    },
  );

  it('is a letter while the player types, and does nothing in a game played alone or without a connection', async () => {
    for (const question of [typedText, typedNumber]) {
      const typing = player(open(question));
      typing.press('m');
      await typing.shows(/m/u);
      expect(typing.seat.moves).toBe(0);
    }
    const alone = player(open(), {}, undefined, undefined, { advance: () => undefined });
    alone.press('m');
    const away = player(open());
    away.seat.update({ connection: 'reconnecting' });
    away.press('m');
    for (const { press, shows, seat } of [alone, away]) {
      press('?');
      await shows('Keys');
      expect(seat.moves).toBe(0);
    }
  });

  it('asks for a new code while one is shown', async () => {
    const { press, seat } = await movingPlayer(lobby(['Ada']));
    press('m');
    await until(() => seat.moves).toBe(2);
  });

  it('is in the list of keys', async () => {
    const { press, shows } = player(lobby(['Ada']));
    press('?');
    await shows(/ m +continue on another device/u);
  });
});

describe('the screen with a move code', () => {
  it('draws the code large, with the page as a QR code, beside the time of the open question', async () => {
    const { screen } = await movingPlayer(open(), {}, { columns: 100, rows: 30 });
    expect(screen()).toMatch(/[█▀▄]{6}/u);
    expect(screen()).toContain(`http://192.168.1.20:7849/#${CODE}`);
    expect(screen()).toContain('closes in');
  });

  it('leaves out the page of a game that has none', async () => {
    const { screen, seat, shows } = await movingPlayer(lobby(['Ada']));
    seat.update({ welcome: { ...withPage, page: false } });
    await shows('K7QX-2M9P');
    await until(() => screen()).not.toContain('http');
  });

  it('has no QR code of an address that a phone cannot reach', async () => {
    const { screen } = await movingPlayer(lobby(['Ada']), {}, { columns: 100, rows: 30 }, undefined, {
      address: 'localhost',
    });
    expect(screen()).toContain(`http://localhost:7849/#${CODE}`);
    expect(screen()).not.toContain('▀▀▀▀▀▀▀');
  });

  it('fits on the smallest screen, with the command', async () => {
    const { screen } = await movingPlayer(lobby(['Ada']), {}, { columns: 40, rows: 12 });
    expect(screen().replaceAll(/\s+/gu, ' ')).toContain('npx termquiz join 192.168.1.20 K7QX-2M9P');
  });

  it('closes on Esc, and on any other key, which also has its usual effect', async () => {
    const { press, shows, screen, seat } = await movingPlayer(open());
    press(keys.escape);
    await until(() => screen()).not.toContain('K7QX');
    expect(screen()).not.toContain('Leave the game');
    press('m');
    await shows('K7QX');
    press('2');
    await until(() => seat.answers).toEqual([1]);
    expect(screen()).not.toContain('K7QX');
  });

  it('says that the code has expired, and why there is no other', async () => {
    const { seat, shows } = await movingPlayer(lobby(['Ada']));
    seat.update({ move: { ...move, expiresAt: NOW } });
    await shows('expired. Press m');
    seat.update({
      moveRejection: { type: 'rejected', code: 'rate-limited', message: rejectionMessages['rate-limited'] },
    });
    await shows('many codes');
  });

  it('gives way to the end screen once the seat has moved, without a final rank', async () => {
    const { press, seat, shows, screen, outcomes } = await movingPlayer(reveal());
    const end = { type: 'bye', code: 'moved', message: byeMessages.moved } as const;
    seat.update({ connection: 'closed', move: null, end });
    await shows('You are now playing on another device.');
    expect(screen()).not.toContain('You were');
    press(' ');
    await until(() => outcomes).toEqual([{ type: 'ended', end }]);
  });
});
