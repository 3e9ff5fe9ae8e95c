import { describe, expect, it } from 'vitest';
import type { KnownVersions, Respond } from '../../../source/server/http/polling-connection.ts';
import { pollingSeats } from '../../helpers/polled-seat.ts';
import { ADDRESS, TestVisitor, openQuestion, roomOnManualClock, tokenOf } from '../../helpers/rooms.ts';
import { joinRoom } from '../../helpers/visitors.ts';

const NOTHING_KNOWN: KnownVersions = { stage: null, counts: null, you: null };

/** Returns a room with Bob over a WebSocket, and Ada over HTTP. */
function polled() {
  const { room, clock, events } = roomOnManualClock();
  const seats = pollingSeats(room, clock);
  new TestVisitor(room, clock).join('Bob');
  // From now on, the lobby with Ada in it is published at once.
  clock.advance(1000);
  const result = seats.connect({ address: ADDRESS, token: tokenOf('Ada') }, (connection) =>
    room.entrance.join(connection, { name: 'Ada', token: tokenOf('Ada') }),
  );
  if (!result.ok) throw new Error(`Ada is rejected: ${result.rejection}`);
  const { entered: ada } = result;
  const responses: unknown[] = [];
  const respond: Respond = (status, json) => responses.push({ status, ...Object(JSON.parse(json)) });
  const poll = (waitS: number, known: KnownVersions = NOTHING_KNOWN) => {
    const disconnect = ada.connection.poll(known, waitS * 1000, respond);
    clock.settle();
    return disconnect;
  };
  const isConnected = () => room.players().find(({ name }) => name === 'Ada')?.connected;
  return { room, clock, events, seats, ada, responses, respond, poll, isConnected };
}

/** Returns the versions of the views in a response. */
function versionsIn(response: unknown): KnownVersions {
  const version = (key: string): number | null => {
    const value: unknown = Reflect.get(Object(Reflect.get(Object(response), key)), 'version');
    return typeof value === 'number' ? value : null;
  };
  return { stage: version('stage'), counts: version('counts'), you: version('you') };
}

describe('a seat over HTTP', () => {
  it('is away after ten seconds without a request', () => {
    const { clock, poll, isConnected, seats } = polled();
    poll(0);
    clock.advance(9999);
    expect(isConnected()).toBe(true);
    clock.advance(1);
    expect(isConnected()).toBe(false);
    expect(seats.find(tokenOf('Ada'))).toBeNull();
  });

  it('is connected while a request is held, and for ten seconds afterwards', () => {
    const { clock, poll, isConnected, responses } = polled();
    poll(0);
    poll(60, versionsIn(responses[0]));
    clock.advance(60_000);
    expect(responses).toHaveLength(2);
    clock.advance(9999);
    expect(isConnected()).toBe(true);
    clock.advance(1);
    expect(isConnected()).toBe(false);
  });

  it('is away ten seconds after its client disconnected', () => {
    const { clock, poll, isConnected, responses } = polled();
    poll(0);
    const disconnect = poll(60, versionsIn(responses[0]));
    disconnect();
    clock.advance(10_000);
    expect(isConnected()).toBe(false);
    expect(responses).toHaveLength(1);
  });

  it('is away if its client sends no request after the join', () => {
    const { clock, ada, isConnected, responses, respond } = polled();
    ada.connection.enter(201, respond);
    clock.advance(10_000);
    expect(responses).toMatchObject([{ status: 201, type: 'welcome' }]);
    expect(isConnected()).toBe(false);
  });

  it('does not count as away because the host slept', () => {
    const { clock, poll, isConnected } = polled();
    poll(0);
    clock.advance(4000);
    clock.sleep(3_600_000);
    clock.advance(5000);
    expect(isConnected()).toBe(true);
    clock.advance(1000);
    expect(isConnected()).toBe(false);
  });

  it('is away ten seconds after a rejected request', () => {
    const { clock, ada, isConnected } = polled();
    ada.connection.touch();
    clock.advance(9999);
    expect(isConnected()).toBe(true);
    ada.connection.touch();
    clock.advance(9999);
    expect(isConnected()).toBe(true);
    clock.advance(1);
    expect(isConnected()).toBe(false);
  });

  it('leaves no timers behind after many requests', () => {
    const { clock, poll, responses } = polled();
    poll(0);
    const before = clock.pending;
    for (let polls = 0; polls < 50; polls++) poll(60, versionsIn(responses[0]));
    expect(clock.pending).toBe(before);
    expect(responses).toHaveLength(50);
  });
});

