import { describe, expect, it } from 'vitest';
import type { InjectedFault } from '../helpers/injected-faults.ts';
import { FaultGame } from '../helpers/fault-game.ts';
import { FaultPlayer } from '../helpers/fault-player.ts';
import { gameSize, isThorough, killsInOneGame, seeds } from '../helpers/fault-runs.ts';
import { headlessGame } from '../helpers/headless-game.ts';
import type { HeadlessHost } from '../helpers/headless-host.ts';
import { lostAnswers, pastGame } from '../helpers/fault-checks.ts';
import { freePort } from '../helpers/listening.ts';
import { WAIT_OPTIONS } from '../helpers/sockets.ts';
import { FaultyNetwork } from '../helpers/faulty-network.ts';

const timeout = 300_000;

type Disturbances = readonly [InjectedFault, ...InjectedFault[]];

const scenarios: { name: string; what: string; faults: Disturbances }[] = [
  { name: 'drops', what: 'whose players drop', faults: ['cut'] },
  { name: 'half-open', what: 'with half-open connections', faults: ['abandon', 'stop'] },
  { name: 'duplicates', what: 'with two connections for one token', faults: ['duplicate'] },
];

const everything: Disturbances = ['cut', 'abandon', 'stop', 'duplicate'];

describe.each(scenarios)('a game $what', ({ name, faults }) => {
  it.each(seeds(name))('ends as if nothing had happened (%s)', { timeout }, async (seed) => {
    const game = await FaultGame.play({ ...gameSize, seed, faults });
    expect(game.faults).toBeGreaterThan(gameSize.questions);
  });
});

describe('a game with all of these faults and a killed host', () => {
  it.each(seeds('everything'))('ends as if nothing had happened (%s)', { timeout }, async (seed) => {
    const kills = killsInOneGame(0.5);
    const game = await FaultGame.play({ ...gameSize, seed, kills, faults: everything });
    expect(game.kills).toBeGreaterThanOrEqual(kills);
    expect(game.faults).toBeGreaterThan(gameSize.questions);
  });
});

/** Opens the first question of a game in which Ada plays over a faulty network and Bob does not answer. */
async function playOverNetwork() {
  const port = String(await freePort());
  const { host, listening, journal, join, resume } = await headlessGame({ flags: ['--port', port] });
  const network = await FaultyNetwork.before(listening.port);
  const { pin } = listening;
  const ada = new FaultPlayer({ name: 'Ada', seed: 'Ada', port: network.port, pin });
  ada.join();
  // Bob does not answer, so the question stays open.
  await Promise.all([host.line('player-joined', ({ name }) => name === 'Ada'), join('Bob')]);
  await host.openFirstQuestion();
  await expect.poll(() => ada.acknowledged.answers.size, WAIT_OPTIONS).toBe(1);
  return { host, journal, network, ada, resume };
}

describe('a player who reconnects by token', () => {
  it('keeps the seat over ten reconnections that the server has not noticed, even after the host resumes', async () => {
    const { host, journal, network, ada, resume } = await playOverNetwork();
    const reconnectTenTimes = async (from: HeadlessHost) => {
      for (let times = 0; times < 10; times++) {
        const { opened } = network;
        network.abandon();
        await expect.poll(() => network.opened > opened && ada.you?.answered, WAIT_OPTIONS).toBe(true);
      }
      expect(from.linesOf('player-disconnected')).toEqual([]);
      expect(ada.acknowledged.contradictions).toEqual([]);
    };
    await reconnectTenTimes(host);
    await host.crash();
    const again = resume();
    await again.listening();
    await expect.poll(() => ada.you?.answered, WAIT_OPTIONS).toBe(true);
    await reconnectTenTimes(again);
    again.command('close');
    await expect.poll(() => ada.acknowledged.results.size, WAIT_OPTIONS).toBe(1);
    expect(lostAnswers(pastGame(journal), new Map([['Ada', ada.acknowledged]]))).toEqual([]);
  });

  it.runIf(isThorough)('reconnects automatically once the connection has been silent for 15 s', async () => {
    const { host, network, ada } = await playOverNetwork();
    network.stop();
    host.command('close');
    await expect.poll(() => ada.acknowledged.results.size, { timeout: 25_000, interval: 50 }).toBe(1);
    expect(network.opened).toBe(2);
    expect(ada.acknowledged.contradictions).toEqual([]);
  });
});
