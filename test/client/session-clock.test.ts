import { describe, expect, it } from 'vitest';
import { welcome, you } from '../helpers/scripted-server.ts';
import { idleSession, joiningSession, playingSession } from '../helpers/scripted-session.ts';

describe("a session's estimate of the server's clock", () => {
  it("is the client's own clock before the first message", () => {
    const { session, clock } = idleSession();
    expect(session.now()).toBe(clock.now());
  });

  it('is based on the message with the shortest delay', () => {
    const { session, transport, clock } = joiningSession();
    // The server is 500 s ahead. The welcome took 300 ms, the next message 40 ms, the last one a second.
    clock.advance(300);
    transport.connection.open().deliver(welcome(clock.now() + 500_000 - 300));
    expect(session.now() - clock.now()).toBe(499_700);
    clock.advance(1000);
    transport.connection.deliver(you(10, { now: clock.now() + 500_000 - 40 }));
    expect(session.now() - clock.now()).toBe(499_960);
    clock.advance(1000);
    transport.connection.deliver(you(11, { now: clock.now() + 500_000 - 1000 }));
    expect(session.now() - clock.now()).toBe(499_960);
  });

  it('starts over with each connection, as the server may be another process', () => {
    const { session, transport, clock } = playingSession();
    transport.connection.drop();
    clock.advance(250);
    transport.connection.open().deliver(welcome(clock.now() - 90_000));
    expect(session.now() - clock.now()).toBe(-90_000);
  });
});
