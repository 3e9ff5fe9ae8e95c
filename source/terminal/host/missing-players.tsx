import { Box, Text } from 'ink';
import type { PlayerStatus } from '../../server/room/host-seat.ts';
import type { Size } from '../hooks/use-size.ts';
import { useTheme } from '../hooks/use-theme.ts';
import { TruncatedText } from '../ui/fitted-text.tsx';
import { allocateRows, gapFor } from '../ui/layout.ts';
import { formatNumber } from '../../text/numbers.ts';
import { truncate, widthOf } from '../../text/width.ts';
import type { Stage } from '../../view/stage.ts';

interface MissingPlayersProps {
  /** Null while they are unknown. */
  readonly players: readonly PlayerStatus[] | null;
  readonly phase: Stage['phase'];
  readonly size: Size;
}

/** From here on, a player's connection is slow enough to notice: a median round trip in milliseconds. */
const SLOW_FROM_MS = 250;

/** Who has not answered the open question, who is away, and whose connection is slow. */
export function MissingPlayers({ players, phase, size }: MissingPlayersProps) {
  const { styles, symbols } = useTheme();
  const gap = gapFor(size.rows);
  // Kicked players are listed elsewhere only.
  const playing = players?.filter(({ kicked }) => !kicked) ?? [];
  const groups = groupsOf(playing, phase);
  const separator = `  ${symbols.dot}  `;
  const fill = (names: readonly string[], rows: number) =>
    linesOf(names, { columns: size.columns, rows }, separator, symbols.ellipsis);
  const shares = allocateRows(
    size.rows - groups.length * (1 + gap) - gap,
    groups.map(({ names }) => ({ minimum: 1, preferred: fill(names, Infinity).length })),
  );
  return (
    <Box flexDirection="column" rowGap={gap} paddingTop={gap}>
      {players !== null && groups.length === 0 && <Text>{nobodyMissing(phase)}</Text>}
      {groups.map(({ title, names }, index) => (
        <Box key={title} flexDirection="column" flexShrink={0}>
          <TruncatedText columns={size.columns} style={styles.accent}>
            {`${title}: ${formatNumber(names.length)} of ${formatNumber(playing.length)}`}
          </TruncatedText>
          {fill(names, shares[index] ?? 0).map((line, row) => (
            <TruncatedText key={row} columns={size.columns}>
              {line}
            </TruncatedText>
          ))}
        </Box>
      ))}
    </Box>
  );
}

/** Arranges names in lines. If they need more rows, the last one counts those that are left out. */
function linesOf(
  names: readonly string[],
  { columns, rows }: Size,
  separator: string,
  ellipsis: string,
): string[] {
  const lines: string[][] = [];
  let left = 0;
  for (const name of names) {
    const shown = truncate(name, columns, ellipsis);
    const needed = widthOf(separator) + widthOf(shown);
    if (needed <= left) lines.at(-1)?.push(shown);
    else lines.push([shown]);
    left = needed <= left ? left - needed : columns - widthOf(shown);
  }
  const join = (kept: readonly string[][]) => kept.map((line) => line.join(separator));
  if (lines.length <= rows) return join(lines);
  const kept = lines.slice(0, Math.max(0, rows - 1));
  return [...join(kept), `and ${formatNumber(names.length - kept.flat().length)} more`].slice(0, rows);
}

interface Group {
  readonly title: string;
  readonly names: readonly string[];
}

/** Leaves out empty groups. */
function groupsOf(players: readonly PlayerStatus[], phase: Stage['phase']): Group[] {
  const here = players.filter(({ connected }) => connected);
  const unanswered = phase === 'question' ? here.filter(({ answered }) => !answered) : [];
  const slow = here.flatMap(({ name, roundTrip }) =>
    roundTrip !== null && roundTrip >= SLOW_FROM_MS
      ? [`${name} (${formatNumber(Math.round(roundTrip))} ms)`]
      : [],
  );
  const groups = [
    { title: 'Not answered yet', names: unanswered.map(({ name }) => name) },
    { title: 'Away', names: players.filter(({ connected }) => !connected).map(({ name }) => name) },
    { title: 'Slow connection', names: slow },
  ];
  return groups.filter(({ names }) => names.length > 0);
}

function nobodyMissing(phase: Stage['phase']): string {
  return phase === 'question'
    ? 'Everybody has answered, nobody is away, and no connection is slow.'
    : 'Nobody is away, and no connection is slow.';
}
