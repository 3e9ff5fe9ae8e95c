import { nanoid } from 'nanoid';
import { describe, expect, it, onTestFailed } from 'vitest';
import * as z from 'zod/mini';
import { formatNumber } from '../../../source/text/numbers.ts';
import { fixture } from '../../helpers/binary.ts';
import { SeededRandom } from '../../helpers/seeded-random.ts';
import { HeadlessHost } from '../../helpers/headless-host.ts';
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

interface Seat {
  readonly name: string;
  readonly presses: readonly string[];
  readonly network: FaultyNetwork;
  readonly program: TerminalProgram;
}

/** Starts a host, and waits until all players have joined, each over a network of their own. */
async function hostFor(transport: string, roundTripMs = 0) {
  // Reconnecting takes a while on a slow machine, and no question may close before all players have answered it.
  const host = new HeadlessHost(fixture('two-questions.json'), ['--pin', '482913', '--time', '120']);
  const { port, pin } = await host.listening();
  const seats: Seat[] = [];
  for (const { name, presses } of players) {
    const network = await FaultyNetwork.before(port);
    network.delayMs = roundTripMs / 2;
    const address = `127.0.0.1:${network.port}`;
    const args = ['join', address, pin, '--name', name, '--transport', transport];
    const program = new TerminalProgram(args);
    seats.push({ name, presses, network, program });
    onTestFailed(() =>
      console.error(`${name} was cut off ${network.cuts} times and sees:\n${program.screen}`),
    );
  }
  await everybodySees(seats, "You're in");
  await host.count('player-joined', seats.length);
  return { host, seats };
}

async function everybodySees(seats: readonly Seat[], expected: string | RegExp): Promise<void> {
  await Promise.all(seats.map(async ({ program }) => program.shows(expected)));
}

/** Plays a whole game. @param beforeAnswers Called for each question once all players see it, before they press keys. */
async function playWholeGame(
  host: HeadlessHost,
  seats: readonly Seat[],
  beforeAnswers: () => void = () => undefined,
): Promise<void> {
  host.command('start');
  // The text is visible before the question opens: only the keys show that it is open.
  for (const [question, hint] of ['1-4  answer', 't/f  answer'].entries()) {
    if (question > 0) host.command('next');
    await host.count('question-announced', question + 1);
    host.command('next');
    await host.count('question-opened', question + 1);
    await everybodySees(seats, hint);
    beforeAnswers();
    for (const { program, presses } of seats) program.press(presses[question] ?? '');
    await host.count('answer-accepted', seats.length * (question + 1));
    await host.count('question-closed', question + 1);
    await everybodySees(seats, /✓ Correct|✗ Wrong/u);
    host.command('next');
    if (question === 0) await everybodySees(seats, /of 3 with/u);
  }
  await host.line('podium-shown');
  host.command('next');
  await everybodySees(seats, /(?:You won! 1st|2nd|3rd) of 3/u);
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
    const { host, seats } = await hostFor(transport, roundTripMs);
    await playWholeGame(host, seats);
    expectNothingLost(host, seats);
    expect(host.linesOf('player-disconnected')).toEqual([]);
  });

  const seed = process.env['TERMQUIZ_FAULT_SEED'] ?? `lines-${nanoid(8)}`;
  it(
    `play a whole game while their connections are dropped at random (${seed})`,
    { timeout: 120_000 },
    async () => {
      // Not before all have joined: a program that is cut off three times before that gives up.
      const { host, seats } = await hostFor(transport);
      for (const { name, network } of seats) network.cutAtRandom(new SeededRandom(`${seed} ${name}`), 2, 20);
      await playWholeGame(host, seats, () => seats.forEach(({ network }) => network.cut()));
      expectNothingLost(host, seats);
      for (const { network } of seats) expect(network.cuts).toBeGreaterThan(0);
    },
  );
});
