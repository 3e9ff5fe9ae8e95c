import { Text } from 'ink';
import type { Size } from '../../hooks/use-size.ts';
import { useTheme } from '../../hooks/use-theme.ts';
import { StandingsTable } from '../standings-table.tsx';
import { TeamsAndPlayers } from '../teams-and-players.tsx';
import { Centred } from '../../ui/centred.tsx';
import { gapFor } from '../../ui/layout.ts';
import type { StandingsStage } from '../../../view/stage.ts';
import { hasPoints } from '../../../words/podium.ts';

interface StandingsScreenProps {
  readonly stage: StandingsStage;
  readonly size: Size;
}

/** The standings between two questions. */
export function StandingsScreen({ stage, size }: StandingsScreenProps) {
  const { styles } = useTheme();
  const gap = gapFor(size.rows);
  const isEmpty = stage.top.length > 0 && !hasPoints(stage.top);
  return (
    <Centred rows={size.rows} gap={gap} horizontally>
      <Text {...styles.accent}>Standings</Text>
      {isEmpty ? (
        <Text>No points so far.</Text>
      ) : (
        <TeamsAndPlayers
          teams={stage.teams}
          players={stage.top.length}
          size={{ columns: size.columns, rows: size.rows - 1 - gap }}
        >
          {(room) => <StandingsTable standings={stage.top} size={room} />}
        </TeamsAndPlayers>
      )}
    </Centred>
  );
}
