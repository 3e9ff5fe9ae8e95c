import { describe, expect, it } from 'vitest';
import { ApiClient } from '../../helpers/api-client.ts';
import { serveRoom } from '../../helpers/sockets.ts';

describe('a room of 200 polling players', () => {
  it('plays a question and gives everybody the correct result', async () => {
    const { port, room } = await serveRoom();
    const players = Array.from({ length: 200 }, (_, index) => new ApiClient(port, `Player ${index}`));
    const all = async <T>(act: (player: ApiClient, index: number) => Promise<T>) =>
      Promise.all(players.map(act));
    await all((player) => player.join());
    expect(room.players()).toHaveLength(200);
    room.command({ type: 'start' });
    await all((player) => player.phase('ready'));
    room.command({ type: 'next' });
    await all((player) => player.phase('question'));
    const responses = await all((player, index) => player.answer(index % 2));
    expect(new Set(responses.map(({ status }) => status))).toEqual(new Set([200]));
    const revealed = await all((player) => player.phase('reveal'));
    for (const [index, response] of revealed.entries()) {
      expect(response.message('you')?.result?.correct).toBe(index % 2 === 1);
    }
    room.command({ type: 'end' });
    await all((player) => player.phase('podium'));
  });
});
