import { Text } from 'ink';
import type { Size } from '../../hooks/use-size.ts';
import { useTheme } from '../../hooks/use-theme.ts';
import { NameCloud } from '../name-cloud.tsx';
import { Centred } from '../../ui/centred.tsx';
import { TruncatedText } from '../../ui/fitted-text.tsx';
import { gapFor } from '../../ui/layout.ts';
import { pluralize } from '../../../text/numbers.ts';
import type { LobbyStage } from '../../../view/stage.ts';

interface ReplayLobbyScreenProps {
  readonly stage: LobbyStage & { readonly players: number };
  /** The title of the quiz. */
  readonly title: string;
  readonly size: Size;
}

/** The lobby of a past game: the quiz, and who had joined. */
export function ReplayLobbyScreen({ stage, title, size }: ReplayLobbyScreenProps) {
  const { styles } = useTheme();
  const { columns, rows } = size;
  const gap = gapFor(rows);
  return (
    <Centred rows={rows} gap={gap} horizontally>
      <TruncatedText columns={columns} style={styles.accent}>
        {title}
      </TruncatedText>
      <Text {...styles.strong}>
        {stage.players === 0 ? 'No players yet' : pluralize(stage.players, 'player')}
      </Text>
      <NameCloud names={stage.names} total={stage.players} size={{ columns, rows: rows - 2 - 2 * gap }} />
    </Centred>
  );
}