describe('a request for views that is held while numbers change', () => {
  /** An open question, which Ada has been sent. A new player joins while her next request is held. */
  function held(counts: number | null) {
    const { room, clock, poll, responses } = polled();
    openQuestion(room, clock);
    poll(0);
    clock.advance(1000);
    const known = versionsIn(responses[0]);
    responses.length = 0;
    poll(25, { ...known, counts });
    joinRoom(room, clock, 'Cleo');
    return { room, clock, poll, responses, known };
  }

  it('gets only the counts if it asked for them', () => {
    const { clock, responses, known } = held(0);
    const { stage } = known;
    expect(responses).toMatchObject([
      { status: 200, counts: { type: 'counts', stage, players: 3, connected: 3, answered: 0 } },
    ]);
    expect(Object.keys(Object(responses[0]))).toEqual(['status', 'now', 'counts']);
    clock.advance(5000);
    expect(responses).toHaveLength(1);
  });

  it('waits for another change if it did not ask for the counts', () => {
    const { room, clock, responses } = held(null);
    clock.advance(5000);
    expect(responses).toEqual([]);
    room.command({ type: 'close' });
    clock.settle();
    expect(Object.keys(Object(responses[0]))).toEqual(['status', 'now', 'stage', 'you']);
  });

  it('gets the counts again if the response was lost, until it names their version', () => {
    const { poll, responses, known } = held(0);
    poll(0, { ...known, counts: 0 });
    expect(responses[1]).toEqual(responses[0]);
    poll(0, { ...known, counts: versionsIn(responses[0]).counts });
    expect(Object.keys(Object(responses[2]))).toEqual(['status', 'now']);
  });

  it('gets the counts beside the stage, and never those of an earlier one', () => {
    const { room, clock, poll, responses } = held(0);
    poll(0, { ...NOTHING_KNOWN, counts: 0 });
    expect(Object.keys(Object(responses[1]))).toEqual(['status', 'now', 'stage', 'counts', 'you']);
    room.command({ type: 'close' });
    clock.settle();
    poll(0, { ...NOTHING_KNOWN, counts: 0 });
    expect(Object.keys(Object(responses[2]))).toEqual(['status', 'now', 'stage', 'you']);
  });

  it('gets the newest counts at once if its turn came before the request', () => {
    const { room, clock, poll, responses, known } = held(0);
    const { counts } = versionsIn(responses[0]);
    joinRoom(room, clock, 'Dan');
    clock.advance(1000);
    poll(25, { ...known, counts });
    expect(responses[1]).toMatchObject({ counts: { players: 4 } });
  });
});

describe('a seat over HTTP that is given up', () => {
  it('ends its held request at once, and leaves no timers behind', () => {
    const { clock, seats, ada, poll, responses, events } = polled();
    poll(0);
    const others = clock.pending - 1;
    poll(60, versionsIn(responses[0]));
    seats.leave(tokenOf('Ada'), ada);
    expect(responses.slice(1)).toEqual([{ status: 200, now: clock.now() }]);
    expect(events.at(-1)?.type).toBe('player-left');
    // The lobby without her is published in this time.
    clock.advance(1000);
    expect(clock.pending).toBe(others);
  });

  it('rejects its other pending requests', () => {
    const { clock, seats, ada, respond, responses } = polled();
    const others = clock.pending;
    ada.connection.enter(201, respond);
    ada.connection.acknowledge(respond);
    seats.leave(tokenOf('Ada'), ada);
    const refused = { status: 401, type: 'rejected', code: 'unknown-token' };
    expect(responses).toMatchObject([refused, refused]);
    clock.advance(200);
    expect(clock.pending).toBe(others);
  });
});

