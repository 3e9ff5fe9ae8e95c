// Compares the built program with a bare ws server in the same run, and writes results.md. --quick measures everything once, in
// one to two minutes, and writes nothing. Names of parts (games, rules, start, fairness, transports, screens) measure only those parts.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { measureColdStart } from './cold-start.ts';
import { QUESTION_SECONDS, measureFairness } from './fairness.ts';
import { type RoundCost, playRound } from './game-round.ts';
import { captureScript, writeQuiz } from './game-script.ts';
import { type Miss, type SizeResult, gameTables } from './games-report.ts';
import { limits } from './limits.ts';
import { PLAYERS_CORE, describeMachine, hasTaskset, maxConnections } from './machine.ts';
import { playMeasuredGame } from './measured-game.ts';
import type { ServerKind } from './measured-server.ts';
import { type Profile, selfTimes } from './profile.ts';
import { answersPerSecond } from './rules.ts';
import { measureScreenOutput } from './screen-output.ts';
import { outputTable } from './screens-report.ts';
import { type Table, markdownOf, ms, percent, us, verdict, whole } from './table.ts';

const flags = process.argv.slice(2);
const isQuick = flags.includes('--quick');
const sections = flags.filter((flag) => !flag.startsWith('-'));
const includes = (section: string) => sections.length === 0 || sections.includes(section);

const RESULTS = join('test', 'bench', 'results.md');

/** How many answers a second the rules alone must decide. */
const MIN_ANSWERS_PER_SECOND = 300_000;

/** How much a cheat may gain, as a share of the question's points. The host's lag raises it, because it extends every bound. */
const MAX_GAIN = 0.005;
const QUESTION_POINTS = 1000;

/** The terminals whose output is measured. */
const SCREENS = [
  { columns: 80, rows: 24 },
  { columns: 200, rows: 50 },
];

