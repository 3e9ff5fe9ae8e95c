import { describe, expect, it } from 'vitest';
import type { Alarm } from '../../source/server/limits/alarms.ts';
import { PIN, tokenOf } from '../helpers/rooms.ts';
import { LOOPBACK, TestSocket, request, serveRoom, stoppedClock } from '../helpers/sockets.ts';

const reverseProxy = { publicUrl: 'https://example.org/quiz' };

describe('a server whose public URL has a path', () => {
  it.each(['/', '/quiz', '/quiz/', '/quiz?x', '/v1', '/quiz/v1'])(
    'responds whether the proxy strips the path or not: %s',
    async (path) => {
      const { port } = await serveRoom({ reverseProxy });
      expect((await request(port, path)).status).toBe(200);
    },
  );

  it.each(['/quizzes', '/quiz/quiz/v1', '/quizv1', '/quiz/v2', '/other/v1', '//quiz/v1'])(
    'responds with 404 to other paths: %s',
    async (path) => {
      const { port } = await serveRoom({ reverseProxy });
      expect((await request(port, path)).status).toBe(404);
    },
  );

  it.each(['/v1/socket', '/quiz/v1/socket'])('accepts players at both paths: %s', async (path) => {
    const { port } = await serveRoom({ reverseProxy });
    const client = await TestSocket.open(`ws://${LOOPBACK}:${port}${path}`);
    client.send({ type: 'join', pin: PIN, name: 'Ada', token: tokenOf('Ada') });
    expect((await client.next('welcome')).player?.name).toBe('Ada');
  });

  it('accepts WebSockets from pages of the public URL, and rejects those of other origins', async () => {
    const { url } = await serveRoom({ reverseProxy });
    await TestSocket.open(url, { origin: 'https://example.org' });
    await expect(TestSocket.open(url, { origin: 'https://example.com' })).rejects.toThrow('403');
    await expect(TestSocket.open(url, { origin: 'null', headers: { Host: '' } })).rejects.toThrow('403');
  });
});

describe('the limit on wrong PINs behind a proxy', () => {
  /** Returns the alarms after forty guesses at once, each forwarded for an address of its own. */
  async function alarmsOfGuesses(trustProxy: boolean): Promise<readonly Alarm[]> {
    const { url, room } = await serveRoom({ reverseProxy: { trustProxy }, clock: stoppedClock() });
    await Promise.all(
      Array.from({ length: 40 }, async (_, index) => {
        const headers = { 'X-Forwarded-For': `198.51.100.1, 203.0.113.${index}` };
        const client = await TestSocket.open(url, { headers });
        client.send({ type: 'join', pin: '000000', name: 'Mallory' });
        await client.next('rejected');
      }),
    );
    return room.alarms.snapshot();
  }

  it('applies to each forwarded address if the proxy is trusted', async () => {
    expect(await alarmsOfGuesses(true)).toEqual([]);
  });

  it('applies to the address of the proxy if it is not trusted', async () => {
    expect(await alarmsOfGuesses(false)).toEqual([{ type: 'pin-guessing' }]);
  });
});
