import { describe, it, onTestFinished } from 'vitest';
import { type AnnounceOptions, announce } from '../../../source/commands/host/announce.ts';
import type { Announcement } from '../../../source/network/discovery/announcement.ts';
import { GameSearch } from '../../../source/network/discovery/game-search.ts';
import { hasMulticast, loopbackNetwork } from '../../helpers/multicast.ts';
import { until } from '../../helpers/until.ts';

const git = { title: 'Git', port: 7849, host: undefined };
const certified = { title: 'Certified', port: 7849, tls: true, host: 'quiz.example.org' };

/** What is found of this game, once another one that was announced after it was found. */
async function addressesOf(game: Announcement, options: AnnounceOptions): Promise<() => readonly string[]> {
  const network = await loopbackNetwork();
  const announcements = [
    announce(game, options, network),
    announce({ title: 'Other', port: 9, host: 'other' }, {}, network),
  ];
  onTestFinished(async () => void (await Promise.all(announcements.map((each) => each.unpublish()))));
  const search = new GameSearch(network);
  onTestFinished(search.subscribe(() => undefined));
  const addresses = () => search.snapshot().map(({ address }) => address);
  await until(addresses).toContain('other:9');
  return () => addresses().filter((address) => address !== 'other:9');
}

describe.skipIf(!(await hasMulticast()))('a game is announced', () => {
  it.each<[string, Announcement, AnnounceOptions, string[]]>([
    ['by the address of the network', git, {}, ['127.0.0.1']],
    ['by the IPv6 address that alone it listens on', git, { bind: 'fd77::1' }, ['[fd77::1]']],
    ['by the name that its certificate is for', certified, {}, ['wss://quiz.example.org:7849']],
    ['by that name also on one address', certified, { bind: 'fd77::1' }, ['wss://quiz.example.org:7849']],
    ['not at all where nobody else can reach it', git, { bind: '127.0.0.1' }, []],
    ['not at all where it is not to be', git, { discovery: false }, []],
  ])('%s', async (_how, game, options, addresses) => {
    await until(await addressesOf(game, options)).toEqual(addresses);
  });
});
