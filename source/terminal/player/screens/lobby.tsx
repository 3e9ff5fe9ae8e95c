import { Text } from 'ink';
import type { Size } from '../../hooks/use-size.ts';
import { useTheme } from '../../hooks/use-theme.ts';
import { NameCloud } from '../../stage/name-cloud.tsx';
import { Centred } from '../../ui/centred.tsx';
import { TruncatedText, WrappedText } from '../../ui/fitted-text.tsx';
import { counted } from '../../../text/numbers.ts';
import type { LobbyStage } from '../../../view/stage.ts';
import { gapFor } from '../../ui/layout.ts';

interface LobbyProps {
  readonly stage: LobbyStage & { readonly players: number };
  readonly name: string;
  /** Null where everybody plays alone. */
  readonly team: string | null;
  /** Of the quiz. */
  readonly title: string;
  readonly size: Size;
}

/** You are in; so are these. */
export function Lobby({ stage, name, team, title, size }: LobbyProps) {
  const { styles } = useTheme();
  const { columns, rows } = size;
  const gap = gapFor(rows);
  const lines = team === null ? 5 : 6;
  const nameRows = Math.min(rows - lines - (lines - 1) * gap, MOST_NAME_ROWS);
  return (
    <Centred rows={rows} gap={gap} horizontally>
      <TruncatedText columns={columns} style={styles.goodBadge}>{` You're in, ${name}! `}</TruncatedText>
      {team !== null && (
        <TruncatedText columns={columns} style={styles.accent}>{`You're in team ${team}`}</TruncatedText>
      )}
      <WrappedText columns={columns} rows={2} style={styles.strong} isCentred>
        {title}
      </WrappedText>
      <Text>The host starts the game soon.</Text>
      <Text {...styles.accent}>{counted(stage.players, 'player')}</Text>
      <NameCloud names={stage.names} total={stage.players} size={{ columns, rows: nameRows }} />
    </Centred>
  );
}

const MOST_NAME_ROWS = 12;
