import { Box, Text } from 'ink';
import type { ConnectionFailure } from '../../../client/player-seat.ts';
import type { Bye } from '../../../protocol/server-message.ts';
import type { Size } from '../../hooks/use-size.ts';
import { useTheme } from '../../hooks/use-theme.ts';
import { Centred } from '../../ui/centred.tsx';
import { WrappedText } from '../../ui/fitted-text.tsx';
import { counted, formatNumber } from '../../../text/numbers.ts';
import type { Stage } from '../../../view/stage.ts';
import type { You } from '../../../view/you.ts';

interface EndScreenProps {
  readonly end: Bye | ConnectionFailure;
  /** What may come after it, in a sentence; undefined where nothing does. */
  readonly outlook?: string | undefined;
  /** Null where nobody played here. */
  readonly you: You | null;
  readonly size: Size;
}

/** Why it is over, what may come, and what was reached. */
export function EndScreen({ end, outlook = '', you, size }: EndScreenProps) {
  const { styles } = useTheme();
  const { columns, rows } = size;
  return (
    <Centred rows={rows} gap={1} isAcross>
      <Box flexDirection="column" flexShrink={0}>
        <WrappedText columns={columns} rows={rows - 2} style={styles.strong} isCentred>
          {end.message}
        </WrappedText>
      </Box>
      {outlook !== '' && (
        <Box flexDirection="column" flexShrink={0}>
          <WrappedText columns={columns} isCentred>
            {outlook}
          </WrappedText>
        </Box>
      )}
      {you && you.rank !== null && (
        <Text>{`You had ${counted(you.score, 'point')}, place ${formatNumber(you.rank)}.`}</Text>
      )}
    </Centred>
  );
}

/** A game that came to its end leaves the podium on the screen. */
export function hasEndScreen(end: Bye | ConnectionFailure, stage: Stage | null): boolean {
  return !(end.type === 'bye' && end.code === 'ended' && stage?.phase === 'podium');
}
