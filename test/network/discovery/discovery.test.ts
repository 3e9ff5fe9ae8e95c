import { createSocket } from 'node:dgram';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { type Publication, announceGame } from '../../../source/network/discovery/announce-game.ts';
import { type Announcement, txtRecord } from '../../../source/network/discovery/announcement.ts';
import { GameSearch } from '../../../source/network/discovery/game-search.ts';
import { type MulticastNetworks, openMulticast } from '../../../source/network/discovery/multicast.ts';
import { hasMulticast, loopbackNetwork, occupiedUdpPort } from '../../helpers/multicast.ts';
import { until } from '../../helpers/until.ts';

const withMulticast = await hasMulticast();
const git = { title: 'Git', port: 7849 };

describe.skipIf(!withMulticast)('an announced game', () => {
  it('is found until it is unpublished', async () => {
    const network = await loopbackNetwork();
    const { unpublish } = announced(git, network);
    const search = watched(network);
    await until(() => search.snapshot()).toEqual([{ title: 'Git', address: '127.0.0.1' }]);
    await unpublish();
    await until(() => search.snapshot()).toEqual([]);
  });

  it('is found under the title of another quiz once the host plays that', async () => {
    const network = await loopbackNetwork();
    const { rename } = announced(git, network);
    const search = watched(network);
    await until(() => titles(search)).toEqual(['Git']);
    rename('Another quiz');
    await until(() => titles(search)).toEqual(['Another quiz']);
  });

  it('is ignored if it fills a whole packet of multicast DNS, which would keep the library busy for seconds', async () => {
    const network = await loopbackNetwork();
    const search = watched(network);
    const socket = createSocket('udp4');
    onTestFinished(() => void socket.close());
    const send = (packet: Buffer) => void socket.send(packet, network.port, '127.0.0.1');
    await until(() => {
      send(response('Large', 1400));
      send(response('Plain'));
      return titles(search);
    }).toEqual(['Plain']);
  });

  it('names the address of the network that it is announced on, unless it has another host', async () => {
    const network = await loopbackNetwork();
    announced(git, network);
    announced({ title: 'Certified', port: 7850, host: 'quiz.example.org' }, network);
    const client = await openMulticast('127.0.0.1', network.port);
    onTestFinished(() => client?.destroy());
    const hosts = new Map<unknown, unknown>();
    client?.find({ type: 'termquiz' }, ({ txt }) => hosts.set(txt.title, txt.host));
    await until(() => Object.fromEntries(hosts)).toEqual({ Git: '127.0.0.1', Certified: 'quiz.example.org' });
  });

  it('is found by searches that started before', async () => {
    const network = await loopbackNetwork();
    const search = watched(network);
    announced(git, network);
    await until(() => titles(search)).toEqual(['Git']);
  });

  it('is listed beside others with the same title', async () => {
    const network = await loopbackNetwork();
    const search = watched(network);
    announced(git, network);
    await until(() => search.snapshot().length).toBe(1);
    announced({ ...git, port: 7850 }, network);
    await until(() => search.snapshot()).toEqual([
      { title: 'Git', address: '127.0.0.1' },
      { title: 'Git', address: '127.0.0.1:7850' },
    ]);
  });

  it('is listed once, however often it is announced', async () => {
    const network = await loopbackNetwork();
    const [address = ''] = network.addresses();
    const search = watched(network);
    announced(git, { ...network, addresses: () => [address, address] });
    announced(git, network);
    announced({ ...git, port: 7850 }, network);
    await until(() => search.snapshot().length).toBe(2);
  });

  it('is found on a network that its host joins later, and joins again', async () => {
    const network = await loopbackNetwork();
    let addresses: readonly string[] = [];
    const { refresh } = announced(git, { ...network, addresses: () => addresses });
    const search = watched(network);
    for (let time = 0; time < 2; time += 1) {
      addresses = network.addresses();
      refresh();
      refresh();
      await until(() => titles(search)).toEqual(['Git']);
      addresses = [];
      refresh();
      await until(() => titles(search)).toEqual([]);
    }
  });

  it('stays the same object while other games are found', async () => {
    const network = await loopbackNetwork();
    announced(git, network);
    const search = watched(network);
    await until(() => titles(search)).toEqual(['Git']);
    const changes = vi.fn<() => void>();
    search.subscribe(changes);
    const before = search.snapshot();
    announced({ ...git, title: 'Another', port: 7850 }, network);
    await until(() => changes.mock.calls.length).toBe(1);
    expect(search.snapshot()[0]).toBe(before[0]);
  });

  it('disappears without a goodbye when it stops responding', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const network = await loopbackNetwork();
    const host = await openMulticast('127.0.0.1', network.port);
    host?.publish(service('Killed'));
    const search = watched(network);
    await until(() => titles(search)).toEqual(['Killed']);
    await queries(8);
    expect(titles(search)).toEqual(['Killed']);
    host?.destroy();
    await queries(8);
    expect(titles(search)).toEqual([]);
  });

  it('is listed once after its host was killed and restarted, and disappears with the new host', async () => {
    const network = await loopbackNetwork();
    const killed = await openMulticast('127.0.0.1', network.port);
    killed?.publish(service('Killed'));
    const search = watched(network);
    await until(() => titles(search)).toEqual(['Killed']);
    killed?.destroy();
    const { unpublish } = announced({ title: 'Resumed', port: 7849 }, network);
    await until(() => titles(search)).toEqual(['Resumed']);
    await unpublish();
    await until(() => titles(search)).toEqual([]);
  });

  it('has a clean title, and is left out if its record is invalid', async () => {
    const network = await loopbackNetwork();
    const search = watched(network);
    const host = await openMulticast('127.0.0.1', network.port);
    onTestFinished(() => host?.destroy());
    host?.publish({ ...service('Other'), txt: { protocol: '2', title: 'Other' } });
    host?.publish({ ...service('Nothing'), txt: {} });
    host?.publish({
      ...service('Evil'),
      txt: { ...service('Evil').txt, title: '\u001B]0;x\u0007\u001B[2JEvil\u202E' },
    });
    await until(() => titles(search)).toEqual(['Evil']);
  });

  it('is found by each new subscriber of a search', async () => {
    const network = await loopbackNetwork();
    announced(git, network);
    const search = new GameSearch(network);
    for (let round = 0; round < 3; round += 1) {
      const unsubscribe = search.subscribe(() => undefined);
      await until(() => titles(search)).toEqual(['Git']);
      unsubscribe();
    }
  });
});

