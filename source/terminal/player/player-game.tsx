import { useCallback } from 'react';
import type { PlayerSeat, PlayerSnapshot } from '../../client/player-seat.ts';
import type { Size } from '../hooks/use-size.ts';
import { useTheme } from '../hooks/use-theme.ts';
import { draftOf } from './answer-draft.ts';
import { PlayerBody } from './player-body.tsx';
import { PlayerFooter } from './player-footer.tsx';
import type { PlayerState } from './player-keys.ts';
import { Frame, contentSize, footerColumns } from '../ui/frame.tsx';
import { formatNumber } from '../../text/numbers.ts';
import { isNarrow } from '../ui/layout.ts';

interface PlayerGameProps {
  /** For its clock. */
  readonly seat: PlayerSeat;
  readonly snapshot: PlayerSnapshot;
  readonly state: PlayerState;
  /** The player goes on alone, without a host. */
  readonly canAdvance: boolean;
  readonly size: Size;
}

/** The game, for who is in it. */
export function PlayerGame({ seat, snapshot, state, canAdvance, size }: PlayerGameProps) {
  const { symbols } = useTheme();
  const now = useCallback(() => seat.now(), [seat]);
  const content = contentSize(size);
  const draft = draftOf(state.work, snapshot);
  return (
    <Frame
      size={size}
      title={snapshot.welcome?.quiz.title ?? ''}
      status={statusOf(snapshot, size.columns)}
      badge={badgeOf(snapshot, size.columns, symbols.ellipsis)}
      footer={
        <PlayerFooter
          {...{ snapshot, draft, canAdvance, content }}
          isLeaving={state.isLeaving}
          columns={footerColumns(size)}
        />
      }
    >
      <PlayerBody {...{ snapshot, draft, now }} isAlone={canAdvance} size={content} />
    </Frame>
  );
}

/** What is the matter with the connection, in a word: it is being made again, or WebSocket does not get through. */
function badgeOf({ connection, carrier }: PlayerSnapshot, columns: number, ellipsis: string): string {
  if (connection === 'reconnecting') return `reconnecting${ellipsis}`;
  if (carrier === 'long-polling') return isNarrow(columns) ? 'long poll' : 'long polling';
  return carrier === 'polling' ? 'polling' : '';
}

/** Who it is, in which team, with how many points, in which place. */
function statusOf({ welcome, you, stage }: PlayerSnapshot, columns: number): string {
  const { name = '', team = null } = welcome?.player ?? {};
  const who = team !== null && !isNarrow(columns) ? `${name} (${team})` : name;
  if (!you || !stage || stage.phase === 'lobby') return who;
  const place = you.rank === null ? [] : [`#${you.rank}`];
  return [who, formatNumber(you.score), ...place].join('  ');
}
