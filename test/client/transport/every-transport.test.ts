import { describe, expect, it, vi } from 'vitest';
import type { Room } from '../../../source/server/room/room.ts';
import { type TestPlayer, roomReachedBy, ways } from '../../helpers/transports.ts';
import { PATIENCE } from '../../helpers/sockets.ts';

/** Opens the next question, from the lobby or from the standings. */
async function openNext(room: Room, ...players: readonly TestPlayer[]): Promise<void> {
  room.command({ type: room.phase === 'lobby' ? 'start' : 'next' });
  room.command({ type: 'next' });
  await Promise.all(players.map((player) => player.sees('question')));
}

async function presence(room: Room, expected: Readonly<Record<string, boolean>>): Promise<void> {
  const players = () => Object.fromEntries(room.players().map(({ name, connected }) => [name, connected]));
  await vi.waitFor(() => expect(players()).toEqual(expected), PATIENCE);
}

describe.each(ways)('a session over %s', (way) => {
  it('plays from the lobby to the podium', async () => {
    const { room, player } = await roomReachedBy(way);
    const [ada, bob] = [player('Ada').join(), player('Bob').join()];
    await Promise.all([ada.sees('lobby'), bob.sees('lobby')]);
    expect(ada.now.transport).toBe(way === 'auto' ? 'websocket' : way);
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
    room.command({ type: 'next' });
    await ada.has({ connection: 'closed', end: { type: 'bye', code: 'ended' } });
  });

  it('is told why it is not let in, and may try again', async () => {
    const { room, player } = await roomReachedBy(way);
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

  it('comes back after its line broke, with the answer that was given meanwhile', async () => {
    const { room, player } = await roomReachedBy(way);
    const [ada, bob] = [player('Ada').join(), player('Bob').join()];
    await Promise.all([ada.sees('lobby'), bob.sees('lobby')]);
    await openNext(room, ada, bob);
    ada.transport.isDown = true;
    ada.transport.breakOff();
    ada.session.answer(1);
    expect(ada.now).toMatchObject({ connection: 'reconnecting', answer: { status: 'sent' } });
    ada.transport.isDown = false;
    await ada.has({ connection: 'open', answer: { status: 'accepted' } });
    room.command({ type: 'close' });
    await ada.has({ you: { result: { correct: true, answer: 1 } } });
  });

  it('has an answer counted once, however often its line breaks right after', async () => {
    const { room, player } = await roomReachedBy(way);
    const [ada, bob] = [player('Ada').join(), player('Bob').join()];
    await Promise.all([ada.sees('lobby'), bob.sees('lobby')]);
    await openNext(room, ada, bob);
    ada.session.answer(1);
    for (let breaks = 0; breaks < 3; breaks++) {
      ada.transport.breakOff();
      await ada.has({ connection: 'open' });
    }
    await ada.has({ answer: { status: 'accepted' } });
    room.command({ type: 'close' });
    await ada.has({ stage: { phase: 'reveal', distribution: [0, 1, 0, 0] }, you: { result: { answer: 1 } } });
  });

  it('is told why an answer was not taken', async () => {
    const { room, player } = await roomReachedBy(way);
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

  it('is told that it is over where the host has removed it', async () => {
    const { room, player } = await roomReachedBy(way);
    const ada = player('Ada').join();
    await ada.sees('lobby');
    room.command({ type: 'kick', name: 'Ada' });
    await ada.has({ connection: 'closed', end: { type: 'bye', code: 'kicked' } });
  });

  it('gives its seat to a newer one with the same token', async () => {
    const { room, player } = await roomReachedBy(way);
    const older = player('Ada').join();
    await older.sees('lobby');
    const newer = player('Ada').join();
    await newer.sees('lobby');
    // Plain polling cannot tell the two apart, and shows both the same.
    if (way !== 'polling') await older.has({ connection: 'closed', end: { code: 'replaced' } });
    await openNext(room, newer);
    newer.session.answer(1);
    await newer.has({ you: { result: { correct: true } } });
  });

  it('says goodbye when it leaves: the seat is away, and can be taken again', async () => {
    const { room, player } = await roomReachedBy(way);
    const [ada, bob] = [player('Ada').join(), player('Bob').join()];
    await Promise.all([ada.sees('lobby'), bob.sees('lobby')]);
    await openNext(room, ada, bob);
    ada.session.leave();
    await presence(room, { Ada: false, Bob: true });
    await player('Ada').join().sees('question');
    await presence(room, { Ada: true, Bob: true });
  });

  it('goes on to another game with the same seat', async () => {
    const { room, player } = await roomReachedBy(way);
    const ada = player('Ada').join();
    await ada.sees('lobby');
    await openNext(room, ada);
    room.command({ type: 'end' });
    await ada.sees('podium');
    room.command({ type: 'again' });
    await ada.has({ stage: { phase: 'lobby', game: 2 }, you: { score: 0 } });
  });
});
