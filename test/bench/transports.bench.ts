import { bench, describe } from 'vitest';
import { type Measured, playMeasuredGame } from './measured-game.ts';

const HEAD = `| players | transport | delivery p50 | delivery p99 | messages per player | bytes per message | CPU per message |
| ---: | :--- | ---: | ---: | ---: | ---: | ---: |`;

// The case for one long-lived WebSocket per player: the cost of the same game over each transport. The runner's own numbers only
// say how long the games took: read the table that this prints line by line, and compare within one run.
describe('the same game over', () => {
  process.stdout.write(`\n${HEAD}\n`);
  for (const players of [200, 1000]) {
    for (const transport of ['websocket', 'long-polling', 'polling'] as const) {
      bench(
        `${transport}, ${players} players`,
        async () => {
          const measured = await playMeasuredGame(transport, players);
          process.stdout.write(`${rowOf(transport, players, measured)}\n`);
        },
        { iterations: 1, time: 0, warmupIterations: 0, warmupTime: 0 },
      );
    }
  }
});

function rowOf(
  transport: string,
  players: number,
  { delivery, messages, bytes, cpuMicroseconds }: Measured,
): string {
  const cells = [
    String(players),
    transport,
    `${delivery.median.toFixed(0)} ms`,
    `${delivery.p99.toFixed(0)} ms`,
    messages.toFixed(0),
    bytes.toFixed(0),
    `${cpuMicroseconds.toFixed(0)} µs`,
  ];
  return `| ${cells.join(' | ')} |`;
}
