import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import type { Size } from '../hooks/use-size.ts';
import { useTheme } from '../hooks/use-theme.ts';
import { StandingsTable } from './standings-table.tsx';
import { allocateRows } from '../ui/layout.ts';
import type { TeamStanding } from '../../view/stage.ts';

interface TeamsAndPlayersProps {
  /** Undefined in a game without teams. */
  readonly teams: readonly TeamStanding[] | undefined;
  /** The team to highlight. */
  readonly ownTeam?: string | null;
  /** The number of players to show. */
  readonly players: number;
  readonly size: Size;
  /** Draws the players in the remaining space. */
  readonly children: (size: Size) => ReactNode;
}

/** The teams' standings beside the players, or above them on a narrow screen. */
export function TeamsAndPlayers(props: TeamsAndPlayersProps) {
  const { teams, ownTeam = null, players, children } = props;
  const columns = Math.min(props.size.columns, MAX_WIDTH);
  const { rows } = props.size;
  if (!teams || teams.length === 0) return children({ columns, rows });
  const own = ownTeam ?? undefined;
  if (columns >= COLUMNS_FOR_BOTH) {
    const half = { columns: Math.floor((columns - GAP) / 2), rows: rows - 1 };
    return (
      <Box columnGap={GAP} flexShrink={0}>
        <Titled title="Teams">
          <StandingsTable standings={teams} own={own} size={half} />
        </Titled>
        <Titled title="Players">{children(half)}</Titled>
      </Box>
    );
  }
  const gap = rows >= teams.length + players + 1 ? 1 : 0;
  const [teamRows = 0, playerRows = 0] = allocateRows(rows - gap - 1, [
    { minimum: Math.min(teams.length, Math.max(2, Math.floor(rows / 3))), preferred: 0 },
    { minimum: Math.min(players, 3), preferred: rows },
  ]);
  return (
    <Box flexDirection="column" rowGap={gap} flexShrink={0}>
      <Titled title="Teams">
        <StandingsTable
          standings={withOwn(teams, own, teamRows)}
          own={own}
          size={{ columns, rows: teamRows }}
        />
      </Titled>
      {children({ columns, rows: playerRows })}
    </Box>
  );
}

/** In wider tables, it is hard to follow a row from the name to the score. */
const MAX_WIDTH = 88;
const COLUMNS_FOR_BOTH = 72;
const GAP = 4;

/** The first teams that fit. The player's own team takes the last row if it is not among them. */
function withOwn(
  teams: readonly TeamStanding[],
  own: string | undefined,
  rows: number,
): readonly TeamStanding[] {
  const ownTeam = teams.slice(rows).find(({ name }) => name === own);
  return ownTeam ? [...teams.slice(0, rows - 1), ownTeam] : teams;
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
