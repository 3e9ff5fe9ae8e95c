import { describe, expect, it } from 'vitest';
import { Watcher } from '../../source/client/watcher.ts';
import { inProcessTransport } from '../../source/client/transport/in-process.ts';
import type { Stage } from '../../source/view/stage.ts';
import { ManualClock } from '../helpers/manual-clock.ts';
import { BreakableTransport, PIN, openQuestion, player, roomOnManualClock } from '../helpers/rooms.ts';
import { ScriptedTransport } from '../helpers/scripted-transport.ts';

const WATCH = { type: 'watch', pin: PIN };
const MINUTE_MS = 60_000;

function watcherWith({ random }: { random: () => number } = { random: () => 0.5 }) {
  const clock = new ManualClock();
  const transport = new ScriptedTransport();
  const watcher = new Watcher(PIN, { transport, clock, random });
  watcher.watch();
  return { clock, transport, watcher };
}

/** A watcher that sees a lobby. */
function watching(options?: { random: () => number }) {
  const setup = watcherWith(options);
  setup.transport.line.opens().says(welcome(), lobby(10));
  return setup;
}

function welcome(now = 1_000_000): object {
  const quiz = { title: 'A quiz', questions: 3 };
  return { type: 'welcome', protocol: 1, version: '0.1.0', now, player: null, token: null, quiz };
}

function lobby(version: number, ...names: string[]): Stage {
  const { length } = names;
  const common = { type: 'stage', version, game: 1, players: length, connected: length } as const;
  return { ...common, phase: 'lobby', names, locked: false };
}

describe('a watcher', () => {
  it('asks to look on, with the PIN, and shows the newest stage', () => {
    const { watcher, transport } = watcherWith();
    expect(watcher.snapshot()).toMatchObject({ connection: 'connecting', stage: null });
    expect(transport.line.opens().sent).toEqual([WATCH]);
    transport.line.says(welcome(), lobby(10), lobby(12, 'Ada'), lobby(11));
    expect(watcher.snapshot()).toMatchObject({
      connection: 'open',
      title: 'A quiz',
      stage: { version: 12, names: ['Ada'] },
      replay: null,
    });
  });

  it("knows the server's clock", () => {
    const { watcher, transport, clock } = watcherWith();
    transport.line.opens().says(welcome(clock.now() + 500_000));
    expect(watcher.now() - clock.now()).toBe(500_000);
  });

  it('ends where the PIN is wrong, with the reason, and does not try again', () => {
    const { watcher, transport, clock } = watcherWith();
    transport.line.opens().says({ type: 'rejected', code: 'wrong-pin', message: 'That is not the PIN.' });
    expect(watcher.snapshot()).toMatchObject({
      connection: 'closed',
      end: { type: 'failure', message: 'That is not the PIN.' },
    });
    clock.advance(MINUTE_MS);
    expect(transport.lines).toHaveLength(1);
    expect(transport.line.isClosed).toBe(true);
  });

  it('ends where nobody is there', () => {
    const { watcher, transport } = watcherWith();
    transport.line.breaks({ message: 'Nothing answers there.', isFinal: true });
    expect(watcher.snapshot().end).toEqual({ type: 'failure', message: 'Nothing answers there.' });
  });

  it('ends with the game', () => {
    const { watcher, transport, clock } = watching();
    transport.line.says({ type: 'bye', code: 'ended', message: 'Goodbye.' });
    transport.line.breaks();
    clock.advance(MINUTE_MS);
    expect(watcher.snapshot()).toMatchObject({
      connection: 'closed',
      stage: { phase: 'lobby' },
      end: { type: 'bye', code: 'ended' },
    });
    expect(transport.lines).toHaveLength(1);
  });

  it('tells those who listen', async () => {
    const { watcher, transport } = watching();
    await Promise.resolve();
    const seen: (number | undefined)[] = [];
    const unsubscribe = watcher.subscribe(() => seen.push(watcher.snapshot().stage?.players));
    transport.line.says(lobby(11, 'Ada'));
    await Promise.resolve();
    unsubscribe();
    transport.line.says(lobby(12, 'Ada', 'Bob'));
    await Promise.resolve();
    expect(seen).toEqual([1]);
  });
});

