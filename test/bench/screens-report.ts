import type { Miss } from './games-report.ts';
import type { MeasuredPhase } from './screen-output.ts';
import { type Table, kB, percent, verdict, whole } from './table.ts';

/** At most this many frames and bytes a second, so that slow lines keep up. The first frame of a phase does not count. */
const MAX_FRAMES = 15;
const MAX_BYTES = 4000;

/** Phases in which nothing changes once their movements are over. */
const RESTING_PHASES: ReadonlySet<string> = new Set(['reveal', 'standings', 'podium']);

/** Tells how much the screens of a game write, and which limits they exceed. */
export function outputTable(
  phases: readonly MeasuredPhase[],
  players: number,
  { columns, rows }: { readonly columns: number; readonly rows: number },
): { readonly table: Table; readonly misses: readonly Miss[] } {
  const measured = phases.flatMap((phase) =>
    SEATS.map((seat) => ({ seat, phase, missed: missedBy(seat, phase) })),
  );
  const table = {
    title: `Output of the screens, ${columns} × ${rows}`,
    notes: `What the host and one of ${whole(players)} players write to their terminals, in the second with the most of it. At rest, after all movements of a phase, nothing is written. The limits are ${MAX_FRAMES} frames and, after a phase's first frame, ${kB(MAX_BYTES)} a second. CPU is that of the host's two threads together, as a share of one core.`,
    columns: ['', 'frames a second', 'first frame', 'a second after it', 'at rest', "host's CPU", ''],
    rows: measured.map(({ seat, phase, missed }) => {
      const output = phase[seat];
      return [
        `${phase.phase}, ${seat}`,
        whole(output.framesPerSecond),
        kB(output.firstFrameBytes),
        kB(output.bytesPerSecond),
        rests(phase) ? kB(output.restingBytes) : '',
        seat === 'host' ? percent(phase.cpu) : '',
        verdict(missed.length === 0),
      ];
    }),
  };
  const targets = measured.flatMap(({ phase, missed }) => missed.map((what) => `${what}: ${phase.phase}`));
  return { table, misses: [...new Set(targets)].map((target) => ({ target, players })) };
}

const SEATS = ['host', 'player'] as const;

function missedBy(seat: (typeof SEATS)[number], phase: MeasuredPhase): string[] {
  const { framesPerSecond, bytesPerSecond, restingBytes } = phase[seat];
  return [
    ...(framesPerSecond > MAX_FRAMES ? ['frames a second'] : []),
    ...(bytesPerSecond > MAX_BYTES ? ['output a second'] : []),
    ...(rests(phase) && restingBytes > 0 ? ['output at rest'] : []),
  ];
}

function rests({ phase }: MeasuredPhase): boolean {
  return RESTING_PHASES.has(phase);
}
