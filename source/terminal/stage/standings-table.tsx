import { Box, Text } from 'ink';
import type { Size } from '../hooks/use-size.ts';
import { useTheme } from '../hooks/use-theme.ts';
import type { Theme } from '../theme.ts';
import { Bar } from '../ui/bar.tsx';
import { formatNumber } from '../../text/numbers.ts';
import { fit, fitEnd } from '../../text/width.ts';
import type { Standing } from '../../view/stage.ts';

/** A ranked player or team. `change` is the change of rank: null for a newcomer, undefined to leave it out. */
export type StandingsRow = Pick<Standing, 'rank' | 'name' | 'score'> & { readonly change?: number | null };

interface StandingsTableProps {
  readonly standings: readonly StandingsRow[];
  /** The name to highlight. */
  readonly own?: string | undefined;
  readonly size: Size;
  /** Shows changes of rank. */
  readonly changes?: boolean;
}

/** A row for each ranked player or team, as many as fit. */
export function StandingsTable({ standings, own, size, changes = true }: StandingsTableProps) {
  const theme = useTheme();
  const rows = standings.slice(0, size.rows);
  const isRoomy = rows.length > 0 && rows.length * 2 - 1 <= size.rows && size.rows > 24;
  // After the first question, everybody is new.
  const hasChanges = changes && standings.some(({ change }) => typeof change === 'number');
  const best = Math.max(1, ...standings.map(({ score }) => score));
  return (
    <Box flexDirection="column" rowGap={isRoomy ? 1 : 0} flexShrink={0}>
      {rows.map((standing, index) => (
        <Row
          key={index}
          {...{ theme, standing }}
          changes={hasChanges}
          columns={size.columns}
          share={standing.score / best}
          isOwn={standing.name === own}
        />
      ))}
    </Box>
  );
}

/** Whether anybody has points. Without any, everybody shares the first rank, and the standings say nothing. */
export function hasPoints(standings: readonly StandingsRow[]): boolean {
  return standings.some(({ score }) => score > 0);
}

interface RowProps {
  readonly theme: Theme;
  readonly standing: StandingsRow;
  readonly columns: number;
  /** The score, as a fraction of the best one. */
  readonly share: number;
  readonly isOwn: boolean;
  readonly changes: boolean;
}

function Row({ theme, standing, columns, share, isOwn, changes }: RowProps) {
  const { styles, symbols } = theme;
  const { rank, name, score } = standing;
  const changeWidth = changes ? CHANGE_WIDTH : 0;
  const room = columns - RANK_WIDTH - SCORE_WIDTH - changeWidth - MARKER_WIDTH;
  const nameWidth = Math.max(4, Math.min(NAME_WIDTH, room));
  const barWidth = Math.max(0, room - nameWidth - 1);
  const style = isOwn ? styles.selected : rank <= 3 ? styles.strong : {};
  return (
    <Box height={1}>
      <Text {...styles.accent}>{fit(isOwn ? symbols.pointer : '', MARKER_WIDTH)}</Text>
      <Text {...(theme.medals[rank - 1] ?? {})}>{`${fitEnd(String(rank), RANK_WIDTH - 2)} `}</Text>
      <Text {...style}>{` ${fit(name, nameWidth, symbols.ellipsis)}`}</Text>
      {barWidth > 3 && (
        <Box marginLeft={1}>
          <Bar filled={share * (barWidth - 1)} width={barWidth - 1} style={styles.accent} />
        </Box>
      )}
      <Text {...style}>{fitEnd(formatNumber(score), SCORE_WIDTH)}</Text>
      {changes && <Change theme={theme} change={standing.change} />}
    </Box>
  );
}

const MARKER_WIDTH = 2;
const RANK_WIDTH = 6;
const NAME_WIDTH = 24;
const SCORE_WIDTH = 8;
const CHANGE_WIDTH = 7;

function Change({ theme, change }: { readonly theme: Theme; readonly change: number | null | undefined }) {
  const { styles, symbols } = theme;
  if (change === undefined) return <Text>{' '.repeat(CHANGE_WIDTH)}</Text>;
  const [text, style] =
    change === null
      ? ['new', styles.accent]
      : change > 0
        ? [`${symbols.up}${change}`, styles.good]
        : change < 0
          ? [`${symbols.down}${-change}`, styles.bad]
          : [symbols.dash, styles.faint];
  return <Text {...style}>{fit(`  ${text}`, CHANGE_WIDTH)}</Text>;
}
