import { Box, Text } from 'ink';
import type { ConnectionFailure } from '../../client/player-seat.ts';
import type { Bye } from '../../protocol/server-message.ts';
import type { Size } from '../hooks/use-size.ts';
import { useTheme } from '../hooks/use-theme.ts';
import { Centred } from '../ui/centred.tsx';
import { Lines } from '../ui/line.tsx';
import { counted, formatNumber } from '../../text/numbers.ts';
import type { Stage } from '../../view/stage.ts';
import type { You } from '../../view/you.ts';

interface EndProps {
  readonly end: Bye | ConnectionFailure;
  /** What may come after it, in a sentence; undefined where nothing does. */
  readonly outlook?: string | undefined;
  /** Null where nobody played here. */
  readonly you: You | null;
  readonly size: Size;
}

/** Why it is over, what may come, and what was reached. */
export function End({ end, outlook = '', you, size }: EndProps) {
  const { styles } = useTheme();
  const { columns, rows } = size;
  return (
    <Centred rows={rows} gap={1} isAcross>
      <Box flexDirection="column" flexShrink={0}>
        <Lines columns={columns} rows={rows - 2} style={styles.strong} isCentred>
          {end.message}
        </Lines>
      </Box>
      {outlook !== '' && (
        <Box flexDirection="column" flexShrink={0}>
          <Lines columns={columns} isCentred>
            {outlook}
          </Lines>
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
