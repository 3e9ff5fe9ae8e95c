import type { Size } from '../../hooks/use-size.ts';
import { useTheme } from '../../hooks/use-theme.ts';
import { rankAndScore } from '../rank.ts';
import { NameCloud } from '../../stage/name-cloud.tsx';
import { PodiumSteps } from '../../stage/podium-steps.tsx';
import { hasPoints } from '../../stage/standings-table.tsx';
import { TeamsAndPlayers } from '../../stage/teams-and-players.tsx';
import { Centred } from '../../ui/centred.tsx';
import { TruncatedText } from '../../ui/fitted-text.tsx';
import { firstThatFits, gapFor } from '../../ui/layout.ts';
import type { PodiumStage } from '../../../view/stage.ts';
import type { You } from '../../../view/you.ts';

interface PlayerPodiumProps {
  readonly stage: PodiumStage & { readonly players: number };
  readonly you: You | null;
  readonly name: string;
  readonly team: string | null;
  /** Says that the game has ended; undefined before. */
  readonly note: string | undefined;
  readonly size: Size;
}

/** The player's final rank above the podium. Without points, just who played. */
export function PlayerPodium({ stage, you, name, team, note, size }: PlayerPodiumProps) {
  const { styles } = useTheme();
  const { top, teams, players } = stage;
  const { columns } = size;
  const gap = gapFor(size.rows);
  const body = { columns, rows: size.rows - (1 + gap) * (note === undefined ? 1 : 2) };
  return (
    <Centred rows={size.rows} gap={gap} horizontally>
      <TruncatedText columns={columns} style={styles.accent}>
        {firstThatFits(finalResult(you, players), columns)}
      </TruncatedText>
      {hasPoints(top) ? (
        <TeamsAndPlayers
          teams={teams}
          ownTeam={team}
          players={top.length}
          size={body}
          changes={false}
          isStacked
        >
          {(room) => <PodiumSteps standings={top} own={name} size={room} />}
        </TeamsAndPlayers>
      ) : (
        <NameCloud names={top.map((standing) => standing.name)} total={players} size={body} />
      )}
      {note !== undefined && <TruncatedText columns={columns}>{note}</TruncatedText>}
    </Centred>
  );
}

/** The longest first. */
function finalResult(you: You | null, players: number): string[] {
  const result = rankAndScore(you, players);
  if (result === '') return ["That's a wrap!"];
  if (you?.rank === 1) return [`You won! ${result}`];
  return [`You finished ${result}`, result];
}
