import { describe, expect, it, vi } from 'vitest';
import { welcome } from '../helpers/scripted-server.ts';
import { joiningSession, playingSession } from '../helpers/scripted-session.ts';

describe("a session's round trip", () => {
  it('is unknown until one is measured', () => {
    const { session, transport } = playingSession();
    expect(session.snapshot().roundTripMs).toBeNull();
    transport.connection.measure(43);
    expect(session.snapshot().roundTripMs).toBe(43);
  });

  it('is the median of the last five', () => {
    const { session, transport } = playingSession();
    transport.connection.measure(900, 40, 41, 42, 800);
    expect(session.snapshot().roundTripMs).toBe(42);
    transport.connection.measure(30, 31);
    expect(session.snapshot().roundTripMs).toBe(41);
    transport.connection.measure(200, 201, 202);
    expect(session.snapshot().roundTripMs).toBe(200);
  });

  it('is a whole number of milliseconds', () => {
    const { session, transport } = playingSession();
    transport.connection.measure(42.6);
    expect(session.snapshot().roundTripMs).toBe(43);
  });

  it('notifies nobody unless it changes', async () => {
    const { session, transport } = playingSession();
    const listener = vi.fn();
    session.subscribe(listener);
    transport.connection.measure(40);
    await vi.waitFor(() => expect(listener).toHaveBeenCalled());
    listener.mockClear();
    const before = session.snapshot();
    transport.connection.measure(40, 40.2);
    expect(session.snapshot()).toBe(before);
    await Promise.resolve();
    expect(listener).not.toHaveBeenCalled();
  });

  it('is unknown again when another connection or transport takes over', () => {
    const { session, transport, clock } = joiningSession();
    transport.connection.open('long-polling').deliver(welcome()).measure(250);
    expect(session.snapshot()).toMatchObject({ transport: 'long-polling', roundTripMs: 250 });
    transport.connection.open('websocket');
    expect(session.snapshot()).toMatchObject({ transport: 'websocket', roundTripMs: null });
    transport.connection.deliver(welcome()).measure(20);
    transport.connection.drop();
    clock.advance(250);
    transport.connection.open().deliver(welcome());
    expect(session.snapshot().roundTripMs).toBeNull();
  });
});
