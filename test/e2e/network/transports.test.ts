import { describe, expect, it } from 'vitest';
import { fixture } from '../../helpers/binary.ts';
import { TestPlayer, transportOver } from '../../helpers/transports.ts';
import { headlessGame } from '../../helpers/headless-game.ts';
import { keys } from '../../helpers/keys.ts';
import { TerminalGame } from '../../helpers/terminal-game.ts';
import { TerminalProgram } from '../../helpers/terminal.ts';

const quiz = fixture('two-questions.json');

describe.each([
  ['long-polling', 'Long polling'],
  ['polling', 'Polling'],
] as const)('players in terminals over %s', (transport, name) => {
  it('play from the lobby to the podium, beside a player over WebSocket', { timeout: 120_000 }, async () => {
    const game = await TerminalGame.host(quiz);
    const [ada, grace] = await Promise.all([
      game.join('Ada', { flags: ['--transport', transport] }),
      game.join('Grace', { flags: ['--transport', 'websocket'], columns: 40 }),
    ]);
    await ada.shows(transport === 'polling' ? /^.* polling /u : 'long polling');
    expect(grace.screen).not.toContain('polling');
    await game.host.shows('2 players');

    await game.host.continue('start', 'start now');
    await Promise.all([ada.shows('two'), grace.shows('two')]);
    const [details] = await Promise.all([showsRoundTrip(ada, name), showsRoundTrip(grace, 'WebSocket')]);
    ada.press('2');
    await ada.shows('locked in');
    expect(ada.screen).not.toMatch(details);
    grace.press('1');
    await Promise.all([ada.shows('✓ Correct'), grace.shows('✗ Wrong')]);
    await game.host.continue('continue');
    await game.host.shows('Standings');
    await ada.shows('1st of 2 with');
    await game.host.continue('next question', 'start now');
    await Promise.all([ada.shows(/1  True/u), grace.shows(/1  True/u)]);
    ada.press('t');
    grace.press('t');
    await Promise.all([ada.shows('✓ Correct'), grace.shows('✓ Correct')]);
    await game.host.continue('continue');
    await game.host.continue('show all');
    await Promise.all([ada.shows('You won! 1st of 2'), grace.shows('2nd of 2')]);
    await game.host.continue('finish');
    game.host.press('y');
    await ada.shows('The game is over');
    ada.press('q');
    expect(await ada.exited).toBe(0);
    expect(await game.host.exited).toBe(0);
  });

  it('are shown as away as soon as they leave', async () => {
    const game = await TerminalGame.host(quiz);
    const ada = await game.join('Ada', { flags: ['--transport', transport] });
    await game.host.shows('1 player');
    ada.press(keys.ctrlC);
    expect(await ada.exited).toBe(130);
    await game.host.shows('0 players');
  });
});

describe.each(['websocket', 'long-polling', 'polling', 'auto'] as const)(
  'a host that is killed and resumed, with a player over %s',
  (transport) => {
    it('continues the game, and the player reconnects automatically', { timeout: 120_000 }, async () => {
      const { host, listening, resume } = await headlessGame();
      const { port, pin } = listening;
      const [ada, bob] = ['Ada', 'Bob'].map((name) =>
        new TestPlayer(transportOver(transport, `http://127.0.0.1:${port}`), name).join(pin),
      );
      await Promise.all([ada?.sees('lobby'), bob?.sees('lobby')]);
      await host.openFirstQuestion();
      await Promise.all([ada?.sees('question'), bob?.sees('question')]);
      ada?.session.answer(1);
      await ada?.has({ answer: { status: 'accepted' } });
      await host.crash();
      await bob?.has({ connection: 'reconnecting' });
      bob?.session.answer(1);

      await resume().listening();
      await Promise.all([
        ada?.has({ connection: 'open', you: { result: { correct: true } } }),
        bob?.has({ connection: 'open', you: { result: { correct: true } } }),
      ]);
    });
  },
);

describe('--transport', () => {
  it('rejects any other value', async () => {
    const join = new TerminalProgram(['join', '127.0.0.1', '1234', '--transport', 'pigeon']);
    expect(await join.exited).toBe(2);
    expect(join.output).toContain('auto, websocket, long-polling or polling');
  });
});

/** Presses i, waits for the details of the connection, and returns a pattern that matches them. */
async function showsRoundTrip(player: TerminalProgram, transport: string): Promise<RegExp> {
  const details = new RegExp(`${transport} · round trip (under )?\\d+ ms`, 'u');
  await player.shows(/ (?:Ada|Grace) +[▃▅▇▁]{3}/u);
  player.press('i');
  await player.shows(details);
  return details;
}
