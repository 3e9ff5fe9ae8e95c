// 500 players come and go through many games of one headless host: `npm run test:soak`, or `-- --minutes 1` for a shorter run. After
// each game the host may use no more memory, timers, sockets or files than after the first. Exits with 1 and says what grew.
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { sleep } from '../helpers/sleep.ts';
import { type HostEvent, MeasuredServer } from './measured-server.ts';
import { SoakPlayer } from './soak-player.ts';

const PLAYERS = 500;
const TRUTHS = [true, false, false, true];
const POINTS = 1000;

/** How long each question is open, in milliseconds. */
const OPEN_MS = 2500;

/** How long the host has to release a game's resources, in milliseconds. */
const SETTLES_WITHIN_MS = 20_000;

/** How much larger the live heap may be than after the first game, in bytes: the engine's own needs vary. */
const HEAP_TOLERANCE = 1_500_000;

/** How much larger resident memory may be, in bytes: the allocator gives back little of it. */
const RESIDENT_TOLERANCE = 60_000_000;

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '10' } } });
const endsAt = Date.now() + Number(values.minutes) * 60_000;
const folder = mkdtempSync(join(tmpdir(), 'termquiz-soak-'));
const quiz = join(folder, 'quiz.json');
const questions = TRUTHS.map((answer) => ({ type: 'boolean', question: 'Is it so?', answer, time: 0 }));
writeFileSync(quiz, JSON.stringify({ title: 'Soak', questions }));

/** The resources that a host holds. */
interface Holdings {
  readonly heap: number;
  readonly rss: number;
  readonly files: number;
  /** The number of timers, sockets and so on, by kind. */
  readonly resources: Readonly<Record<string, number>>;
}

interface Standing {
  readonly player: string;
  readonly score: number;
}

const problems: string[] = [];
const host = new MeasuredServer('headless', quiz, { args: ['--scoring', 'accuracy', '--no-streaks'] });
let standings: readonly Standing[] = [];
/** How often each type of event has happened. */
const happened = new Map<string, number>();
host.onEvent = (event: HostEvent & { standings?: readonly Standing[] }) => {
  happened.set(event.type, (happened.get(event.type) ?? 0) + 1);
  standings = event.standings ?? standings;
};
const port = await host.port();
let baseline: Holdings | null = null;
let last: Holdings | null = null;
let games = 0;
let joined = 0;
while (Date.now() < endsAt || games < 2) {
  await playGame();
  games++;
  last = await settled();
  baseline ??= last;
  process.stdout.write(
    `game ${games}: ${joined} players so far, heap ${megabytes(last.heap)}, resident ${megabytes(last.rss)}, ${last.files} files, ${JSON.stringify(last.resources)}\n`,
  );
}
if (baseline && last) problems.push(...growth(baseline, last));
if (/Warning/u.test(host.errors)) problems.push(`the host warned: ${host.errors}`);
await host.end();
rmSync(folder, { recursive: true, force: true });
for (const problem of problems) process.stdout.write(`✗ ${problem}\n`);
process.stdout.write(`${games} games, ${joined} players, ${problems.length} problems\n`);
process.exitCode = problems.length > 0 ? 1 : 0;

/** Plays one game: everybody joins, a tenth of the players drop or leave in each question, others come, and all leave at the end. */
async function playGame(): Promise<void> {
  const players: SoakPlayer[] = [];
  const join = () => {
    const transport = joined % 3 === 0 ? 'long-polling' : 'websocket';
    players.push(new SoakPlayer(`Player ${joined++}`, port, transport, TRUTHS));
  };
  for (let index = 0; index < PLAYERS; index++) join();
  await until('all players have joined', () => players.every(({ isPlaying }) => isPlaying));
  await command('start', 'question-announced');
  for (const [question] of TRUTHS.entries()) {
    if (question > 0) {
      await command('next', 'standings-shown');
      await command('next', 'question-announced');
    }
    await command('next', 'question-opened');
    for (const player of players) setTimeout(() => play(player), Math.random() * OPEN_MS * 0.8);
    for (let index = 0; index < PLAYERS / 20; index++) setTimeout(join, Math.random() * OPEN_MS * 0.5);
    await sleep(OPEN_MS);
    await command('close', 'question-closed');
  }
  await until('everybody who stayed is connected', () =>
    players.every(({ isPlaying, hasLeft, failure }) => isPlaying || hasLeft || failure !== null),
  );
  await command('next', 'podium-shown');
  check(players, standings);
  for (const player of players) player.leave();
  await until('everybody has left', () => players.every(({ isPlaying }) => !isPlaying));
  await command('again', 'game-created');
  for (const player of players) player.close();
}

