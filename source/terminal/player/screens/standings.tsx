import { Text } from 'ink';
import type { Size } from '../../hooks/use-size.ts';
import { useTheme } from '../../hooks/use-theme.ts';
import { displayedRank, rankSummary } from '../rank.ts';
import { type StandingsRow, StandingsTable, hasPoints } from '../../stage/standings-table.tsx';
import { TeamsAndPlayers } from '../../stage/teams-and-players.tsx';
import { Centred } from '../../ui/centred.tsx';
import { TruncatedText } from '../../ui/fitted-text.tsx';
import { gapFor } from '../../ui/layout.ts';
import type { StandingsStage } from '../../../view/stage.ts';
import type { You } from '../../../view/you.ts';

interface PlayerStandingsProps {
  readonly stage: StandingsStage & { readonly players: number };
  readonly you: You | null;
  readonly name: string;
  readonly team: string | null;
  readonly size: Size;
}

/** The top of the standings, and the player's own row wherever it is. */
export function PlayerStandings({ stage, you, name, team, size }: PlayerStandingsProps) {
  const { styles } = useTheme();
  const { top, teams, players } = stage;
  const { columns } = size;
  const gap = gapFor(size.rows);
  const isEmpty = top.length > 0 && !hasPoints(top);
  return (
    <Centred rows={size.rows} gap={gap} horizontally>
      <TruncatedText columns={columns} style={styles.accent}>
        {rankSummary(you, players, columns) || 'Standings'}
      </TruncatedText>
      {isEmpty ? (
        <Text>No points so far.</Text>
      ) : (
        <TeamsAndPlayers
          teams={teams}
          ownTeam={team}
          players={top.length}
          size={{ columns, rows: size.rows - 1 - gap }}
        >
          {(room) => (
            <StandingsTable standings={topWithOwn(top, you, name, room.rows)} own={name} size={room} />
          )}
        </TeamsAndPlayers>
      )}
    </Centred>
  );
}

/** As many rows as fit from the top. The player's own row replaces the last one if it is not among them. */
function topWithOwn(
  top: readonly StandingsRow[],
  you: You | null,
  name: string,
  rows: number,
): readonly StandingsRow[] {
  const visible = top.slice(0, rows);
  if (visible.some((standing) => standing.name === name)) return visible;
  const own = top.find((standing) => standing.name === name) ?? ownStanding(you, name);
  return own ? [...visible.slice(0, rows - 1), own] : visible;
}

function ownStanding(you: You | null, name: string): StandingsRow | undefined {
  const rank = displayedRank(you);
  return you && rank !== null ? { rank, name, score: you.score } : undefined;
}
