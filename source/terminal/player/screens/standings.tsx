import { Text } from 'ink';
import type { Size } from '../../hooks/use-size.ts';
import { useTheme } from '../../hooks/use-theme.ts';
import { StandingsTable } from '../../stage/standings-table.tsx';
import { TeamsAndPlayers } from '../../stage/teams-and-players.tsx';
import { Centred } from '../../ui/centred.tsx';
import { TruncatedText } from '../../ui/fitted-text.tsx';
import { firstThatFits, gapFor } from '../../ui/layout.ts';
import type { StandingsStage } from '../../../view/stage.ts';
import type { You } from '../../../view/you.ts';
import { hasPoints } from '../../../words/podium.ts';
import { rankSummaries, topWithOwn } from '../../../words/result.ts';

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
        {firstThatFits(rankSummaries(you, players), columns) || 'Standings'}
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
