import { Text } from 'ink';
import type { Size } from '../../hooks/use-size.ts';
import { useTheme } from '../../hooks/use-theme.ts';
import { NameCloud } from '../../stage/name-cloud.tsx';
import { Centred } from '../../ui/centred.tsx';
import { TruncatedText, WrappedText } from '../../ui/fitted-text.tsx';
import { gapFor } from '../../ui/layout.ts';
import { pluralize } from '../../../text/numbers.ts';
import type { LobbyStage } from '../../../view/stage.ts';

interface PlayerLobbyProps {
  readonly stage: LobbyStage & { readonly players: number };
  readonly name: string;
  /** Null in a game without teams. */
  readonly team: string | null;
  /** The quiz's title. */
  readonly title: string;
  readonly size: Size;
}

/** Confirms that the player is in, and shows who else is. */
export function PlayerLobby({ stage, name, team, title, size }: PlayerLobbyProps) {
  const { styles } = useTheme();
  const { columns, rows } = size;
  const gap = gapFor(rows);
  const lines = team === null ? 5 : 6;
  const nameRows = Math.min(rows - lines - (lines - 1) * gap, MAX_NAME_ROWS);
  return (
    <Centred rows={rows} gap={gap} horizontally>
      <TruncatedText columns={columns} style={styles.goodBadge}>{` You're in, ${name}! `}</TruncatedText>
      {team !== null && (
        <TruncatedText columns={columns} style={styles.accent}>{`Your team: ${team}`}</TruncatedText>
      )}
      <WrappedText columns={columns} rows={2} style={styles.strong} isCentred>
        {title}
      </WrappedText>
      <Text>The game starts soon.</Text>
      <Text {...styles.accent}>{pluralize(stage.players, 'player')}</Text>
      <NameCloud names={stage.names} total={stage.players} size={{ columns, rows: nameRows }} />
    </Centred>
  );
}

const MAX_NAME_ROWS = 12;
