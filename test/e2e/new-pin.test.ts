import { describe, expect, it } from 'vitest';
import { fixture } from '../helpers/binary.ts';
import { TerminalGame } from '../helpers/terminal-game.ts';
import { WireClient } from '../helpers/wire-client.ts';

/** Sends a wrong PIN, and returns the status of the response. */
async function guess(address: string, pin: string): Promise<number> {
  const response = await fetch(`http://${address}/v1/players`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ type: 'join', pin, name: 'Eve' }),
  });
  return response.status;
}

describe('a host whose PIN somebody guesses', () => {
  it('is warned, and draws a new PIN with n, which lets new players in and keeps the others', async () => {
    const game = await TerminalGame.host(fixture('two-questions.json'));
    const url = `ws://${game.address}`;
    const ada = await WireClient.join(url, game.pin, 'Ada');
    const guesses = Array.from({ length: 25 }, async (_, index) => guess(game.address, `${1000 + index}`));
    expect(new Set(await Promise.all(guesses))).toEqual(new Set([401]));
    await game.host.shows('Someone is guessing the PIN. Press n');
    game.host.press('n');
    const screen = await game.host.shows(/termquiz join \S+ \d{8}\b/u);
    const [, pin = ''] = /termquiz join \S+ (\d{8})\b/u.exec(screen) ?? [];
    const late = await WireClient.connect(url);
    late.send({ type: 'join', pin: game.pin, name: 'Bob' });
    expect(await late.next('rejected')).toMatchObject({ code: 'wrong-pin' });
    late.send({ type: 'join', pin, name: 'Bob' });
    expect(await late.next('welcome')).toMatchObject({ player: { name: 'Bob' } });
    await game.host.shows('2 players');
    await game.host.continue('start');
    await ada.stage('ready', 0);
  });
});
