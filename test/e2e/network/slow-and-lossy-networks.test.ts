import { nanoid } from 'nanoid';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { formatNumber } from '../../../source/text/numbers.ts';
import { fixture } from '../../helpers/binary.ts';
import { SeededRandom } from '../../helpers/seeded-random.ts';
import { HeadlessHost } from '../../helpers/headless-host.ts';
import { WAIT_OPTIONS } from '../../helpers/sockets.ts';
import { FaultyNetwork } from '../../helpers/faulty-network.ts';
import { TerminalProgram } from '../../helpers/terminal.ts';

/** The key that each player presses for each of the two questions, and the answer that it gives. */
const players = [
  { name: 'Ada', presses: ['2', 't'], answers: [1, true] },
  { name: 'Bob', presses: ['2', 'f'], answers: [1, false] },
  { name: 'Cleo', presses: ['1', 't'], answers: [0, true] },
] as const;

const joinedSchema = z.object({ player: z.string(), name: z.string() });
const acceptedSchema = z.object({ player: z.string(), question: z.int(), answer: z.unknown() });
const podiumSchema = z.object({
  standings: z.array(z.object({ player: z.string(), rank: z.int(), score: z.int() })),
});

/** Configures the network of a player. */
type ConfigureNetwork = (network: FaultyNetwork, name: string) => void;

interface Seat {
  readonly name: string;
  readonly presses: readonly string[];
  readonly network: FaultyNetwork;
  readonly program: TerminalProgram;
}

/** Starts a host, and players who join it over networks of their own. */
async function hostFor(transport: string, configureNetwork: ConfigureNetwork) {
  const host = new HeadlessHost(fixture('two-questions.json'), ['--pin', '482913']);
  const { port, pin } = await host.listening();
  const seats: Seat[] = [];
  for (const { name, presses } of players) {
    const network = await FaultyNetwork.before(port);
    configureNetwork(network, name);
    const address = `127.0.0.1:${network.port}`;
    const args = ['join', address, pin, '--name', name, '--transport', transport];
    const program = new TerminalProgram(args);
    seats.push({ name, presses, network, program });
  }
  return { host, seats };
}

/** Plays a whole game. @param momentToAnswer Called once all see the question; resolves when the keys are to be pressed. */
async function playWholeGame(
  host: HeadlessHost,
  seats: readonly Seat[],
  momentToAnswer: () => Promise<unknown> = async () => undefined,
): Promise<void> {
  const all = async (expected: string | RegExp) =>
    Promise.all(seats.map(async ({ program }) => program.shows(expected)));
  await all("You're in");
  await host.count('player-joined', seats.length);
  host.command('start');
  // The text is visible before the question opens: only the keys show that it is open.
  for (const [question, hint] of ['1-4  answer', 't/f  answer'].entries()) {
    if (question > 0) host.command('next');
    await host.count('question-announced', question + 1);
    host.command('next');
    await host.count('question-opened', question + 1);
    await all(hint);
    await momentToAnswer();
    for (const { program, presses } of seats) program.press(presses[question] ?? '');
    await host.count('answer-accepted', seats.length * (question + 1));
    await host.count('question-closed', question + 1);
    await all(/✓ Correct|✗ Wrong/u);
    host.command('next');
    if (question === 0) await all(/of 3 with/u);
  }
  await host.line('podium-shown');
  host.command('next');
  await all(/(?:You won! 1st|2nd|3rd) of 3/u);
}

/** Compares the answers and scores of the host with the keys pressed and the players' screens. */
function expectNothingLost(host: HeadlessHost, seats: readonly Seat[]): void {
  const joined = host.linesOf('player-joined').map((line) => joinedSchema.parse(line));
  const nameOf = (id: string) => joined.find(({ player }) => player === id)?.name ?? id;
  const accepted = host.linesOf('answer-accepted').map((line) => acceptedSchema.parse(line));
  const given = accepted.map(({ player, question, answer }) => [nameOf(player), question, answer]);
  const due = players.flatMap(({ name, answers }) => answers.map((answer, index) => [name, index, answer]));
  expect(given).toHaveLength(due.length);
  expect(given).toEqual(expect.arrayContaining(due));
  const { standings } = podiumSchema.parse(host.linesOf('podium-shown')[0]);
  const scores = new Map(standings.map(({ player, score }) => [nameOf(player), score]));
  for (const { name, program } of seats) {
    const score = formatNumber(scores.get(name) ?? NaN);
    expect(program.screen).toMatch(new RegExp(` ${score} {2}#\\d`, 'u'));
  }
}

describe.each(['websocket', 'long-polling'])('three players over %s', (transport) => {
  it.each([100, 300])('play a whole game %i ms away', { timeout: 120_000 }, async (roundTripMs) => {
    const { host, seats } = await hostFor(transport, (network) => {
      network.delayMs = roundTripMs / 2;
    });
    await playWholeGame(host, seats);
    expectNothingLost(host, seats);
    expect(host.linesOf('player-disconnected')).toEqual([]);
  });

  const seed = process.env['TERMQUIZ_FAULT_SEED'] ?? `lines-${nanoid(8)}`;
  it(
    `play a whole game while their connections are dropped at random (${seed})`,
    { timeout: 120_000 },
    async () => {
      const { host, seats } = await hostFor(transport, (network, name) => {
        network.cutAtRandom(new SeededRandom(`${seed} ${name}`), 50, 800);
      });
      await playWholeGame(host, seats, async () => everyConnectionIsDropped(seats));
      expectNothingLost(host, seats);
    },
  );
});

/** Waits until each player's connection has been dropped once more. */
async function everyConnectionIsDropped(seats: readonly Seat[]): Promise<void> {
  await Promise.all(
    seats.map(async ({ network }) => {
      const { cuts } = network;
      await expect.poll(() => network.cuts, WAIT_OPTIONS).toBeGreaterThan(cuts);
    }),
  );
}
