import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { OpenConnections, type UsedConnections } from '../../../source/server/limits/open-connections.ts';

/** Opens connections, and counts the drops. */
function counted(capacity: number) {
  let drops = 0;
  const connections = new OpenConnections(capacity, () => drops++);
  const open = (network: string | null = '192.0.2.1') => {
    const stream = new PassThrough();
    connections.add(stream, network);
    return stream;
  };
  return { connections, open, drops: () => drops };
}

describe('a new connection', () => {
  it('drops the oldest one without a seat once there are too many', () => {
    const { connections, open, drops } = counted(3);
    const [seated, oldest, other] = [open(), open(), open()];
    connections.play(seated);
    const newest = open();
    expect([seated, oldest, other, newest].map(({ destroyed }) => destroyed)).toEqual([
      false,
      true,
      false,
      false,
    ]);
    expect(drops()).toBe(1);
  });

  it('drops one of the network with the most connections without a seat', () => {
    const { open } = counted(4);
    const honest = open('192.0.2.1');
    const [oldest] = [open('192.0.2.2'), open('192.0.2.2'), open('192.0.2.3')];
    open('192.0.2.4');
    expect(honest.destroyed).toBe(false);
    expect(oldest.destroyed).toBe(true);
  });

  it('is dropped itself if all others have seats', () => {
    const { connections, open } = counted(2);
    for (const network of ['192.0.2.1', '192.0.2.2']) connections.play(open(network));
    expect(open().destroyed).toBe(true);
  });

  it('drops the oldest one of its network once that network has 2,500 without a seat', () => {
    const { open, drops } = counted(10_000);
    const other = open('192.0.2.2');
    const [oldest, ...rest] = Array.from({ length: 2500 }, () => open());
    expect(drops()).toBe(0);
    open();
    expect(oldest?.destroyed).toBe(true);
    expect([other, ...rest].some(({ destroyed }) => destroyed)).toBe(false);
  });

  it('drops none of a shared network, as behind a reverse proxy, while there is room', () => {
    const { open, drops } = counted(10_000);
    for (let opened = 0; opened < 5000; opened++) open(null);
    expect(drops()).toBe(0);
  });

  it('takes the place of a closed one', async () => {
    const { open, drops } = counted(2);
    const closed = open();
    open();
    closed.destroy();
    await new Promise(setImmediate);
    open();
    expect(drops()).toBe(0);
  });
});

describe('a connection of a player', () => {
  it('is kept, unless three quarters of all connections are kept for the players of its address', () => {
    const { connections, open, drops } = counted(8);
    const playing = Array.from({ length: 8 }, () => open());
    for (const stream of playing) connections.play(stream);
    expect(drops()).toBe(0);
    const others = Array.from({ length: 2 }, () => {
      const stream = open('192.0.2.2');
      connections.play(stream);
      return stream;
    });
    expect(playing.map(({ destroyed }) => destroyed).indexOf(true)).toBe(6);
    expect(drops()).toBe(2);
    expect(open('192.0.2.3').destroyed).toBe(true);
    expect([...playing.slice(0, 6), ...others].some(({ destroyed }) => destroyed)).toBe(false);
  });

  it('counts with those of its /48, also behind a trusted reverse proxy', () => {
    const { connections, open } = counted(4);
    const playing = Array.from({ length: 4 }, () => open(null));
    for (const [index, stream] of playing.entries()) connections.play(stream, `2001:db8:1:${index}::1`);
    open(null);
    expect(playing.map(({ destroyed }) => destroyed)).toEqual([false, false, false, true]);
  });

  it('is dropped before any without a seat if it is one too many', () => {
    const { connections, open } = counted(5);
    const newcomer = open('192.0.2.2');
    const playing = Array.from({ length: 4 }, () => open(null));
    for (const stream of playing) connections.play(stream, '192.0.2.1');
    open(null);
    expect(newcomer.destroyed).toBe(false);
    expect(playing.map(({ destroyed }) => destroyed)).toEqual([false, false, false, true]);
  });

  it('makes room for another one when it is closed', async () => {
    const { connections, open } = counted(4);
    const playing = Array.from({ length: 3 }, () => open());
    for (const stream of playing) connections.play(stream);
    playing[0]?.destroy();
    await new Promise(setImmediate);
    const next = open();
    connections.play(next);
    open();
    open();
    expect(next.destroyed).toBe(false);
  });

  it('is kept, however many there are, if nobody knows whose address it has', () => {
    const { connections, open, drops } = counted(8);
    const playing = Array.from({ length: 8 }, () => open(null));
    for (const stream of playing) connections.play(stream);
    expect(open('192.0.2.2').destroyed).toBe(true);
    expect(drops()).toBe(1);
  });
});

describe('a connection of a watcher', () => {
  it('is not dropped if its network has no more than twenty', () => {
    const { connections, open } = counted(21);
    const watching = Array.from({ length: 21 }, () => open());
    for (const stream of watching) connections.watch(stream);
    open();
    expect(watching.map(({ destroyed }) => destroyed).indexOf(true)).toBe(20);
    open();
    expect(watching.filter(({ destroyed }) => destroyed)).toHaveLength(1);
  });

  it('counts together with those of all networks in its IPv6 /48', () => {
    const { connections, open } = counted(21);
    const watching = Array.from({ length: 21 }, (_, index) => open(`2001:db8:1:${index}::1`));
    for (const stream of watching) connections.watch(stream);
    open('192.0.2.1');
    expect(watching.map(({ destroyed }) => destroyed).indexOf(true)).toBe(20);
  });

  it('makes room for another one when it is closed', async () => {
    const { connections, open } = counted(21);
    const watching = Array.from({ length: 20 }, () => open());
    for (const stream of watching) connections.watch(stream);
    watching[0]?.destroy();
    await new Promise(setImmediate);
    const next = open();
    connections.watch(next);
    open();
    open();
    expect(next.destroyed).toBe(false);
  });
});

describe('a connection with requests of a seat', () => {
  it('is not dropped until the seat is given up', () => {
    const { connections, open } = counted(2);
    const seat: UsedConnections = new Set();
    const used = open(null);
    connections.use(used, seat);
    const unseated = open(null);
    open(null);
    expect([used, unseated].map(({ destroyed }) => destroyed)).toEqual([false, true]);
    connections.releaseAll(seat);
    open(null);
    open(null);
    expect(used.destroyed).toBe(true);
  });

  it('is not dropped while another seat uses it, too', () => {
    const { connections, open } = counted(1);
    const seats: UsedConnections[] = [new Set(), new Set()];
    const shared = open(null);
    for (const seat of seats) connections.use(shared, seat);
    connections.releaseAll(seats[0] ?? new Set());
    open(null);
    expect(shared.destroyed).toBe(false);
  });

  it('may be dropped again once the seat has used four others', () => {
    const { connections, open } = counted(5);
    const seat: UsedConnections = new Set();
    const used = Array.from({ length: 5 }, () => open(null));
    for (const stream of used) connections.use(stream, seat);
    open(null);
    expect(used.map(({ destroyed }) => destroyed)).toEqual([true, false, false, false, false]);
  });
});