const folder = mkdtempSync(join(tmpdir(), 'termquiz-bench-'));
const misses: Miss[] = [];
// This process mostly waits, but must not take time from the servers.
if (hasTaskset) spawnSync('taskset', ['-apc', String(PLAYERS_CORE), String(process.pid)]);
try {
  await measure();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function measure(): Promise<void> {
  const quiz = writeQuiz(folder);
  const tables: Table[] = [];
  const add = (table: Table) => {
    tables.push(table);
    process.stdout.write(`\n${markdownOf(table)}\n`);
  };
  add({ title: 'This machine', columns: ['', ''], rows: describeMachine() });
  if (includes('rules')) add(rulesTable());
  if (includes('start')) add(await startTable(quiz));
  if (includes('games')) for (const table of await gamesTables(quiz)) add(table);
  if (includes('fairness')) for (const table of await fairnessTables()) add(table);
  if (includes('transports')) add(await transportsTable(quiz));
  if (includes('screens')) for (const table of await screenTables(quiz)) add(table);
  report(misses);
  if (!isQuick && sections.length === 0) await write(tables);
}

function rulesTable(): Table {
  const sizes = [1000, 10_000];
  return {
    title: 'Rules alone',
    notes: 'Deciding and applying answers, without a room, a journal or a network.',
    columns: ['players', 'answers per second', 'target', ''],
    rows: sizes.map((players) => {
      const rate = answersPerSecond(players, isQuick ? 1 : 5);
      const isMet = rate >= MIN_ANSWERS_PER_SECOND;
      if (!isMet) misses.push({ target: 'rules alone', players });
      return [whole(players), whole(rate), `≥ ${whole(MIN_ANSWERS_PER_SECOND)}`, verdict(isMet)];
    }),
  };
}

async function startTable(quiz: string): Promise<Table> {
  const { node, version, firstFrame } = await measureColdStart(quiz, isQuick ? 3 : 11);
  return {
    title: 'Cold start',
    notes: "Medians, with the files in the system's cache.",
    columns: ['', 'time', 'relative to Node alone'],
    rows: [
      ['`node -e 0`', ms(node), '1.0'],
      ['`termquiz --version`', ms(version), (version / node).toFixed(1)],
      ["a host's first frame in a terminal", ms(firstFrame), (firstFrame / node).toFixed(1)],
    ],
  };
}

async function gamesTables(quiz: string): Promise<Table[]> {
  const script = await captureScript(quiz, folder);
  const sizes = (isQuick ? [1000, 5000] : [1000, 5000, 10_000]).filter(
    (players) => players <= maxConnections(),
  );
  const results: SizeResult[] = [];
  for (const players of sizes) results.push(await playSize(players, quiz, script));
  const judged = gameTables(results);
  misses.push(...judged.misses);
  const [worst] = judged.misses.toSorted((one, other) => other.players - one.players);
  if (!worst) return judged.tables;
  return [...judged.tables, await profileTable(quiz, worst.players)];
}

/** Plays the rounds of each kind in turn, so that other load on the machine affects all of them. */
async function playSize(players: number, quiz: string, script: string): Promise<SizeResult> {
  const played = { headless: [] as RoundCost[], bare: [] as RoundCost[], screen: [] as RoundCost[] };
  const questions = isQuick ? 1 : 3;
  for (let round = 0; round < (isQuick ? 1 : 5); round++) {
    for (const kind of kindsOf(round)) {
      process.stdout.write(`${whole(players)} players, round ${round + 1}, ${kind}\n`);
      played[kind].push(
        await playRound({ kind, input: kind === 'bare' ? script : quiz, players, questions }),
      );
    }
  }
  const calls = await playRound({
    kind: 'headless',
    input: quiz,
    players,
    questions: 1,
    measuresCalls: true,
  });
  return { players, ...played, calls };
}

/** Screens are drawn in the first three rounds only, to save time. */
function kindsOf(round: number): readonly ServerKind[] {
  return round < 3 ? ['headless', 'bare', 'screen'] : ['headless', 'bare'];
}

async function profileTable(quiz: string, players: number): Promise<Table> {
  let profile: Profile | null = null;
  const onProfile = (taken: Profile | null) => {
    profile = taken;
  };
  await playRound({ kind: 'headless', input: quiz, players, questions: 2, onProfile });
  return {
    title: 'Where the time goes',
    notes: `Self times on the server's thread while ${whole(players)} players play one question, headless.`,
    columns: ['function', 'share'],
    rows: (profile ? selfTimes(profile, 20) : []).map(({ name, share }) => [`\`${name}\``, percent(share)]),
  };
}

async function fairnessTables(): Promise<Table[]> {
  const { networks, lagMs } = await measureFairness(folder, isQuick ? 1 : 5);
  const means = networks.map(({ mean }) => mean);
  const least = Math.min(...networks.map((network) => network.least));
  const most = Math.max(...networks.map((network) => network.most));
  const spreads = [
    { what: 'means of the networks', spread: 1 - Math.min(...means) / Math.max(...means), limit: 0.01 },
    { what: 'any two honest answers', spread: 1 - least / most, limit: 0.02 },
  ];
  const gains = networks.map(({ mean, claimsZero, delaysPongs }) => ({
    zero: (claimsZero - mean) / QUESTION_POINTS,
    pongs: (delaysPongs - mean) / QUESTION_POINTS,
  }));
  const cheats = [
    {
      what: 'gained by claiming to take no time',
      spread: Math.max(...gains.map(({ zero }) => zero)),
      limit: MAX_GAIN + lagMs / (2 * QUESTION_SECONDS * 1000),
    },
    {
      what: 'gained by also delaying pongs',
      spread: Math.max(...gains.map(({ pongs }) => pongs)),
      limit: 0.026,
    },
  ];
  return [
    {
      title: 'Points on different networks',
      notes:
        'On each network, ten players react 2 s after they see a question that is open for 5 s. Proxies delay everything that they send and receive. Two cheats on each network claim to have taken no time; the second also delays its pongs by 400 ms.',
      columns: ['round trip', 'mean', 'least', 'most', 'claims 0', 'also delays pongs'],
      rows: networks.map(({ roundTripMs, mean, least, most, claimsZero, delaysPongs }) => [
        `${roundTripMs} ms`,
        ...[mean, least, most, claimsZero, delaysPongs].map((points) => points.toFixed(1)),
      ]),
    },
    {
      title: 'Fairness',
      notes: `Gains are shares of the question's ${whole(QUESTION_POINTS)} points. The host's longest lag, ${ms(lagMs)}, raises the limit of 0.5 %, because it extends every bound.`,
      columns: ['', 'difference', 'target', ''],
      rows: [...spreads, ...cheats].map(({ what, spread, limit }) => {
        if (spread > limit) misses.push({ target: what, players: 40 });
        return [what, percent(spread), `≤ ${percent(limit)}`, verdict(spread <= limit)];
      }),
    },
  ];
}

async function transportsTable(quiz: string): Promise<Table> {
  const times = isQuick ? { answersWithinMs: 1000, phaseMs: 800 } : { answersWithinMs: 5000, phaseMs: 2000 };
  const rows: string[][] = [];
  for (const players of isQuick ? [200] : [200, 1000]) {
    for (const transport of ['websocket', 'long-polling', 'polling'] as const) {
      const { delivery, messages, bytes, cpuMicroseconds } = await playMeasuredGame({
        quiz,
        transport,
        players,
        ...times,
      });
      rows.push([
        `${whole(players)}, ${transport}`,
        ms(delivery.median),
        ms(delivery.p99),
        whole(messages),
        whole(bytes),
        us(cpuMicroseconds),
      ]);
    }
  }
  return {
    title: 'The same game over each transport',
    notes:
      "Delivery is the time from the host's change of phase until it reaches the player's session. Bytes are counted on the wire in both directions.",
    columns: [
      'players',
      'delivery p50',
      'delivery p99',
      'messages per player',
      'bytes per message',
      'CPU per message',
    ],
    rows,
  };
}

async function screenTables(quiz: string): Promise<Table[]> {
  const players = Math.min(1000, maxConnections());
  const tables: Table[] = [];
  for (const size of isQuick ? SCREENS.slice(0, 1) : SCREENS) {
    const judged = outputTable(await measureScreenOutput({ quiz, players, ...size }), players, size);
    tables.push(judged.table);
    misses.push(...judged.misses);
  }
  return tables;
}

function describe({ target, players }: Miss): string {
  return `${target}, ${whole(players)} players`;
}

function report(misses: readonly Miss[]): void {
  if (misses.length === 0) return void process.stdout.write('\nAll targets are met.\n');
  const list = misses.map((miss) => `- ${describe(miss)}`).join('\n');
  process.stdout.write(`\nMissed targets:\n${list}\n`);
}

async function write(tables: readonly Table[]): Promise<void> {
  const reasons = new Map<string, string[]>();
  for (const [target, limit] of Object.entries(limits)) {
    if (misses.some((miss) => miss.target === target))
      reasons.set(limit, [...(reasons.get(limit) ?? []), target]);
  }
  const missed =
    misses.length === 0 ? 'All targets are met.' : misses.map((miss) => `- ${describe(miss)}`).join('\n');
  const text = [
    '# Results of the benchmarks',
    `Written by \`npm run bench\` on ${new Date().toISOString().slice(0, 10)}. Times and CPU depend on the machine: compare ratios, and only within one run. The bare server uses ws in the ordinary way, and sends the same messages to the same players.`,
    '## Missed targets',
    missed,
    ...[...reasons].map(([limit, targets]) => `**${targets.join(', ')}**: ${limit}`),
    ...tables.map((table) => markdownOf(table)),
  ].join('\n\n');
  const config = await resolveConfig(RESULTS);
  writeFileSync(RESULTS, await format(text, { ...config, filepath: RESULTS }));
  process.stdout.write(`\nWrote ${RESULTS}.\n`);
}
