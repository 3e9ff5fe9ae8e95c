import { describe, expect, it, vi } from 'vitest';
import type { TransportName } from '../../source/client/transport/transport.ts';
import type { Room } from '../../source/server/room/room.ts';
import { type TestPlayer, type TestedTransport, roomOver } from './transports.ts';
import { WAIT_OPTIONS } from './sockets.ts';

/** Opens the next question, from the lobby or from the standings. */
async function openNext(room: Room, ...players: readonly TestPlayer[]): Promise<void> {
  room.command({ type: room.phase === 'lobby' ? 'start' : 'next' });
  room.command({ type: 'next' });
  await Promise.all(players.map((player) => player.sees('question')));
}

async function presence(room: Room, expected: Readonly<Record<string, boolean>>): Promise<void> {
  const players = () => Object.fromEntries(room.players().map(({ name, connected }) => [name, connected]));
  await vi.waitFor(() => expect(players()).toEqual(expected), WAIT_OPTIONS);
}

/** Tests that a session plays over each of these transports. */
export function testSessionOver(transports: readonly TestedTransport[]): void {
  describe.each(transports)('a session over %s', (transport) => {
    it('plays from the lobby to the podium', async () => {
      const { room, player } = await roomOver(transport);
      const [ada, bob] = [player('Ada').join(), player('Bob').join()];
      await Promise.all([ada.sees('lobby'), bob.sees('lobby')]);
      expect(ada.snapshot.transport).toBe(nameOf(transport));
      await openNext(room, ada, bob);
      expect(Math.abs(ada.session.now() - room.now())).toBeLessThan(1000);
      ada.session.answer(1);
      await ada.has({ answer: { status: 'accepted' }, you: { answered: true, result: null } });
      bob.session.answer(0);
      await ada.has({ stage: { phase: 'reveal' }, you: { result: { correct: true } } });
      await bob.has({ you: { result: { correct: false }, ahead: { name: 'Ada' } } });
      room.command({ type: 'next' });
      await ada.sees('standings');
      await openNext(room, ada, bob);
      ada.session.answer(true);
      bob.session.answer(false);
      await ada.has({ you: { streak: 2 } });
      room.command({ type: 'next' });
      await Promise.all([ada.sees('podium'), bob.sees('podium')]);
      bob.transport.drop();
      await bob.sees('podium');
      bob.session.review(0);
      await vi.waitFor(() => {
        expect(bob.snapshot.reviews.get(0)).toMatchObject({
          correct: 1,
          result: { correct: false, answer: 0 },
        });
        bob.session.review(0);
      }, WAIT_OPTIONS);
      room.command({ type: 'end' });
      await ada.has({ connection: 'closed', end: { type: 'bye', code: 'ended' } });
    });

    it('counts an answer on the stage that it has', async () => {
      const { room, player } = await roomOver(transport);
      const [ada, bob] = [player('Ada').join(), player('Bob').join()];
      await Promise.all([ada.sees('lobby'), bob.sees('lobby')]);
      await openNext(room, ada, bob);
      const { stage } = ada.snapshot;
      bob.session.answer(0);
      await ada.has({ stage: { phase: 'question', version: stage?.version, answered: 1 } });
    });

    it('gets the reason why its join is rejected, and can try again', async () => {
      const { room, player } = await roomOver(transport);
      await player('Ada').join().sees('lobby');
      const eve = player('Eve').join('000000');
      await eve.has({ connection: 'idle', rejection: { code: 'wrong-pin' } });
      room.command({ type: 'lock' });
      eve.join();
      await eve.has({ connection: 'idle', rejection: { code: 'locked' } });
      room.command({ type: 'unlock' });
      eve.join();
      await eve.sees('lobby');
      await presence(room, { Ada: true, Eve: true });
    });

    it('moves to another device in the middle of a question, with the answer just given', async () => {
      const { room, player } = await roomOver(transport);
      const [terminal, phone] = [player('Ada').join(), player('phone')];
      await terminal.sees('lobby');
      await openNext(room, terminal);
      terminal.session.move();
      await terminal.has({ move: { code: expect.stringMatching(/^[A-Z]/u) } });
      const { code = '' } = terminal.snapshot.move ?? {};
      terminal.session.answer(1);
      await terminal.has({ you: { answered: true } });
      phone.session.continueSeat(code);
      await phone.has({ connection: 'open', you: { name: 'Ada', answered: true, answer: 1 } });
      await terminal.has({ connection: 'closed', end: { type: 'bye', code: 'moved' } });
    });

    it('is told why it does not get another name, and stays connected', async () => {
      const { player } = await roomOver(transport);
      const [ada, bob] = [player('Ada').join(), player('Bob').join()];
      await Promise.all([ada.sees('lobby'), bob.sees('lobby')]);
      ada.session.rename('bob');
      await ada.has({ connection: 'open', nameRejection: { code: 'name-taken' } });
    });

    it('reconnects with the answer that was given in the meantime', async () => {
      const { room, player } = await roomOver(transport);
      const [ada, bob] = [player('Ada').join(), player('Bob').join()];
      await Promise.all([ada.sees('lobby'), bob.sees('lobby')]);
      await openNext(room, ada, bob);
      ada.transport.isDown = true;
      ada.transport.drop();
      ada.session.answer(1);
      expect(ada.snapshot).toMatchObject({ connection: 'reconnecting', answer: { status: 'sent' } });
      ada.transport.isDown = false;
      await ada.has({ connection: 'open', answer: { status: 'accepted' } });
      room.command({ type: 'close' });
      await ada.has({ you: { result: { correct: true, answer: 1 } } });
    });

    it('has an answer counted once, even if its connection is lost repeatedly right after', async () => {
      const { room, player } = await roomOver(transport);
      const [ada, bob] = [player('Ada').join(), player('Bob').join()];
      await Promise.all([ada.sees('lobby'), bob.sees('lobby')]);
      await openNext(room, ada, bob);
      ada.session.answer(1);
      for (let breaks = 0; breaks < 3; breaks++) {
        ada.transport.drop();
        await ada.has({ connection: 'open' });
      }
      await ada.has({ answer: { status: 'accepted' } });
      room.command({ type: 'close' });
      await ada.has({
        stage: { phase: 'reveal', distribution: [0, 1, 0, 0] },
        you: { result: { answer: 1 } },
      });
    });

    it('gets the reason why an answer is rejected', async () => {
      const { room, player } = await roomOver(transport);
      const [ada, bob] = [player('Ada').join(), player('Bob').join()];
      await Promise.all([ada.sees('lobby'), bob.sees('lobby')]);
      await openNext(room, ada, bob);
      room.command({ type: 'pause' });
      ada.session.answer(1);
      await ada.has({ answer: { status: 'rejected', message: expect.stringContaining('paused') } });
      room.command({ type: 'resume' });
      ada.session.answer(1);
      await ada.has({ answer: { status: 'accepted' } });
    });

    it('ends when the host removes its player', async () => {
      const { room, player } = await roomOver(transport);
      const ada = player('Ada').join();
      await ada.sees('lobby');
      room.command({ type: 'kick', name: 'Ada' });
      await ada.has({ connection: 'closed', end: { type: 'bye', code: 'kicked' } });
    });

    it('gives its seat to a newer session with the same token', async () => {
      const { room, player } = await roomOver(transport);
      const older = player('Ada').join();
      await older.sees('lobby');
      const newer = player('Ada').join();
      await newer.sees('lobby');
      // Plain polling cannot tell the two apart, and serves both.
      if (transport !== 'polling') await older.has({ connection: 'closed', end: { code: 'replaced' } });
      await openNext(room, newer);
      newer.session.answer(1);
      await newer.has({ you: { result: { correct: true } } });
    });

    it('marks its seat as away when it leaves, and can be resumed', async () => {
      const { room, player } = await roomOver(transport);
      const [ada, bob] = [player('Ada').join(), player('Bob').join()];
      await Promise.all([ada.sees('lobby'), bob.sees('lobby')]);
      await openNext(room, ada, bob);
      ada.session.leave();
      await presence(room, { Ada: false, Bob: true });
      await player('Ada').join().sees('question');
      await presence(room, { Ada: true, Bob: true });
    });

    it('continues with the same seat in the next game', async () => {
      const { room, player } = await roomOver(transport);
      const ada = player('Ada').join();
      await ada.sees('lobby');
      await openNext(room, ada);
      room.command({ type: 'end' });
      await ada.sees('podium');
      room.command({ type: 'again' });
      await ada.has({ stage: { phase: 'lobby', game: 2 }, you: { score: 0 } });
    });
  });
}

function nameOf(transport: TestedTransport): TransportName {
  if (transport === 'auto' || transport === 'page') return 'websocket';
  return transport === 'page-long-polling' ? 'long-polling' : transport;
}
