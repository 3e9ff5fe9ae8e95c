import { describe, it, onTestFinished } from 'vitest';
import { type AnnounceOptions, announce } from '../../../source/commands/host/announce.ts';
import type { Announcement } from '../../../source/network/discovery/announcement.ts';
import { GameSearch } from '../../../source/network/discovery/game-search.ts';
import { hasMulticast, loopbackNetwork } from '../../helpers/multicast.ts';
import { until } from '../../helpers/until.ts';

const git = { title: 'Git', port: 7849, host: undefined };
const certified = { title: 'Certified', port: 7849, tls: true, host: 'quiz.example.org' };

/** The addresses by which this game is found, once a game announced after it is found. */
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

describe.skipIf(!(await hasMulticast()))('announce', () => {
  it.each<[string, Announcement, AnnounceOptions, string[]]>([
    ['gives the address in the network', git, {}, ['127.0.0.1']],
    ['gives the IPv6 address that the game listens on', git, { bind: 'fd77::1' }, ['[fd77::1]']],
    ['gives the name in the certificate', certified, {}, ['wss://quiz.example.org:7849']],
    [
      'gives the name in the certificate even on a single address',
      certified,
      { bind: 'fd77::1' },
      ['wss://quiz.example.org:7849'],
    ],
    ['announces nothing if only this machine can reach the game', git, { bind: '127.0.0.1' }, []],
    ['announces nothing if discovery is off', git, { discovery: false }, []],
  ])('%s', async (_how, game, options, addresses) => {
    await until(await addressesOf(game, options)).toEqual(addresses);
  });
});
