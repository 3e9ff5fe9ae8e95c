import { afterAll, bench, describe } from 'vitest';
import { type Measured, playMeasuredGame } from './measured-game.ts';

const rows: string[] = [];

// The case for one long-lived WebSocket per player: the same game three times, and what each way costs. The table is printed at
// the end; compare within one run.
describe('the same game over', () => {
  for (const players of [200, 1000]) {
    for (const transport of ['websocket', 'long-polling', 'polling'] as const) {
      bench(
        `${transport}, ${players} players`,
        async () => {
          rows.push(rowOf(transport, players, await playMeasuredGame(transport, players)));
        },
        { iterations: 1, time: 0, warmupIterations: 0, warmupTime: 0 },
      );
    }
  }
  afterAll(() => console.log(['', HEAD, RULE, ...rows].join('\n')));
});

const HEAD = '| players | transport | delivery p50 | delivery p99 | bytes a message | CPU a message |';
const RULE = '| ---: | :--- | ---: | ---: | ---: | ---: |';

function rowOf(transport: string, players: number, { delivery, bytes, cpuMicroseconds }: Measured): string {
  const cells = [
    String(players),
    transport,
    `${delivery.median.toFixed(0)} ms`,
    `${delivery.p99.toFixed(0)} ms`,
    bytes.toFixed(0),
    `${cpuMicroseconds.toFixed(0)} µs`,
  ];
  return `| ${cells.join(' | ')} |`;
}
