import { Box, Text } from 'ink';
import { useMotion } from '../hooks/use-motion.ts';
import type { Size } from '../hooks/use-size.ts';
import { useTheme } from '../hooks/use-theme.ts';
import type { TextStyle, Theme } from '../theme.ts';
import { BlockLine } from '../ui/bar.tsx';
import { formatNumber } from '../../text/numbers.ts';
import { fit, fitEnd, widthOf } from '../../text/width.ts';
import type { StandingsRow } from '../../words/result.ts';

interface StandingsTableProps {
  readonly standings: readonly StandingsRow[];
  /** The name to highlight. */
  readonly own?: string | undefined;
  readonly size: Size;
  /** Shows the last points and changes of rank. */
  readonly changes?: boolean;
}

/** A row for each ranked player or team, as many as fit. */
export function StandingsTable({ standings, own, size, changes = true }: StandingsTableProps) {
  const rows = standings.slice(0, size.rows);
  const isRoomy = rows.length > 0 && rows.length * 2 - 1 <= size.rows && size.rows > 24;
  const progress = useMotion(LANDING_MS, STARTS_ONCE);
  const columns = columnsFor(rows, size.columns, changes);
  const best = Math.max(1, ...standings.map(({ score }) => score));
  return (
    <Box flexDirection="column" rowGap={isRoomy ? 1 : 0} flexShrink={0}>
      {landing(rows, changes ? progress : 1, size).map(({ standing, landed }, index) => (
        <Row
          key={index}
          {...{ standing, landed, columns, best }}
          rank={rows[index]?.rank ?? 0}
          isOwn={standing.name === own}
        />
      ))}
    </Box>
  );
}

/** How long the rows take to get their points and places, in milliseconds. */
const LANDING_MS = 1000;

/** In tables with more cells, each row gets its points in one step. */
const MAX_CELLS = 800;

/** The movement starts with the table, and never again. */
const STARTS_ONCE = 'once';

interface LandingRow {
  readonly standing: StandingsRow;
  /** How much of the last points is in the score: 0, a half or 1. */
  readonly landed: number;
}

/**
 * Returns the rows on their way from their order before the last question to that after it: one after another, from the last to the
 * first, they get their points, in two steps unless the rows are long, and take their new places. So each step redraws few rows.
 */
function landing(rows: readonly StandingsRow[], progress: number, { columns }: Size): readonly LandingRow[] {
  const waiting = rows.length - Math.floor(progress * rows.length);
  const next = rows[waiting - 1];
  const half = rows.length * columns < MAX_CELLS ? 0.5 : 0;
  // Those without a rank were below.
  const above = rows.slice(0, waiting).toSorted((a, b) => rankBefore(a) - rankBefore(b));
  return [
    ...above.map((standing) => ({ standing, landed: standing === next ? half : 0 })),
    ...rows.slice(waiting).map((standing) => ({ standing, landed: 1 })),
  ];
}

function rankBefore({ rank, change }: StandingsRow): number {
  return typeof change === 'number' ? rank + change : Number.MAX_SAFE_INTEGER;
}

/** The widths of the columns of a table; 0 for one that is left out. */
interface Columns {
  readonly rank: number;
  readonly name: number;
  readonly bar: number;
  readonly gain: number;
  readonly score: number;
  readonly change: number;
}

function columnsFor(rows: readonly StandingsRow[], columns: number, changes: boolean): Columns {
  const widest = (texts: readonly string[]) => Math.max(0, ...texts.map((text) => widthOf(text)));
  const rank = widest(rows.map((row) => String(row.rank))) + 2;
  const score = widest(rows.map((row) => formatNumber(row.score))) + 2;
  // After the first question, everybody is new.
  const hasChanges = changes && rows.some(({ change }) => typeof change === 'number');
  const change = hasChanges ? CHANGE_WIDTH : 0;
  const wanted = changes ? widest(rows.map(gainText)) : 0;
  const room = columns - MARKER_WIDTH - rank - 1 - score - change;
  const gain = wanted > 0 && room - wanted - 2 >= MIN_NAME_WIDTH ? wanted + 2 : 0;
  const name = Math.max(4, Math.min(NAME_WIDTH, room - gain));
  const bar = room - gain - name;
  return { rank, name, bar: bar >= MIN_BAR_WIDTH ? bar : 0, gain, score, change };
}

const MARKER_WIDTH = 2;
const MIN_NAME_WIDTH = 8;
const NAME_WIDTH = 24;
const MIN_BAR_WIDTH = 5;
const CHANGE_WIDTH = 6;

function gainText({ gain = 0 }: StandingsRow): string {
  return gain > 0 ? `+${formatNumber(gain)}` : '';
}

interface RowProps {
  readonly standing: StandingsRow;
  readonly columns: Columns;
  /** The best score. */
  readonly best: number;
  readonly landed: number;
  /** The rank of this place in the table. */
  readonly rank: number;
  readonly isOwn: boolean;
}

/** One ranked player or team. The player's own row has one background from end to end. */
function Row({ standing, columns, rank, best, landed, isOwn }: RowProps) {
  const theme = useTheme();
  const { styles, symbols, medals } = theme;
  const { name, gain = 0 } = standing;
  // Points that were taken away since may exceed what was left before.
  const score = Math.max(0, Math.round(standing.score - gain * (1 - landed)));
  const styleOf = (style: TextStyle) => (isOwn ? styles.selected : style);
  const text = styleOf(rank <= 3 ? styles.strong : {});
  const cells = Math.round((score / best) * (columns.bar - 1));
  const bar = columns.bar > 0 ? ` ${'='.repeat(cells)}`.padEnd(columns.bar) : '';
  const change = landed === 1 ? changeOf(theme, standing.change) : { text: '', style: {} };
  return (
    <Box height={1}>
      <Text {...styleOf(styles.accent)}>{fit(isOwn ? symbols.pointer : '', MARKER_WIDTH)}</Text>
      <Text {...styleOf(medals[rank - 1] ?? {})}>{`${fitEnd(String(rank), columns.rank - 1)} `}</Text>
      <Text {...text}>{` ${fit(name, columns.name, symbols.ellipsis)}`}</Text>
      {bar !== '' && <BlockLine style={styleOf(styles.accent)}>{bar}</BlockLine>}
      {columns.gain > 0 && (
        <Text {...styleOf(styles.good)}>{fitEnd(landed > 0 ? gainText(standing) : '', columns.gain)}</Text>
      )}
      <Text {...text}>{fitEnd(formatNumber(score), columns.score)}</Text>
      {columns.change > 0 && (
        <Text {...styleOf(change.style)}>{fit(`  ${change.text}`, columns.change)}</Text>
      )}
    </Box>
  );
}

function changeOf({ styles, symbols }: Theme, change: number | null | undefined) {
  if (change === undefined) return { text: '', style: {} };
  if (change === null) return { text: 'new', style: styles.accent };
  if (change > 0) return { text: `${symbols.up}${change}`, style: styles.good };
  if (change < 0) return { text: `${symbols.down}${-change}`, style: styles.bad };
  return { text: symbols.dash, style: styles.faint };
}
