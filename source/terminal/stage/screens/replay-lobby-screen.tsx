import { Box, Text } from 'ink';
import type { Size } from '../../hooks/use-size.ts';
import { useTheme } from '../../hooks/use-theme.ts';
import { NameCloud } from '../name-cloud.tsx';
import { Centred } from '../../ui/centred.tsx';
import { TruncatedText } from '../../ui/fitted-text.tsx';
import { counted } from '../../../text/numbers.ts';
import type { LobbyStage } from '../../../view/stage.ts';

interface ReplayLobbyScreenProps {
  readonly stage: LobbyStage & { readonly players: number };
  /** Of the quiz. */
  readonly title: string;
  readonly size: Size;
}

/** The lobby of a past game: what was played, and who had come. */
export function ReplayLobbyScreen({ stage, title, size }: ReplayLobbyScreenProps) {
  const { styles } = useTheme();
  const { columns, rows } = size;
  const gap = rows >= 14 ? 1 : 0;
  return (
    <Centred rows={rows} gap={gap} isAcross>
      <TruncatedText columns={columns} style={styles.accent}>
        {title}
      </TruncatedText>
      <Text {...styles.strong}>
        {stage.players === 0 ? 'No players yet' : counted(stage.players, 'player')}
      </Text>
      <Box flexDirection="column" flexShrink={0}>
        <NameCloud names={stage.names} total={stage.players} size={{ columns, rows: rows - 2 - 2 * gap }} />
      </Box>
    </Centred>
  );
}
