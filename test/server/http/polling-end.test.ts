import { describe, expect, it } from 'vitest';
import { ApiClient, seated } from '../../helpers/api-client.ts';
import { TestSocket, serveRoom } from '../../helpers/sockets.ts';

describe('the end of a game over HTTP', () => {
  it('sends host-left to a held request, and to the next request of other clients', async () => {
    const { port, close } = await serveRoom();
    const [ada, bob] = [await seated(port), await seated(port, 'Bob')];
    const held = ada.bye();
    await ada.post('/v1/answers', '');
    const closed = close();
    expect((await held).message('bye')?.code).toBe('host-left');
    expect((await bob.views()).message('bye')?.code).toBe('host-left');
    await closed;
    await expect(bob.views()).rejects.toThrow('fetch failed');
  });

  it('rejects new clients while the host closes', async () => {
    const { port, url, close } = await serveRoom();
    const ada = await seated(port);
    const closed = close();
    const late = await new ApiClient(port, 'Late').join();
    expect([late.status, late.message('bye')?.code]).toEqual([503, 'host-left']);
    await expect(TestSocket.open(url)).rejects.toThrow('503');
    expect((await ada.views()).message('bye')?.code).toBe('host-left');
    await closed;
  });

  it('does not delay closing for clients that switched to WebSocket', async () => {
    const { port, url, close } = await serveRoom();
    const ada = await seated(port);
    const socket = await TestSocket.open(url);
    socket.send({ type: 'resume', token: ada.token });
    await socket.next('welcome');
    const startedAt = performance.now();
    await close();
    expect(performance.now() - startedAt).toBeLessThan(1500);
  });

  it('comes after the podium, with the code ended', async () => {
    const { port, room } = await serveRoom();
    const ada = await seated(port);
    room.command({ type: 'start' });
    room.command({ type: 'end' });
    expect(await ada.phase('podium')).toMatchObject({ status: 200 });
    room.command({ type: 'next' });
    expect((await ada.bye()).message('bye')?.code).toBe('ended');
    expect((await ada.views()).status).toBe(403);
  });
});
