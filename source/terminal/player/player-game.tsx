import { useCallback } from 'react';
import type { PlayerSeat, PlayerSnapshot } from '../../client/player-seat.ts';
import { Frame, contentSize } from '../components/frame.tsx';
import type { Size } from '../hooks/use-size.ts';
import { useTheme } from '../hooks/use-theme.ts';
import { formatNumber } from '../text.ts';
import { PlayerBody } from './player-body.tsx';
import { PlayerFooter } from './player-footer.tsx';

interface PlayerGameProps {
  /** For its clock. */
  readonly seat: PlayerSeat;
  readonly snapshot: PlayerSnapshot;
  /** Whether to leave is being asked. */
  readonly isLeaving: boolean;
  /** The option that the arrows are on; -1 for none. */
  readonly pointed: number;
  readonly size: Size;
}

/** The game, for who is in it. */
export function PlayerGame({ seat, snapshot, isLeaving, pointed, size }: PlayerGameProps) {
  const { symbols } = useTheme();
  const now = useCallback(() => seat.now(), [seat]);
  return (
    <Frame
      size={size}
      title={snapshot.welcome?.quiz.title ?? ''}
      status={statusOf(snapshot)}
      badge={snapshot.connection === 'reconnecting' ? `reconnecting${symbols.ellipsis}` : undefined}
      footer={<PlayerFooter {...{ snapshot, isLeaving }} columns={Math.max(1, size.columns - 2)} />}
    >
      <PlayerBody {...{ snapshot, now, pointed }} size={contentSize(size)} />
    </Frame>
  );
}

/** Who it is, with how many points, in which place. */
function statusOf({ welcome, you, stage }: PlayerSnapshot): string {
  const name = welcome?.player?.name ?? '';
  if (!you || !stage || stage.phase === 'lobby') return name;
  const place = you.rank === null ? [] : [`#${you.rank}`];
  return [name, formatNumber(you.score), ...place].join('  ');
}
