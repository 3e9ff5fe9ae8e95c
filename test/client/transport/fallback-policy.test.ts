import { describe, expect, it } from 'vitest';
import { FallbackPolicy } from '../../../source/client/transport/auto.ts';

/** How long a silent WebSocket stays open: it is dropped after 15 s of silence, checked every second. */
const SILENT_MS = 16_000;

describe('FallbackPolicy', () => {
  it('falls back after two drops in a row, including WebSockets dropped because they were silent', () => {
    const policy = new FallbackPolicy();
    policy.onWebSocketLost(SILENT_MS);
    expect(policy.prefersWebSocket).toBe(true);
    policy.onWebSocketLost(SILENT_MS);
    expect(policy.prefersWebSocket).toBe(false);
  });

  it('does not fall back if a WebSocket in between was stable', () => {
    const policy = new FallbackPolicy();
    for (const lastedMs of [1000, 20_000, 1000]) policy.onWebSocketLost(lastedMs);
    expect(policy.prefersWebSocket).toBe(true);
  });
});
