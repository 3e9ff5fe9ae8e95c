import { connect, createServer } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { hasBrowser, openBrowser } from '../helpers/browser.ts';
import { headlessGame } from '../helpers/headless-game.ts';
import { freePort } from '../helpers/listening.ts';
import { LOOPBACK } from '../helpers/sockets.ts';

/** Hosts a game whose public URL has a path, behind a proxy that keeps it. Returns what browsers send through the proxy, too. */
async function gameBelowPath() {
  const publicPort = await freePort();
  const publicUrl = `http://${LOOPBACK}:${publicPort}/games/quiz`;
  const { host, listening } = await headlessGame({ flags: ['--public-url', publicUrl] });
  const sent: string[] = [];
  const proxy = createServer((client) => {
    const server = connect(listening.port, LOOPBACK);
    client.on('data', (bytes) => sent.push(bytes.toString('latin1'))).on('error', () => server.destroy());
    server.on('error', () => client.destroy());
    client.pipe(server).pipe(client);
  });
  proxy.listen(publicPort, LOOPBACK);
  onTestFinished(() => void proxy.close());
  return { host, pin: listening.pin, publicUrl, sent };
}

describe.skipIf(!hasBrowser())('the page below the path of a public URL', () => {
  it.each(['', '/'])('lets players join, and sends the PIN in no URL and no header: %j', async (slash) => {
    const { host, pin, publicUrl, sent } = await gameBelowPath();
    const page = await (await openBrowser()).newPage();
    const problems: string[] = [];
    page
      .on('console', (message) => problems.push(message.text()))
      .on('pageerror', ({ message }) => problems.push(message));
    await page.goto(`${publicUrl}${slash}#${pin}`);
    await page.getByLabel('Your name').fill('Ada');
    await page.getByRole('button', { name: 'Join', exact: true }).click();
    await host.line('player-joined');
    expect(problems).toEqual([]);
    const heads = sent.flatMap((text) => text.match(/^[A-Z]+ \S+ HTTP\/1\.1\r\n[^]*?\r\n\r\n/u) ?? []);
    expect(heads.length).toBeGreaterThan(3);
    expect(heads.filter((head) => head.includes(pin))).toEqual([]);
    expect(heads.filter((head) => !/^[A-Z]+ \/games\/quiz(?:\/| )/u.test(head))).toEqual([]);
  });
});
