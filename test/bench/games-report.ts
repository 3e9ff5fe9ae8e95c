import type { Block, RoundCost } from './game-round.ts';
import { longestOf } from './game-round.ts';
import { median } from './numbers.ts';
import { type Table, kB, ms, us, verdict } from './table.ts';

/** Games of one size: the same number of rounds of each kind, played in turn. */
export interface SizeResult {
  readonly players: number;
  readonly headless: readonly RoundCost[];
  readonly bare: readonly RoundCost[];
  /** Hosts that draw their screens. */
  readonly screen: readonly RoundCost[];
  /** A headless host, with all calls measured. */
  readonly calls: RoundCost;
}

/** A missed target. */
export interface Miss {
  readonly target: string;
  readonly players: number;
}

interface Row {
  readonly measure: string;
  readonly value: (cost: RoundCost) => number;
  readonly format: (value: number) => string;
  readonly target?: { readonly ratio: number; readonly orBelow?: number };
}

const ROWS: readonly Row[] = [
  {
    measure: 'CPU per answer, with its share of the reveal',
    value: ({ answerCpu }) => answerCpu,
    format: us,
    target: { ratio: 1.3 },
  },
  { measure: 'CPU per result at the reveal', value: ({ revealCpu }) => revealCpu, format: us },
  {
    measure: 'CPU per fan-out message',
    value: ({ fanOutCpu }) => fanOutCpu,
    format: us,
    target: { ratio: 1 },
  },
  { measure: 'CPU per join', value: ({ joinCpu }) => joinCpu, format: us, target: { ratio: 1.5 } },
  {
    measure: 'time until all have joined',
    value: ({ joinSeconds }) => joinSeconds * 1000,
    format: ms,
  },
  {
    measure: 'memory per player',
    value: ({ memoryPerPlayer }) => memoryPerPlayer,
    format: kB,
    target: { ratio: 1.3 },
  },
  {
    measure: 'heap memory per player',
    value: ({ heapPerPlayer }) => heapPerPlayer,
    format: kB,
  },
  {
    measure: 'answer to acknowledgement, p50',
    value: ({ acknowledgedMedian }) => acknowledgedMedian,
    format: ms,
  },
  {
    measure: 'answer to acknowledgement, p99',
    value: ({ acknowledgedP99 }) => acknowledgedP99,
    format: ms,
    target: { ratio: 1.5, orBelow: 10 },
  },
  {
    measure: 'messages per player and question',
    value: ({ messagesPerPlayer }) => messagesPerPlayer,
    format: (value) => value.toFixed(1),
  },
  {
    measure: 'bytes per player and question',
    value: ({ bytesPerPlayer }) => bytesPerPlayer,
    format: (value) => value.toFixed(0),
  },
  {
    measure: "load of the players' core while they answer",
    value: ({ playersLoad }) => playersLoad,
    format: (value) => `${(value * 100).toFixed(0)} %`,
  },
];

/** The longest block of the event loop that is acceptable, in milliseconds. */
const MAX_BLOCK_MS = 20;

/** How much more an answer may cost among the most players than among the fewest. */
const MAX_GROWTH = 1.2;

/** The largest acceptable ratio of the 99th percentile of acknowledgements with a screen to that without one. */
const MAX_WITH_SCREEN = 1.2;
/** Below this time, the ratio does not matter, in milliseconds. */
const UNNOTICED_MS = 10;

export function gameTables(results: readonly SizeResult[]): { tables: Table[]; misses: Miss[] } {
  const misses: Miss[] = [];
  const judged = (isMet: boolean, target: string, players: number): string => {
    if (!isMet) misses.push({ target, players });
    return verdict(isMet);
  };
  const tables = results.map(({ players, headless, bare }): Table => {
    const rows = ROWS.map(({ measure, value, format, target }) => {
      const ours = median(headless.map(value));
      const ratio = median(
        headless.map((cost, round) => value(cost) / (bare[round] ? value(bare[round]) : NaN)),
      );
      const isMet = !target || ratio <= target.ratio || ours < (target.orBelow ?? 0);
      const limit = target
        ? `≤ ${target.ratio.toFixed(1)}${target.orBelow === undefined ? '' : ` or < ${target.orBelow} ms`}`
        : '';
      return [
        measure,
        format(ours),
        format(median(bare.map(value))),
        ratio.toFixed(2),
        limit,
        target ? judged(isMet, measure, players) : '',
      ];
    });
    return {
      title: `${players.toLocaleString('en')} players, all answers within 100 ms`,
      columns: ['', 'termquiz', 'bare server', 'ratio', 'target', ''],
      rows,
    };
  });
  return {
    tables: [
      ...tables,
      growthTable(results, judged),
      screenTable(results, judged),
      blockTable(results, judged),
    ],
    misses,
  };
}

