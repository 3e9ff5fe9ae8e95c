import { Text } from 'ink';
import type { Size } from '../../hooks/use-size.ts';
import { useTheme } from '../../hooks/use-theme.ts';
import { TeamsAndPlayers } from '../teams-and-players.tsx';
import { StandingsTable as Places } from '../standings-table.tsx';
import { Centred } from '../../ui/centred.tsx';
import type { StandingsStage } from '../../../view/stage.ts';

interface StandingsScreenProps {
  readonly stage: StandingsStage;
  readonly size: Size;
}

/** The first places after a question. */
export function StandingsScreen({ stage, size }: StandingsScreenProps) {
  const { styles } = useTheme();
  const gap = size.rows >= 14 ? 1 : 0;
  const columns = Math.min(size.columns, WIDEST);
  return (
    <Centred rows={size.rows} gap={gap} isAcross>
      <Text {...styles.accent}>Standings</Text>
      <TeamsAndPlayers
        teams={stage.teams}
        players={stage.top.length}
        size={{ columns, rows: size.rows - 1 - gap }}
      >
        {(room) => <Places top={stage.top} size={room} />}
      </TeamsAndPlayers>
    </Centred>
  );
}

const WIDEST = 100;
