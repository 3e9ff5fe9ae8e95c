import { describe, expect, it, onTestFinished } from 'vitest';
import type { GameRequest } from '../../../../source/commands/host/open-game.ts';
import { GameThread, type HostedGame } from '../../../../source/commands/host/thread/game-thread.ts';
import { readTlsIdentity } from '../../../../source/commands/host/tls-identity.ts';
import { openSavedGame } from '../../../../source/journal/saved-game.ts';
import { certificate } from '../../../helpers/certificates.ts';
import { FakeWorker, LocalWorker } from '../../../helpers/game-workers.ts';
import { ManualClock } from '../../../helpers/manual-clock.ts';
import { choiceQuestion, quizOf } from '../../../helpers/questions.ts';
import { LOOPBACK } from '../../../helpers/sockets.ts';
import { temporaryFolder } from '../../../helpers/temporary-folder.ts';
import { until } from '../../../helpers/until.ts';

const quiz = quizOf([choiceQuestion(), choiceQuestion()]);

function newGame(): Extract<GameRequest, { type: 'new' }> {
  return { type: 'new', quiz, options: { port: 0, bind: LOOPBACK, stateDir: temporaryFolder() } };
}

async function opened(request: GameRequest, worker: FakeWorker = new LocalWorker()) {
  const clock = new ManualClock();
  const thread = new GameThread(worker, clock);
  const game = await thread.open(request);
  if (typeof game === 'string') throw new Error(game);
  onTestFinished(() => game.close());
  return { game, worker, clock };
}

function phaseOf({ seat }: HostedGame): string {
  return seat.snapshot().stage.phase;
}

describe('a game in a thread of its own', () => {
  it('runs commands, and shows what they change', async () => {
    const { game } = await opened(newGame());
    expect(await game.seat.command({ type: 'next' })).toBe('not-now');
    expect(await game.seat.command({ type: 'start' })).toBeNull();
    expect(phaseOf(game)).toBe('ready');
    expect(await game.seat.command({ type: 'end' })).toBeNull();
    await until(() => game.messages.snapshot().report).toMatch(/\.md$/u);
    expect(await game.seat.command({ type: 'again' })).toBeNull();
    expect(game.seat.snapshot().stage).toMatchObject({ phase: 'lobby', game: 2 });
    expect(game.messages.snapshot().report).toBeNull();
    expect(await game.seat.players()).toEqual([]);
  });

  it('shows changes that no command has caused', async () => {
    const request = newGame();
    const { game } = await opened({ ...request, options: { ...request.options, auto: true } });
    await game.seat.command({ type: 'start' });
    await until(() => phaseOf(game)).toBe('question');
  });

  it('has written the reports once it is closed', async () => {
    const { game, worker } = await opened(newGame());
    await game.seat.command({ type: 'end' });
    await game.close();
    expect(game.messages.snapshot().report).toMatch(/\.md$/u);
    expect(worker.isTerminated).toBe(true);
    expect(game.crashed.aborted).toBe(false);
  });

  it('can be served with TLS, and can be resumed', async () => {
    const { certFile, keyFile } = certificate('server');
    const tls = await readTlsIdentity(certFile, keyFile, Date.parse('2026-06-01'));
    if (typeof tls === 'string') throw new Error(tls);
    const request = newGame();
    const { game } = await opened({ ...request, options: { ...request.options, tls } });
    expect(game.joining.snapshot().commands[0]?.command).toContain('wss://');
    await game.seat.command({ type: 'start' });
    await game.close();
    const saved = await openSavedGame(game.journal ?? '');
    if (typeof saved === 'string') throw new Error(saved);
    const { game: resumed } = await opened({ type: 'saved', game: saved, options: request.options });
    expect(phaseOf(resumed)).toBe('ready');
    expect(resumed.joining.snapshot().pin).toBe(game.joining.snapshot().pin);
  });

  it('says why it cannot be opened', async () => {
    const request = newGame();
    const thread = new GameThread(new LocalWorker(), new ManualClock());
    const options = { ...request.options, bind: '192.0.2.1' };
    expect(await thread.open({ ...request, options })).toContain('192.0.2.1 is not an address');
  });
});

describe('a thread that crashes', () => {
  /** A game whose server does nothing by itself. */
  async function silentGame() {
    const worker = new FakeWorker();
    const clock = new ManualClock();
    const thread = new GameThread(worker, clock);
    const opening = thread.open(newGame());
    const { game } = await opened(newGame());
    const state = {
      room: game.seat.snapshot(),
      joining: game.joining.snapshot(),
      messages: game.messages.snapshot(),
    };
    worker.send({ type: 'opened', journal: null, state });
    const silent = await opening;
    if (typeof silent === 'string') throw new Error(silent);
    return { game: silent, worker, clock };
  }

  it('fails to open its game, whether it crashes before or after the request', async () => {
    const worker = new FakeWorker();
    const thread = new GameThread(worker, new ManualClock());
    const opening = thread.open(newGame());
    worker.emit('error', new Error('out of memory'));
    await expect(opening).rejects.toThrow('out of memory');
    await expect(thread.open(newGame())).rejects.toThrow('out of memory');
    worker.emit('exit', 1);
  });

  it.each([
    [
      'says so',
      (worker: FakeWorker) => worker.send({ type: 'crashed', error: new Error('a bug') }),
      /a bug/u,
    ],
    ['throws', (worker: FakeWorker) => worker.emit('error', new Error('no memory')), /no memory/u],
    ['ends unexpectedly', (worker: FakeWorker) => worker.emit('exit', 134), /exit code 134/u],
  ])('rejects all commands and stops the screen when it %s', async (_, crash, message) => {
    const { game, worker } = await silentGame();
    const pending = [game.seat.command({ type: 'start' }), game.seat.players()];
    crash(worker);
    expect(game.crashed.reason).toMatchObject({ message: expect.stringMatching(message) });
    expect(await Promise.all(pending)).toEqual(['not-now', []]);
    expect(await game.seat.command({ type: 'lock' })).toBe('not-now');
    expect(await game.seat.players()).toEqual([]);
    worker.emit('exit', 1);
    await game.close();
  });

  it('has time to say goodbye before it is terminated', async () => {
    const { game, worker, clock } = await silentGame();
    worker.send({ type: 'crashed', error: new Error('a bug') });
    const closed = game.close();
    clock.advance(4999);
    expect(worker.isTerminated).toBe(false);
    clock.advance(1);
    await closed;
    expect(worker.isTerminated).toBe(true);
  });

  it('is closed at once when it ends by itself, even while it is being closed', async () => {
    const { game, worker, clock } = await silentGame();
    const closed = game.close();
    worker.send({ type: 'crashed', error: new Error('a bug') });
    worker.emit('exit', 1);
    await closed;
    expect(game.crashed.aborted).toBe(true);
    expect(clock.pending).toBe(0);
  });
});
