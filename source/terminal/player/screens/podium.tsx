import type { Size } from '../../hooks/use-size.ts';
import { useTheme } from '../../hooks/use-theme.ts';
import { PodiumSteps } from '../../stage/podium-steps.tsx';
import { TeamsAndPlayers } from '../../stage/teams-and-players.tsx';
import { Centred } from '../../ui/centred.tsx';
import { TruncatedText } from '../../ui/fitted-text.tsx';
import { counted, formatNumber, ordinal } from '../../../text/numbers.ts';
import { widthOf } from '../../../text/width.ts';
import type { PodiumStage } from '../../../view/stage.ts';
import type { You } from '../../../view/you.ts';
import { gapFor } from '../../ui/layout.ts';

interface PodiumProps {
  readonly stage: PodiumStage & { readonly players: number };
  readonly you: You | null;
  readonly name: string;
  readonly team: string | null;
  /** That the game is over. */
  readonly note: string | undefined;
  readonly size: Size;
}

/** The own place at the end, and the podium. */
export function Podium({ stage, you, name, team, note, size }: PodiumProps) {
  const { styles } = useTheme();
  const gap = gapFor(size.rows);
  const rows = size.rows - (1 + gap) * (note === undefined ? 1 : 2);
  return (
    <Centred rows={size.rows} gap={gap} horizontally>
      <TruncatedText columns={size.columns} style={styles.accent}>
        {finalPlace(you, stage.players, size.columns)}
      </TruncatedText>
      <TeamsAndPlayers
        teams={stage.teams}
        ownTeam={team}
        players={stage.top.length}
        size={{ columns: size.columns, rows }}
        changes={false}
        isStacked
      >
        {(room) => <PodiumSteps standings={stage.top} own={name} size={room} />}
      </TeamsAndPlayers>
      {note !== undefined && <TruncatedText columns={size.columns}>{note}</TruncatedText>}
    </Centred>
  );
}

/** In one line, which a narrow screen has no room to say in full. */
function finalPlace(you: You | null, players: number, columns: number): string {
  if (!you || you.rank === null) return 'The podium';
  const place = `${ordinal(you.rank)} of ${formatNumber(players)} with ${counted(you.score, 'point')}`;
  if (you.rank > 1 || you.score === 0) return `You came ${place}`;
  const full = `You won! You came ${place}`;
  return widthOf(full) <= columns ? full : `You won! ${place}`;
}