/** Lets a player answer, drop the connection or leave, at random. */
function play(player: SoakPlayer): void {
  if (player.hasLeft) return;
  const dice = Math.random();
  if (dice < 0.05) player.drop();
  if (dice < 0.9) player.answer(Math.random() < 0.7);
  if (dice > 0.03 && dice < 0.08) player.drop();
  if (dice > 0.98) player.leave();
}

/** Gives the host a command and waits for the event that it causes. */
async function command(name: 'start' | 'next' | 'close' | 'again', event: string): Promise<void> {
  const before = happened.get(event) ?? 0;
  host.command(name);
  await until(`the host says ${event}`, () => (happened.get(event) ?? 0) > before);
}

/** Checks that each player's points lie between the correct answers that were acknowledged and those that were given. */
function check(players: readonly SoakPlayer[], shown: readonly Standing[]): void {
  const scores = new Map(shown.map(({ player, score }) => [player, score]));
  for (const { id = '', name, acknowledged, correct, failure } of players) {
    if (failure !== null) problems.push(`game ${games + 1}: ${name} was turned away: ${failure}`);
    // Players who join after the last question are not on the podium.
    const score = (scores.get(id) ?? 0) / POINTS;
    // An answer may count although its acknowledgement was lost with the connection.
    if (score < acknowledged || score > correct)
      problems.push(
        `game ${games + 1}: ${name} has points for ${score} correct answers instead of ${acknowledged} to ${correct}`,
      );
  }
}

/** Waits until the host has released the game's resources, or has had enough time to. */
async function settled(): Promise<Holdings> {
  const givesUpAt = Date.now() + SETTLES_WITHIN_MS;
  for (;;) {
    const held = await holdings();
    if (!baseline) {
      // Nothing to compare with yet: timers of the first game may still be running.
      await sleep(SETTLES_WITHIN_MS / 2);
      return holdings();
    }
    if (growth(baseline, held).length === 0 || Date.now() > givesUpAt) return held;
    await sleep(500);
  }
}

async function holdings(): Promise<Holdings> {
  const { heap, rss, resources } = await host.collect();
  const counts: Record<string, number> = {};
  for (const resource of resources) counts[resource] = (counts[resource] ?? 0) + 1;
  return { heap, rss, resources: counts, files: readdirSync(`/proc/${host.pid}/fd`).length };
}

function growth(before: Holdings, after: Holdings): string[] {
  const grown: string[] = [];
  const compare = (
    what: string,
    was: number,
    is: number,
    tolerance: number,
    say: (value: number) => string,
  ) => {
    if (is > was + tolerance) grown.push(`${what} grew from ${say(was)} to ${say(is)}`);
  };
  compare('the heap', before.heap, after.heap, HEAP_TOLERANCE, megabytes);
  compare('resident memory', before.rss, after.rss, RESIDENT_TOLERANCE, megabytes);
  compare('the number of open files', before.files, after.files, 0, String);
  for (const [resource, count] of Object.entries(after.resources)) {
    compare(`the number of ${resource}`, before.resources[resource] ?? 0, count, 0, String);
  }
  return grown;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

async function until(what: string, isMet: () => boolean): Promise<void> {
  const givesUpAt = Date.now() + 120_000;
  while (!isMet()) {
    if (Date.now() > givesUpAt) throw new Error(`waited two minutes until ${what}`);
    await sleep(20);
  }
}
