import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { GameServer } from '../../../../source/commands/host/thread/game-server.ts';
import type { ServerMessage } from '../../../../source/commands/host/thread/thread-messages.ts';
import { isJournalInUse } from '../../../../source/journal/lock.ts';
import { openSavedGame } from '../../../../source/journal/saved-game.ts';
import { choiceQuestion, quizOf } from '../../../helpers/questions.ts';
import { LOOPBACK, TestSocket } from '../../../helpers/sockets.ts';
import { temporaryFolder } from '../../../helpers/temporary-folder.ts';
import { until } from '../../../helpers/until.ts';

/** A game's server and its messages to a screen that acknowledges only when the test says so. */
async function openedServer() {
  const told: ServerMessage[] = [];
  const server = new GameServer({ postMessage: (message) => told.push(structuredClone(message)) });
  onTestFinished(() => server.handle({ type: 'close' }));
  const options = { port: 0, bind: LOOPBACK, pin: '482913', stateDir: temporaryFolder() };
  await server.handle({ type: 'open', request: { type: 'new', quiz: quizOf([choiceQuestion()]), options } });
  const opened = told.shift();
  if (opened?.type !== 'opened') throw new Error('the game was not opened');
  const [address = ''] = opened.state.joining.commands.flatMap(({ command }) => command.split(' ')[3] ?? []);
  const join = async (name: string) => {
    const client = await TestSocket.open(`ws://${address}/v1/socket`);
    client.send({ type: 'join', pin: '482913', name });
    await client.next('welcome');
    return client;
  };
  return { server, told, opened, join };
}

describe("a game's server", () => {
  it('serves players while the screen acknowledges nothing, and queues no states', async () => {
    const { server, told, join } = await openedServer();
    const players = await Promise.all(Array.from({ length: 20 }, (_, index) => join(`Player ${index}`)));
    await until(() => told.length).toBeGreaterThan(0);
    await server.handle({ type: 'command', id: 1, command: { type: 'start' } });
    await server.handle({ type: 'command', id: 2, command: { type: 'next' } });
    await Promise.all(
      players.map(async (player) => {
        player.send({ type: 'answer', question: 0, answer: 1 });
        await vi.waitFor(async () => expect(await player.next('you')).toMatchObject({ answered: true }));
      }),
    );
    expect(told.filter(({ type }) => type === 'state')).toHaveLength(1);
    await server.handle({ type: 'state-received' });
    const states = told.filter(({ type }) => type === 'state');
    expect(states).toHaveLength(2);
    expect(states[1]).toMatchObject({ changes: { room: { stage: { phase: 'reveal', players: 20 } } } });
  });

  it('replies to a command with the state that it led to', async () => {
    const { server, told } = await openedServer();
    await server.handle({ type: 'command', id: 7, command: { type: 'lock' } });
    await server.handle({ type: 'command', id: 8, command: { type: 'next' } });
    const replies = told.filter(({ type }) => type === 'command-done');
    expect(replies).toMatchObject([
      { id: 7, rejection: null },
      { id: 8, rejection: 'not-now' },
    ]);
    expect(told.findLast((message) => 'changes' in message && message.changes.room)).toMatchObject({
      changes: { room: { locked: true } },
    });
  });

  it('lists the players', async () => {
    const { server, told, join } = await openedServer();
    await join('Ada');
    await server.handle({ type: 'players', id: 3 });
    const address = '127.0.0.1';
    const ada = {
      name: 'Ada',
      connected: true,
      kicked: false,
      score: 0,
      answered: false,
      address,
      network: address,
    };
    const players = [{ ...ada, roundTrip: expect.toBeOneOf([null, expect.any(Number)]) }];
    expect(told).toContainEqual({ type: 'players', id: 3, players });
  });

  it('says goodbye to the players when it crashes, and leaves a game that can be resumed', async () => {
    const { server, told, join, opened } = await openedServer();
    const ada = await join('Ada');
    await server.handle({ type: 'command', id: 1, command: { type: 'start' } });
    await Promise.all([server.crash(new TypeError('a bug')), server.crash(new Error('a consequence'))]);
    expect(await ada.closed).toBe(1001);
    expect(await ada.next('bye')).toMatchObject({ code: 'host-left' });
    const errors = told.flatMap((message) => (message.type === 'crashed' ? message.error : []));
    expect(errors.map(({ message }) => message)).toEqual(['a bug']);
    expect(errors[0]?.stack).toContain('game-server.test');
    const journal = opened.journal ?? '';
    expect(isJournalInUse(journal)).toBe(false);
    expect(await openSavedGame(journal)).toMatchObject({ players: 1 });
  });

  it('reports even an error that cannot be passed to another thread', async () => {
    const { server, told } = await openedServer();
    await server.crash({ toString: () => 'not an error', later: () => undefined });
    expect(told.at(-1)).toMatchObject({ type: 'crashed', error: { message: 'not an error' } });
  });
});
