import { describe, expect, it } from 'vitest';
import { FallbackPolicy } from '../../../source/client/transport/auto.ts';

/** A WebSocket on which nothing comes is given up after 15 s, and looked at each second. */
const MUTE_MS = 16_000;

describe('WebSocketTrust', () => {
  it('is lost by two cuts in a row, also of WebSockets on which nothing came until they were given up', () => {
    const trust = new FallbackPolicy();
    trust.onWebSocketLost(MUTE_MS);
    expect(trust.prefersWebSocket).toBe(true);
    trust.onWebSocketLost(MUTE_MS);
    expect(trust.prefersWebSocket).toBe(false);
  });

  it('stays where one in between lasted', () => {
    const trust = new FallbackPolicy();
    for (const lastedMs of [1000, 20_000, 1000]) trust.onWebSocketLost(lastedMs);
    expect(trust.prefersWebSocket).toBe(true);
  });
});