type Judge = (isMet: boolean, target: string, players: number) => string;

function growthTable(results: readonly SizeResult[], judged: Judge): Table {
  const costs = results.map(({ headless, bare }) => ({
    ours: median(headless.map(({ answerCpu }) => answerCpu)),
    bare: median(bare.map(({ answerCpu }) => answerCpu)),
  }));
  const [first] = costs;
  return {
    title: 'CPU per answer as the room grows',
    columns: ['players', 'termquiz', 'bare server', 'relative to the smallest room', 'target', ''],
    rows: results.map(({ players }, index) => {
      const { ours = NaN, bare = NaN } = costs[index] ?? {};
      const growth = ours / (first?.ours ?? NaN);
      return [
        players.toLocaleString('en'),
        us(ours),
        us(bare),
        growth.toFixed(2),
        `≤ ${MAX_GROWTH.toFixed(1)}`,
        judged(growth <= MAX_GROWTH, 'CPU per answer as the room grows', players),
      ];
    }),
  };
}

function screenTable(results: readonly SizeResult[], judged: Judge): Table {
  return {
    title: 'With the screen drawn',
    notes:
      'The 99th percentile of the time from an answer to its acknowledgement. The host draws to a terminal of 100 × 30 cells that reads all output. Its two threads share one core.',
    columns: ['players', 'headless', 'with a screen', 'ratio', 'target', ''],
    rows: results.map(({ players, headless, screen }) => {
      const p99 = ({ acknowledgedP99 }: RoundCost) => acknowledgedP99;
      const drawn = median(screen.map(p99));
      const ratio = median(
        screen.map((cost, round) => p99(cost) / (headless[round] ? p99(headless[round]) : NaN)),
      );
      return [
        players.toLocaleString('en'),
        ms(median(headless.map(p99))),
        ms(drawn),
        ratio.toFixed(2),
        `≤ ${MAX_WITH_SCREEN} or < ${UNNOTICED_MS} ms`,
        judged(ratio <= MAX_WITH_SCREEN || drawn < UNNOTICED_MS, 'p99 with the screen drawn', players),
      ];
    }),
  };
}

function blockTable(results: readonly SizeResult[], judged: Judge): Table {
  const parts = ['join', 'fan-out', 'answers', 'reveal'] as const;
  const typical = (
    rounds: readonly RoundCost[],
    part: (typeof parts)[number],
    value: (block: Block) => number,
  ) => median(rounds.map(({ blocks }) => value(blocks[part])));
  return {
    title: 'Blocks of the event loop',
    notes:
      'The longest block in each game, as the median of all games. In one turn, the event loop makes a call for each readable socket, up to 1,024 at a time. Calls are measured in a separate game, because measuring them slows the server down.',
    columns: [
      '',
      'longest call',
      'longest turn',
      'longest turn, bare server',
      'longest collection',
      'target for turns',
      '',
    ],
    rows: results.flatMap(({ players, headless, bare, calls }) =>
      parts.map((part) => {
        const turn = typical(headless, part, ({ turnMs }) => turnMs);
        return [
          `${players.toLocaleString('en')} players, ${part}`,
          ms(longestOf([calls.blocks[part]]).callMs),
          ms(turn),
          ms(typical(bare, part, ({ turnMs }) => turnMs)),
          ms(typical(headless, part, ({ collectionMs }) => collectionMs)),
          `≤ ${MAX_BLOCK_MS} ms`,
          judged(turn <= MAX_BLOCK_MS, `blocks of the event loop: ${part}`, players),
        ];
      }),
    ),
  };
}
