import { describe, expect, it } from 'vitest';
import { MAX_SERVER_MESSAGE_BYTES } from '../../source/protocol/server-message.ts';
import { type Fetch, FetchClient } from '../../source/web/transport/fetch-client.ts';
import { ManualClock } from '../helpers/manual-clock.ts';

const BASE = 'http://192.168.1.20:7849';

function clientOver(fetch: Fetch) {
  const clock = new ManualClock();
  return { clock, client: new FetchClient(BASE, fetch, clock) };
}

/** A `fetch` that responds only to an abort. */
const silence: Fetch = (_url, { signal }) =>
  new Promise((_resolve, reject) => {
    if (signal?.aborted) reject(new Error('aborted'));
    signal?.addEventListener('abort', () => reject(new Error('aborted')));
  });

const GET = { method: 'GET', path: '/v1', timeoutMs: 3000 } as const;

describe('FetchClient', () => {
  it('sends the token in a header only, and nothing that a browser keeps or adds', async () => {
    const requests: [string, RequestInit][] = [];
    const { client } = clientOver(async (url, options) => {
      requests.push([url, options]);
      return new Response('{}');
    });
    const message = { type: 'rename', name: 'Ada' };
    await client.request({
      method: 'POST',
      path: '/v1/players/me/name',
      token: 'secret',
      message,
      timeoutMs: 1000,
    });
    const [[url, { signal, ...options }] = ['', {}]] = requests;
    expect(url).toBe(`${BASE}/v1/players/me/name`);
    expect(signal?.aborted).toBe(false);
    expect(options).toEqual({
      method: 'POST',
      headers: { Authorization: 'Bearer secret', 'Content-Type': 'application/json' },
      body: JSON.stringify(message),
      cache: 'no-store',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      redirect: 'manual',
      keepalive: false,
    });
  });

  it('returns the response with its round trip', async () => {
    const { client, clock } = clientOver(async () => {
      clock.advance(40);
      return new Response('Grüße', { status: 202 });
    });
    expect(await client.request(GET)).toEqual({ ok: true, status: 202, body: 'Grüße', roundTripMs: 40 });
  });

  it('fails if nothing responds, with a message for people with a phone', async () => {
    const { client } = clientOver(async () => {
      throw new TypeError('Failed to fetch');
    });
    expect(await client.request(GET)).toEqual({
      ok: false,
      isInterrupted: true,
      failure: {
        message: "Cannot reach the game. Are you still on the host's network?",
        isFinal: false,
      },
    });
  });

  it('gives up after its timeout, even in the middle of a response', async () => {
    for (const fetch of [silence, endless]) {
      const { client, clock } = clientOver(fetch);
      const result = client.request(GET);
      await Promise.resolve();
      clock.advance(3000);
      expect(await result).toMatchObject({ ok: false, isInterrupted: true });
      expect(clock.pending).toBe(0);
    }
  });

  it.each([true, false])('is aborted by its signal (before it is sent: %s)', async (isBefore) => {
    const { client, clock } = clientOver(silence);
    const aborting = new AbortController();
    if (isBefore) aborting.abort();
    const result = client.request({ ...GET, signal: aborting.signal });
    aborting.abort();
    expect(await result).toMatchObject({ ok: false });
    expect(clock.pending).toBe(0);
  });

  it('stops reading a response that is too long', async () => {
    let sent = 0;
    const { client } = clientOver(async () => {
      const body = new ReadableStream({
        pull(controller) {
          sent += 65_536;
          controller.enqueue(new Uint8Array(65_536));
        },
      });
      return new Response(body);
    });
    expect(await client.request(GET)).toMatchObject({ ok: false });
    expect(sent).toBeLessThan(2 * MAX_SERVER_MESSAGE_BYTES);
  });

  it.each([
    [503, { isFinal: false }],
    [429, { isFinal: false }],
    [404, { isFinal: true, isForeign: true }],
    // A redirect that was not followed.
    [0, { isFinal: true, isForeign: true }],
  ])('takes a response with %i for a failure', (status, expected) => {
    const { client } = clientOver(silence);
    expect(client.responseFailure('/v1', { status, body: '' })).toMatchObject(expected);
  });
});

/** Responds with a body that never ends. */
const endless: Fetch = async (_url, { signal }) =>
  new Response(
    new ReadableStream({
      start(controller) {
        controller.enqueue(new Uint8Array(10));
        signal?.addEventListener('abort', () => controller.error(new Error('aborted')));
      },
    }),
  );
