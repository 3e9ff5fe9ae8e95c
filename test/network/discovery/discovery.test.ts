import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { type Announced, announceGame } from '../../../source/network/discovery/announce-game.ts';
import { type Announcement, announcementRecord } from '../../../source/network/discovery/announcement.ts';
import { GameSearch } from '../../../source/network/discovery/game-search.ts';
import { type Neighbourhood, openMulticast } from '../../../source/network/discovery/multicast.ts';
import { hasMulticast, loopbackNetwork, occupiedUdpPort } from '../../helpers/multicast.ts';
import { until } from '../../helpers/until.ts';

const withMulticast = await hasMulticast();
const git = { title: 'Git', port: 7849 };

describe.skipIf(!withMulticast)('a game on the network', () => {
  it('is found while it is announced', async () => {
    const network = await loopbackNetwork();
    const { takeBack } = announced(git, network);
    const search = watched(network);
    await until(() => search.snapshot()).toEqual([{ title: 'Git', address: '127.0.0.1' }]);
    await takeBack();
    await until(() => search.snapshot()).toEqual([]);
  });

  it('names the address of the network that it is announced on, unless it is to be reached by another', async () => {
    const network = await loopbackNetwork();
    announced(git, network);
    announced({ title: 'Certified', port: 7850, host: 'quiz.example.org' }, network);
    const asking = await openMulticast('127.0.0.1', network.port);
    onTestFinished(() => asking?.destroy());
    const hosts = new Map<unknown, unknown>();
    asking?.find({ type: 'termquiz' }, ({ txt }) => hosts.set(txt.title, txt.host));
    await until(() => Object.fromEntries(hosts)).toEqual({ Git: '127.0.0.1', Certified: 'quiz.example.org' });
  });

  it('is found by who looked for it before', async () => {
    const network = await loopbackNetwork();
    const search = watched(network);
    announced(git, network);
    await until(() => titles(search)).toEqual(['Git']);
  });

  it('is listed beside others, also of the same title', async () => {
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

  it('is found on a network that its host came into later, and on that once more after an absence', async () => {
    const network = await loopbackNetwork();
    let addresses: readonly string[] = [];
    const { renew } = announced(git, { ...network, addresses: () => addresses });
    const search = watched(network);
    for (let time = 0; time < 2; time += 1) {
      addresses = network.addresses();
      renew();
      renew();
      await until(() => titles(search)).toEqual(['Git']);
      addresses = [];
      renew();
      await until(() => titles(search)).toEqual([]);
    }
  });

  it('keeps its list the same while nothing changes', async () => {
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

  it('is gone when it gives no more answers, without a goodbye', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const network = await loopbackNetwork();
    const host = await openMulticast('127.0.0.1', network.port);
    host?.publish(service('Killed'));
    const search = watched(network);
    await until(() => titles(search)).toEqual(['Killed']);
    await asked(8);
    expect(titles(search)).toEqual(['Killed']);
    host?.destroy();
    await asked(8);
    expect(titles(search)).toEqual([]);
  });

  it('is listed once after its host was killed and started again, and gone with that', async () => {
    const network = await loopbackNetwork();
    const killed = await openMulticast('127.0.0.1', network.port);
    killed?.publish(service('Killed'));
    const search = watched(network);
    await until(() => titles(search)).toEqual(['Killed']);
    killed?.destroy();
    const { takeBack } = announced({ title: 'Resumed', port: 7849 }, network);
    await until(() => titles(search)).toEqual(['Resumed']);
    await takeBack();
    await until(() => titles(search)).toEqual([]);
  });

  it('is cleaned, and left out where it is none', async () => {
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

  it('can be looked for again', async () => {
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
    'somebody keeps the port for himself',
    async () => ({ addresses: () => ['127.0.0.1'], port: await occupiedUdpPort() }),
  ],
  ['the network is gone', async () => ({ ...(await loopbackNetwork()), addresses: () => ['203.0.113.1'] })],
  ['there is no network', async () => ({ ...(await loopbackNetwork()), addresses: () => [] })],
])('where %s', (_why, place) => {
  it('a game is neither found nor announced, and nothing else happens', async () => {
    const network = await place();
    const search = watched(network);
    const { takeBack, renew } = announceGame(git, network);
    renew();
    const before = performance.now();
    await takeBack();
    expect(performance.now() - before).toBeLessThan(2000);
    expect(search.snapshot()).toEqual([]);
  });
});

describe('an announcement', () => {
  it('is not made on a port that cannot be had', async () => {
    expect(await openMulticast('127.0.0.1', await occupiedUdpPort())).toBeUndefined();
  });

  it('can be taken back before it was made, and again', async () => {
    const network = await loopbackNetwork();
    const { takeBack } = announceGame(git, network);
    await takeBack();
    await takeBack();
    const search = watched(network);
    announced({ ...git, title: 'Another' }, network);
    await until(() => search.snapshot().length).toBe(withMulticast ? 1 : 0);
    expect(titles(search)).not.toContain('Git');
  });
});

/** Announced until the test is over. */
function announced(game: Announcement, network: Neighbourhood): Announced {
  const made = announceGame(game, network);
  onTestFinished(() => made.takeBack());
  return made;
}

/** Looking for games until the test is over. */
function watched(network: Neighbourhood): GameSearch {
  const search = new GameSearch(network);
  onTestFinished(search.subscribe(() => undefined));
  return search;
}

function titles(search: GameSearch): string[] {
  return search.snapshot().map(({ title }) => title);
}

function service(title: string) {
  const txt = announcementRecord({ title, port: 7849 });
  return { type: 'termquiz', name: title, port: 7849, txt, probe: false };
}

/** So many questions later, with time for the answers. */
async function asked(times: number): Promise<void> {
  for (let time = 0; time < times; time += 1) {
    await vi.advanceTimersByTimeAsync(4000);
    await loopbackRoundTrip();
  }
}

/** What was sent on this machine before has arrived when this comes back. */
async function loopbackRoundTrip(): Promise<void> {
  await hasMulticast();
}
