import { describe, expect, it } from 'vitest';
import { PIN, tokenOf } from '../helpers/rooms.ts';
import { LOOPBACK, TestSocket, request, serveRoom, stoppedClock } from '../helpers/sockets.ts';

const site = { publicUrl: 'https://example.org/quiz' };

describe('a game with a public URL at a path', () => {
  it.each(['/', '/quiz', '/quiz/', '/quiz?x', '/v1', '/quiz/v1'])(
    'answers whether the proxy hands the path on or not: %s',
    async (path) => {
      const { port } = await serveRoom({ site });
      expect((await request(port, path)).status).toBe(200);
    },
  );

  it.each(['/quizzes', '/quiz/quiz/v1', '/quizv1', '/quiz/v2', '/other/v1', '//quiz/v1'])(
    'has nothing elsewhere: %s',
    async (path) => {
      const { port } = await serveRoom({ site });
      expect((await request(port, path)).status).toBe(404);
    },
  );

  it.each(['/v1/socket', '/quiz/v1/socket'])('is played at both paths: %s', async (path) => {
    const { port } = await serveRoom({ site });
    const client = await TestSocket.open(`ws://${LOOPBACK}:${port}${path}`);
    client.send({ type: 'join', pin: PIN, name: 'Ada', token: tokenOf('Ada') });
    expect((await client.next('welcome')).player?.name).toBe('Ada');
  });

  it('takes pages of the public URL for its own, and of no other', async () => {
    const { url } = await serveRoom({ site });
    await TestSocket.open(url, { origin: 'https://example.org' });
    await expect(TestSocket.open(url, { origin: 'https://example.com' })).rejects.toThrow('403');
    await expect(TestSocket.open(url, { origin: 'null', headers: { Host: '' } })).rejects.toThrow('403');
  });
});

describe('wrong PINs that come through a proxy', () => {
  /** What sixty guesses are answered with at once, each from an address of its own. */
  async function answersToGuesses(trustProxy: boolean): Promise<string[]> {
    const { url } = await serveRoom({ site: { trustProxy }, clock: stoppedClock() });
    const answers: string[] = [];
    await Promise.all(
      Array.from({ length: 60 }, async (_, index) => {
        const headers = { 'X-Forwarded-For': `198.51.100.1, 203.0.113.${index}` };
        const client = await TestSocket.open(url, { headers });
        client.send({ type: 'join', pin: '000000', name: 'Mallory' });
        answers.push((await client.next('rejected')).code);
      }),
    );
    return answers;
  }

  it('are counted by the address that the proxy tells, where it is trusted', async () => {
    expect(new Set(await answersToGuesses(true))).toEqual(new Set(['wrong-pin']));
  });

  it('all count as its own, where it is not', async () => {
    expect(await answersToGuesses(false)).toContain('rate-limited');
  });
});