describe('a token of the last game', () => {
  it('is forgotten with the next join once the host plays again, unless its player is still there', () => {
    const { room, clock, seats, poll } = polled();
    const join = (name: string) =>
      seats.connect({ address: ADDRESS, token: tokenOf(name) }, (connection) =>
        room.entrance.join(connection, { name, token: tokenOf(name) }),
      );
    join('Cleo');
    poll(60);
    room.command({ type: 'kick', name: 'Cleo' });
    openQuestion(room, clock);
    for (const type of ['close', 'end', 'again'] as const) room.command({ type });
    expect(seats.countRequest(tokenOf('Cleo'))).toBe('within-limit');
    clock.settle();
    join('Dora');
    expect(seats.countRequest(tokenOf('Cleo'))).toBe('unknown');
    expect(seats.countRequest(tokenOf('Ada'))).toBe('within-limit');
  });
});

describe('a token whose seat is gone', () => {
  it('is forgotten once there are many, so that a flood of players does not fill the memory', () => {
    const { room, seats } = polled();
    const join = (name: string) =>
      seats.connect({ address: ADDRESS, token: tokenOf(name) }, (connection) =>
        room.entrance.join(connection, { name, token: tokenOf(name) }),
      );
    for (let index = 0; index < 998; index++) join(`Ghost ${index}`);
    room.command({ type: 'remove-address', address: ADDRESS });
    expect(seats.countRequest(tokenOf('Ghost 0'))).toBe('within-limit');
    for (const name of ['Cleo', 'Dora']) join(name);
    expect(seats.countRequest(tokenOf('Ghost 0'))).toBe('unknown');
    expect(seats.countRequest(tokenOf('Cleo'))).toBe('within-limit');
  });
});

describe('a watcher over HTTP', () => {
  const watchers = (count: number) =>
    Array.from({ length: count }, (_, index) => tokenOf(`Watcher ${index}`));
  /** Whether another watcher gets a seat. */
  function watch({ seats, respond }: ReturnType<typeof polled>, token: string): boolean {
    const result = seats.connect({ address: ADDRESS, token }, (connection) => seats.watch(connection, token));
    if (result.ok) result.entered.connection.enter(201, respond);
    else expect(result.rejection).toBe('full');
    return result.ok;
  }

  it('is forgotten, with its token, when it stops polling', () => {
    const room = polled();
    const { clock, seats, responses } = room;
    const token = tokenOf('Watcher');
    watch(room, token);
    clock.settle();
    expect(responses).toMatchObject([{ type: 'welcome', player: null, token }]);
    expect(seats.countRequest(token)).toBe('within-limit');
    clock.advance(10_000);
    expect(seats.countRequest(token)).toBe('unknown');
  });

  it('is rejected as one of more than a thousand, until another leaves or stops polling', () => {
    const room = polled();
    const { clock, seats } = room;
    const tokens = watchers(1000);
    expect(tokens.filter((token) => watch(room, token))).toEqual(tokens);
    clock.settle();
    expect(watch(room, tokenOf('Late'))).toBe(false);
    const ada = seats.find(tokenOf('Watcher 7'));
    if (ada) seats.leave(tokenOf('Watcher 7'), ada);
    expect(watch(room, tokenOf('Late'))).toBe(true);
    expect(watch(room, tokenOf('Later'))).toBe(false);
    clock.advance(10_000);
    expect(watch(room, tokenOf('Later'))).toBe(true);
  });

  it('does not take the place of a player', () => {
    const room = polled();
    for (const token of watchers(1000)) watch(room, token);
    const token = tokenOf('Cleo');
    const result = room.seats.connect({ address: ADDRESS, token }, (connection) =>
      room.room.entrance.join(connection, { name: 'Cleo', token }),
    );
    expect(result.ok).toBe(true);
  });
});

describe('a request for views', () => {
  it('gets the newest views, and never the same twice', () => {
    const { room, clock, poll, responses } = polled();
    poll(0);
    room.command({ type: 'start' });
    clock.advance(3000);
    room.command({ type: 'close' });
    poll(30, versionsIn(responses[0]));
    expect(responses).toHaveLength(2);
    expect(responses[1]).toMatchObject({ stage: { phase: 'reveal' }, you: { result: { correct: false } } });
    poll(30, versionsIn(responses[1]));
    expect(responses).toHaveLength(2);
    room.command({ type: 'next' });
    clock.settle();
    expect(responses).toHaveLength(3);
    expect(responses[2]).toMatchObject({ stage: { phase: 'standings' } });
    expect(responses[2]).not.toHaveProperty('you');
  });
});
