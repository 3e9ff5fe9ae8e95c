import { createServer } from 'node:http';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { hasBrowser, openBrowser } from '../helpers/browser.ts';
import { headlessGame } from '../helpers/headless-game.ts';
import { listening } from '../helpers/listening.ts';
import { LOOPBACK } from '../helpers/sockets.ts';

/** Opens a page of another origin on this machine. */
async function strangePage(): Promise<Page> {
  const server = createServer((_, response) => {
    response.setHeader('Content-Type', 'text/html');
    response.end('<!doctype html><title>Another site</title>');
  });
  const port = await listening(server);
  const page = await (await openBrowser()).newPage();
  await page.goto(`http://${LOOPBACK}:${port}/`);
  return page;
}

/** Starts a game. Returns its host, its PIN and the URL of its page. */
async function openGame() {
  const { host, listening, url } = await headlessGame();
  return { host, pin: listening.pin, origin: url.replace('ws:', 'http:') };
}

describe.skipIf(!hasBrowser())('a page of another origin', () => {
  it('cannot open the WebSocket', async () => {
    const { origin } = await openGame();
    const page = await strangePage();
    const outcome = page.evaluate(
      (url) =>
        new Promise((resolve) => {
          const socket = new WebSocket(url, ['termquiz.v1']);
          socket.addEventListener('open', () => resolve('open'));
          socket.addEventListener('close', ({ code }) => resolve(code));
        }),
      `${origin.replace('http:', 'ws:')}/v1/socket`,
    );
    expect(await outcome).toBe(1006);
  });

  it('cannot take a seat, not even blindly, and can read nothing', async () => {
    const { host, pin, origin } = await openGame();
    const page = await strangePage();
    const attempts = page.evaluate(
      async ([url, pin]) => {
        const body = JSON.stringify({ pin, name: 'Eve', token: 'x'.repeat(32) });
        const type = { 'Content-Type': 'text/plain' };
        const tries: [string, RequestInit][] = [
          ['/v1', {}],
          ['/', { headers: { Accept: 'text/html' } }],
          ['/v1/players', { method: 'POST', body }],
          ['/v1/players', { method: 'POST', body, headers: type, mode: 'no-cors' }],
        ];
        return Promise.all(
          tries.map(async ([path, init]) =>
            fetch(url + path, init).then(
              async (response) => [response.type, response.status, await response.text()],
              () => 'refused',
            ),
          ),
        );
      },
      [origin, pin] as const,
    );
    // The last request reaches the host, and nobody can see its response.
    expect(await attempts).toEqual(['refused', 'refused', 'refused', ['opaque', 0, '']]);
    host.command('end');
    await host.line('podium-shown');
    expect(host.linesOf('player-joined')).toEqual([]);
  });

  it('cannot show the game in a frame', async () => {
    const { origin } = await openGame();
    const page = await strangePage();
    const refusal = page.waitForEvent('console', (message) => message.text().includes('frame-ancestors'));
    await page.setContent(`<iframe src="${origin}/"></iframe>`);
    expect((await refusal).type()).toBe('error');
    expect(page.frames().map((frame) => frame.url())).not.toContain(`${origin}/`);
  });
});
