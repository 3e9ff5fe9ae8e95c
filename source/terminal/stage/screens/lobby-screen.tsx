import { Box, Text } from 'ink';
import type { Size } from '../../hooks/use-size.ts';
import { useTheme } from '../../hooks/use-theme.ts';
import { type JoinInfo, fittingCommand } from '../join-info.ts';
import { NameCloud } from '../name-cloud.tsx';
import { BigText, rowsOf, scaleFor } from '../../ui/big-text.tsx';
import { Centred } from '../../ui/centred.tsx';
import { TruncatedText } from '../../ui/fitted-text.tsx';
import { gapFor } from '../../ui/layout.ts';
import { pluralize } from '../../../text/numbers.ts';
import type { LobbyStage } from '../../../view/stage.ts';

interface LobbyScreenProps {
  readonly stage: LobbyStage & { readonly players: number };
  readonly joining: JoinInfo;
  readonly isLocked: boolean;
  readonly size: Size;
}

/** How to join, and who has joined. */
export function LobbyScreen({ stage, joining, isLocked, size }: LobbyScreenProps) {
  const { styles, ascii } = useTheme();
  const { columns, rows } = size;
  const isRoomy = rows >= 18;
  const scale = scaleFor(joining.pin, { columns, rows: Math.floor(rows / 3) }, ascii);
  const command = fittingCommand(joining.commands[0]?.command ?? '', joining.pin, columns);
  const gap = isRoomy ? 1 : 0;
  const top = Math.max(gap, Math.floor((rows - 20) / 6));
  const nameRows = rows - top - rowsOf(scale) - 4 - 3 * gap;
  return (
    <Box flexDirection="column" alignItems="center" rowGap={gap} paddingTop={top} flexShrink={0}>
      <Box flexDirection="column" alignItems="center" flexShrink={0}>
        <Text>Join from a terminal:</Text>
        <TruncatedText columns={columns} style={styles.accent}>
          {command}
        </TruncatedText>
      </Box>
      <Box flexDirection="column" alignItems="center" flexShrink={0}>
        <Text {...styles.strong}>{scale === 'plain' ? `PIN  ${joining.pin}` : 'PIN'}</Text>
        {scale !== 'plain' && <BigText text={joining.pin} scale={scale} style={styles.accent} />}
      </Box>
      <Box columnGap={2} flexShrink={0}>
        <Text {...styles.strong}>
          {stage.players === 0 ? 'Waiting for players' : pluralize(stage.players, 'player')}
        </Text>
        {isLocked && <Text {...styles.noticeBadge}> LOCKED </Text>}
      </Box>
      <NameCloud names={stage.names} total={stage.players} size={{ columns, rows: nameRows }} />
    </Box>
  );
}

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
