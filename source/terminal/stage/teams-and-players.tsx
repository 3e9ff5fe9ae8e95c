import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import type { Size } from '../hooks/use-size.ts';
import { useTheme } from '../hooks/use-theme.ts';
import { StandingsTable } from './standings-table.tsx';
import { allocateRows } from '../ui/layout.ts';
import type { TeamStanding } from '../../view/stage.ts';

interface TeamsAndPlayersProps {
  /** Undefined where everybody plays alone. */
  readonly teams: readonly TeamStanding[] | undefined;
  /** The team whose row stands out. */
  readonly ownTeam?: string | null;
  /** How many players there are to show. */
  readonly players: number;
  readonly size: Size;
  /** Places gained and lost. */
  readonly changes?: boolean;
  /** Teams never stand beside the players. */
  readonly isStacked?: boolean;
  /** Draws the players in the room that is left to them. */
  readonly children: (size: Size) => ReactNode;
}

/** The teams' standings beside the players', or above them where there is no room beside. */
export function TeamsAndPlayers(props: TeamsAndPlayersProps) {
  const { teams, ownTeam = null, players, size, changes = true, isStacked = false, children } = props;
  if (!teams || teams.length === 0) return children(size);
  const own = ownTeam ?? undefined;
  if (!isStacked && size.columns >= COLUMNS_FOR_BOTH) {
    const half = { columns: Math.floor((size.columns - GAP) / 2), rows: size.rows - 1 };
    return (
      <Box columnGap={GAP} flexShrink={0}>
        <Titled title="Teams">
          <StandingsTable top={teams} own={own} size={half} changes={changes} />
        </Titled>
        <Titled title="Players">{children(half)}</Titled>
      </Box>
    );
  }
  const gap = size.rows >= teams.length + players + 1 ? 1 : 0;
  const [teamRows = 0, playerRows = 0] = allocateRows(size.rows - gap - 1, [
    { minimum: Math.min(teams.length, Math.max(2, Math.floor(size.rows / 3))), preferred: 0 },
    { minimum: Math.min(players, 3), preferred: size.rows },
  ]);
  const { columns } = size;
  return (
    <Box flexDirection="column" rowGap={gap} flexShrink={0}>
      <Titled title="Teams">
        <StandingsTable
          top={withOwn(teams, own, teamRows)}
          own={own}
          size={{ columns, rows: teamRows }}
          changes={changes}
        />
      </Titled>
      {children({ columns, rows: playerRows })}
    </Box>
  );
}

const COLUMNS_FOR_BOTH = 72;
const GAP = 4;

/** As many of the first as there is room for, the own one in any case. */
function withOwn(
  teams: readonly TeamStanding[],
  own: string | undefined,
  rows: number,
): readonly TeamStanding[] {
  const ownPlace = teams.slice(rows).find(({ name }) => name === own);
  return ownPlace ? [...teams.slice(0, rows - 1), ownPlace] : teams;
}

function Titled({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const { styles } = useTheme();
  return (
    <Box flexDirection="column" flexShrink={0}>
      <Text {...styles.strong}>{title}</Text>
      {children}
    </Box>
  );
}
