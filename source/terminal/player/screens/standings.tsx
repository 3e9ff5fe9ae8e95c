import type { Size } from '../../hooks/use-size.ts';
import { useTheme } from '../../hooks/use-theme.ts';
import { TeamsAndPlayers } from '../../stage/teams-and-players.tsx';
import { type StandingsRow, StandingsTable } from '../../stage/standings-table.tsx';
import { Centred } from '../../ui/centred.tsx';
import { TruncatedText } from '../../ui/fitted-text.tsx';
import { counted, formatNumber, ordinal } from '../../../text/numbers.ts';
import type { StandingsStage } from '../../../view/stage.ts';
import type { You } from '../../../view/you.ts';
import { gapFor } from '../../ui/layout.ts';

interface StandingsProps {
  readonly stage: StandingsStage & { readonly players: number };
  readonly you: You | null;
  readonly name: string;
  readonly team: string | null;
  readonly size: Size;
}

/** The first places, and the own one wherever it is. */
export function Standings({ stage, you, name, team, size }: StandingsProps) {
  const { styles } = useTheme();
  const gap = gapFor(size.rows);
  const rows = size.rows - 1 - gap;
  return (
    <Centred rows={size.rows} gap={gap} horizontally>
      <TruncatedText columns={size.columns} style={styles.accent}>
        {whereYouAre(you, stage.players) || 'Standings'}
      </TruncatedText>
      <TeamsAndPlayers
        teams={stage.teams}
        ownTeam={team}
        players={stage.top.length}
        size={{ columns: size.columns, rows }}
      >
        {(room) => (
          <StandingsTable standings={placesWithOwn(stage.top, you, name, room.rows)} own={name} size={room} />
        )}
      </TeamsAndPlayers>
    </Centred>
  );
}

/** As many of the first as there is room for; where the own place is not among them, it takes the last row. */
function placesWithOwn(
  top: readonly StandingsRow[],
  you: You | null,
  name: string,
  rows: number,
): readonly StandingsRow[] {
  const visible = top.slice(0, rows);
  if (visible.some((place) => place.name === name)) return visible;
  const own = top.find((place) => place.name === name) ?? ownPlace(you, name);
  return own ? [...visible.slice(0, rows - 1), own] : visible;
}

function ownPlace(you: You | null, name: string): StandingsRow | undefined {
  return you && you.rank !== null ? { rank: you.rank, name, score: you.score } : undefined;
}

/** The own place and score, and who is next: `3rd of 37 with 1,840 points, 120 behind Linus`. Alone, the score. */
export function whereYouAre(you: You | null, players: number): string {
  if (!you || you.rank === null) return '';
  if (players === 1) return counted(you.score, 'point');
  const place = `${ordinal(you.rank)} of ${formatNumber(players)} with ${counted(you.score, 'point')}`;
  return you.ahead ? `${place}, ${formatNumber(you.ahead.by)} behind ${you.ahead.name}` : place;
}