describe('a watcher whose line breaks', () => {
  it('keeps showing what was there, and asks again', () => {
    const { watcher, transport, clock } = watching();
    transport.line.breaks();
    expect(watcher.snapshot()).toMatchObject({ connection: 'reconnecting', stage: { version: 10 } });
    clock.advance(250);
    expect(transport.line.opens().sent).toEqual([WATCH]);
    expect(watcher.snapshot().connection).toBe('reconnecting');
    transport.line.says(welcome(), lobby(20, 'Ada'));
    expect(watcher.snapshot()).toMatchObject({ connection: 'open', stage: { version: 20 } });
  });

  it('tries at any time up to a bound that doubles, whoever answers, for five minutes', () => {
    const { watcher, transport, clock } = watching({ random: () => 1 });
    const lostAt = clock.now();
    transport.line.breaks();
    for (const bound of [250, 500, 1000, 2000, 4000, 5000, 5000]) {
      const { length } = transport.lines;
      clock.advance(bound - 1);
      expect(transport.lines).toHaveLength(length);
      clock.advance(1);
      expect(transport.lines).toHaveLength(length + 1);
      transport.line.breaks({ message: 'Nothing answers there.', isFinal: true });
    }
    while (watcher.snapshot().connection === 'reconnecting' && clock.now() - lostAt < 10 * MINUTE_MS) {
      clock.advance(1000);
      transport.line.breaks({ message: 'Nothing answers there.', isFinal: true });
    }
    expect(clock.now() - lostAt).toBeGreaterThan(5 * MINUTE_MS);
    expect(clock.now() - lostAt).toBeLessThan(5 * MINUTE_MS + 10_000);
    expect(watcher.snapshot()).toMatchObject({
      connection: 'closed',
      end: { type: 'failure', message: 'Nothing answers there.' },
    });
  });

  it('shows whatever a host says that was restarted and counts from less', () => {
    const { watcher, transport, clock } = watching();
    transport.line.breaks();
    clock.advance(250);
    transport.line.opens().says(welcome(clock.now() - 90_000), lobby(3, 'Ada'), lobby(2));
    expect(watcher.snapshot().stage).toMatchObject({ version: 3, names: ['Ada'] });
    expect(watcher.now() - clock.now()).toBe(-90_000);
  });

  it('tries again where the server has too much to do, and ends where another game is played there', () => {
    const { watcher, transport, clock } = watching();
    transport.line.breaks();
    clock.advance(250);
    transport.line.opens().says({ type: 'rejected', code: 'rate-limited', message: 'Wait.' });
    expect(watcher.snapshot()).toMatchObject({ connection: 'reconnecting', end: null });
    clock.advance(5000);
    transport.line.opens().says({ type: 'rejected', code: 'wrong-pin', message: 'That is not the PIN.' });
    expect(watcher.snapshot()).toMatchObject({ connection: 'closed', end: { type: 'failure' } });
  });

  it('does not try again once it has left', () => {
    const { watcher, transport, clock } = watching();
    transport.line.breaks();
    watcher.leave();
    clock.advance(MINUTE_MS);
    expect(transport.lines).toHaveLength(1);
    expect(watcher.snapshot()).toMatchObject({ connection: 'closed', end: null });
  });
});

describe('a watcher of a room', () => {
  it('sees each stage that the host sees, is not counted, and leaves no trace', () => {
    const { room, clock, events } = roomOnManualClock();
    player(room, clock, 'Ada');
    const before = events.length;
    const transport = new BreakableTransport(inProcessTransport(room, clock));
    const watcher = new Watcher(PIN, { transport, clock, random: () => 0.5 });
    watcher.watch();
    clock.advance(1000);
    expect(watcher.snapshot().stage).toEqual(room.snapshot().stage);
    expect(watcher.snapshot().stage).toMatchObject({ players: 1, connected: 1 });
    transport.breakOff();
    clock.advance(5000);
    expect(watcher.snapshot().connection).toBe('open');
    expect(events).toHaveLength(before);
    openQuestion(room, clock);
    expect(watcher.snapshot().stage).toEqual(room.snapshot().stage);
    room.command({ type: 'end' });
    room.command({ type: 'end' });
    clock.settle();
    expect(watcher.snapshot()).toMatchObject({ stage: { phase: 'podium' }, end: { code: 'ended' } });
  });
});
