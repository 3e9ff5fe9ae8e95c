import { Text } from 'ink';
import type { ConnectionFailure } from '../../../client/player-seat.ts';
import type { Bye } from '../../../protocol/server-message.ts';
import type { Size } from '../../hooks/use-size.ts';
import { useTheme } from '../../hooks/use-theme.ts';
import { Centred } from '../../ui/centred.tsx';
import { WrappedText } from '../../ui/fitted-text.tsx';
import { ordinal, pluralize } from '../../../text/numbers.ts';
import type { Stage } from '../../../view/stage.ts';
import type { You } from '../../../view/you.ts';

interface EndScreenProps {
  readonly end: Bye | ConnectionFailure;
  /** What may happen next, if anything. */
  readonly outlook?: string | undefined;
  /** Null for a watcher. */
  readonly you: You | null;
  readonly size: Size;
}

/** Why the game is over, what may happen next, and the player's final rank. */
export function EndScreen({ end, outlook = '', you, size }: EndScreenProps) {
  const { styles } = useTheme();
  const { columns, rows } = size;
  return (
    <Centred rows={rows} gap={1} horizontally>
      <WrappedText columns={columns} rows={rows - 2} style={styles.strong} isCentred>
        {end.message}
      </WrappedText>
      {outlook !== '' && (
        <WrappedText columns={columns} isCentred>
          {outlook}
        </WrappedText>
      )}
      {you && you.rank !== null && you.score > 0 && (
        <Text>{`You were ${ordinal(you.rank)} with ${pluralize(you.score, 'point')}.`}</Text>
      )}
    </Centred>
  );
}

/** Whether the end replaces the stage. A game that was played to the end keeps its podium on the screen. */
export function hasEndScreen(end: Bye | ConnectionFailure, stage: Stage | null): boolean {
  return !(end.type === 'bye' && end.code === 'ended' && stage?.phase === 'podium');
}
