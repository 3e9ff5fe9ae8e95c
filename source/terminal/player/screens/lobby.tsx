import { Text } from 'ink';
import type { Size } from '../../hooks/use-size.ts';
import { useTheme } from '../../hooks/use-theme.ts';
import { LobbyNames } from '../../stage/name-cloud.tsx';
import { Lines, lobbyFacts } from '../../stage/screens/lobby-screen.tsx';
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
  const { styles, symbols } = useTheme();
  const { columns, rows } = size;
  const gap = gapFor(rows);
  const facts = lobbyFacts(stage, columns, symbols);
  const soon = stage.startAt === null ? ['The game starts soon.'] : [];
  const lines = (team === null ? 4 : 5) + facts.length + soon.length;
  const gaps = (team === null ? 4 : 5) * gap;
  const nameRows = Math.min(rows - lines - gaps, MAX_NAME_ROWS);
  return (
    <Centred rows={rows} gap={gap} horizontally>
      <TruncatedText columns={columns} style={styles.goodBadge}>{` You're in, ${name}! `}</TruncatedText>
      {team !== null && (
        <TruncatedText columns={columns} style={styles.accent}>{`Your team: ${team}`}</TruncatedText>
      )}
      <WrappedText columns={columns} rows={2} style={styles.strong} isCentred>
        {title}
      </WrappedText>
      <Lines lines={[...facts, ...soon]} />
      <Text {...styles.accent}>{pluralize(stage.players, 'player')}</Text>
      <LobbyNames stage={stage} size={{ columns, rows: nameRows }} />
    </Centred>
  );
}

const MAX_NAME_ROWS = 12;