describe.each([
  [
    'another program has the port to itself',
    async () => ({ addresses: () => ['127.0.0.1'], port: await occupiedUdpPort() }),
  ],
  ['the network is gone', async () => ({ ...(await loopbackNetwork()), addresses: () => ['203.0.113.1'] })],
  ['there is no network', async () => ({ ...(await loopbackNetwork()), addresses: () => [] })],
])('when %s', (_why, place) => {
  it('no game is found or announced, and nothing throws', async () => {
    const network = await place();
    const search = watched(network);
    const { unpublish, refresh } = announceGame(git, network);
    refresh();
    const before = performance.now();
    await unpublish();
    expect(performance.now() - before).toBeLessThan(2000);
    expect(search.snapshot()).toEqual([]);
  });
});

describe('announceGame', () => {
  it('ignores a port that is taken', async () => {
    expect(await openMulticast('127.0.0.1', await occupiedUdpPort())).toBeUndefined();
  });

  it('can be unpublished before it is published, and twice', async () => {
    const network = await loopbackNetwork();
    const { unpublish } = announceGame(git, network);
    await unpublish();
    await unpublish();
    const search = watched(network);
    announced({ ...git, title: 'Another' }, network);
    await until(() => search.snapshot().length).toBe(withMulticast ? 1 : 0);
    expect(titles(search)).not.toContain('Git');
  });
});

/** Announces a game until the test ends. */
function announced(game: Announcement, network: MulticastNetworks): Publication {
  const publication = announceGame(game, network);
  onTestFinished(() => publication.unpublish());
  return publication;
}

/** Searches for games until the test ends. */
function watched(network: MulticastNetworks): GameSearch {
  const search = new GameSearch(network);
  onTestFinished(search.subscribe(() => undefined));
  return search;
}

function titles(search: GameSearch): string[] {
  return search.snapshot().map(({ title }) => title);
}

function service(title: string) {
  const txt = txtRecord({ title, port: 7849 });
  return { type: 'termquiz', name: title, port: 7849, txt, probe: false };
}

/** Waits for this many queries, and for the responses. */
async function queries(times: number): Promise<void> {
  for (let time = 0; time < times; time += 1) {
    await vi.advanceTimersByTimeAsync(4000);
    await loopbackRoundTrip();
  }
}

/** Resolves when everything sent on this machine before has arrived. */
async function loopbackRoundTrip(): Promise<void> {
  await hasMulticast();
}

/** Returns a response of multicast DNS that announces a game, with more padding if it should be large. */
function response(title: string, padding = 0): Buffer {
  const service = ['_termquiz', '_tcp', 'local'];
  const txt = [
    `title=${title}`,
    'protocol=1',
    'host=127.0.0.1',
    ...Array(padding / 200).fill('x'.repeat(199)),
  ];
  const header = Buffer.from([0, 0, 0x84, 0, 0, 0, 0, 3, 0, 0, 0, 0]);
  const name = [title, ...service];
  return Buffer.concat([
    header,
    record(service, 12, labels(name)),
    record(name, 33, Buffer.concat([Buffer.from([0, 0, 0, 0, 0x1e, 0xa9]), labels(['x', 'local'])])),
    record(
      name,
      16,
      Buffer.concat(txt.map((entry) => Buffer.from(String.fromCharCode(entry.length) + entry, 'latin1'))),
    ),
  ]);
}

function record(name: readonly string[], type: number, data: Buffer): Buffer {
  const fields = Buffer.from([0, type, 0, 1, 0, 0, 0, 120, data.length >> 8, data.length & 0xff]);
  return Buffer.concat([labels(name), fields, data]);
}

function labels(name: readonly string[]): Buffer {
  return Buffer.from(
    `${name.map((label) => String.fromCharCode(label.length) + label).join('')}\0`,
    'latin1',
  );
}
