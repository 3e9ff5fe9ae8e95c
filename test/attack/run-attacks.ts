// Attacks the built program in every way we know, while three honest players answer and others join: `npm run test:attack`, or
// `-- idle ghosts` for some of the attacks. Prints a table, and exits with 1 if a limit on counts or memory does not hold.
import { spawnSync } from 'node:child_process';
import { PLAYERS_CORE, describeMachine, hasTaskset } from '../bench/machine.ts';
import { quantile } from '../bench/numbers.ts';
import { markdownOf, ms, whole } from '../bench/table.ts';
import type { Attack } from './attack.ts';
import { type AttackOutcome, HEAP_TOLERANCE, type Joins, runAttack } from './attack-run.ts';
import { attacks, undisturbed } from './attacks.ts';

/** How much more memory the host may use during an attack, in bytes. */
const PEAK_TOLERANCE = 120_000_000;

const COLUMNS = [
  'attack',
  'p50',
  'p99',
  'memory before/peak/after',
  'joins from elsewhere',
  'joins from the same address',
  'the attackers got',
  'alarm',
];

const wanted = process.argv.slice(2);
const chosen = attacks.filter(
  ({ name }) => wanted.length === 0 || wanted.some((part) => name === part || name.startsWith(`${part}-`)),
);
// The players mostly wait, but must not take time from the host.
if (hasTaskset) spawnSync('taskset', ['-apc', String(PLAYERS_CORE), String(process.pid)]);
const rows: string[][] = [];
const problems: string[] = [];
for (const attack of [undisturbed, ...chosen]) {
  const outcome = await runAttack(attack);
  rows.push(rowOf(attack, outcome));
  problems.push(...problemsOf(attack, outcome).map((problem) => `${attack.title}: ${problem}`));
  process.stderr.write(`${rows.at(-1)?.join(' | ')}\n`);
}
const tables = [
  { title: 'This machine', columns: ['', ''], rows: describeMachine() },
  { title: 'Attacks', columns: COLUMNS, rows },
];
for (const table of tables) process.stdout.write(`\n${markdownOf(table)}\n`);
process.stdout.write('\n');
for (const problem of problems) process.stdout.write(`✗ ${problem}\n`);
process.stdout.write(`${rows.length - 1} attacks, ${problems.length} problems\n`);
process.exit(problems.length > 0 ? 1 : 0);

function rowOf({ title }: Attack, outcome: AttackOutcome): string[] {
  const { latencies, memory, elsewhere, sameAddress, gains, alarms } = outcome;
  const hasPlayed = latencies.length > 0;
  return [
    title,
    hasPlayed ? ms(quantile(latencies, 0.5)) : '–',
    hasPlayed ? ms(quantile(latencies, 0.99)) : '–',
    `${[memory.before, memory.peak, memory.after].map((bytes) => Math.round(bytes / 1e6)).join(' / ')} MB`,
    joinsOf(elsewhere),
    joinsOf(sameAddress),
    Object.entries(gains)
      .map(([what, count]) => `${whole(count)} ${what}`)
      .join(', '),
    alarms.join(', ') || '–',
  ];
}

function joinsOf({ tried, tookMs }: Joins): string {
  const slowest = tookMs.length === 0 ? '' : `, ≤ ${ms(Math.max(...tookMs))}`;
  return `${tookMs.length} of ${tried}${slowest}`;
}

function problemsOf(attack: Attack, outcome: AttackOutcome): string[] {
  const { memory, heap, elsewhere, sameAddress, gains } = outcome;
  const found = [...outcome.problems];
  const check = (isMet: boolean, problem: string) => {
    if (!isMet) found.push(problem);
  };
  check(
    memory.peak <= memory.before + PEAK_TOLERANCE,
    `memory grew by ${megabytes(memory.peak - memory.before)}`,
  );
  check(
    heap.after <= heap.before + HEAP_TOLERANCE,
    `the host holds on to ${megabytes(heap.after - heap.before)}`,
  );
  if (attack.delaysJoins !== true) {
    check(elsewhere.tookMs.length === elsewhere.tried, `${joinsOf(elsewhere)} got in from elsewhere`);
    check(
      sameAddress.tookMs.length === sameAddress.tried,
      `${joinsOf(sameAddress)} got in from the same address`,
    );
  }
  for (const [what, most] of Object.entries(attack.atMost ?? {})) {
    const count = gains[what] ?? 0;
    check(count <= most, `${whole(count)} ${what}, more than ${whole(most)}`);
  }
  return found;
}

function megabytes(bytes: number): string {
  return `${whole(bytes / 1e6)} MB`;
}
