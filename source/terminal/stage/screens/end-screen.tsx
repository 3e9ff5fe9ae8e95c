import { Text } from 'ink';
import type { ConnectionFailure } from '../../../client/player-seat.ts';
import type { Bye } from '../../../protocol/server-message.ts';
import type { Size } from '../../hooks/use-size.ts';
import { useTheme } from '../../hooks/use-theme.ts';
import { Centred } from '../../ui/centred.tsx';
import { WrappedText } from '../../ui/fitted-text.tsx';
import type { You } from '../../../view/you.ts';
import { finalRank } from '../../../words/game.ts';

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
  const rank = finalRank(you);
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
      {rank !== null && <Text>{rank}</Text>}
    </Centred>
  );
}
