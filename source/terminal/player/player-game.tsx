import { useCallback } from 'react';
import type { PlayerSeat, PlayerSnapshot } from '../../client/player-seat.ts';
import { Frame, contentSize } from '../components/frame.tsx';
import { useLive } from '../hooks/use-live.ts';
import { useSize } from '../hooks/use-size.ts';
import { useStrokes } from '../hooks/use-strokes.ts';
import { useTheme } from '../hooks/use-theme.ts';
import { formatNumber } from '../text.ts';
import type { PlayerOutcome } from './player-app.tsx';
import { PlayerBody } from './player-body.tsx';
import { PlayerFooter } from './player-footer.tsx';
import { type PlayerState, playerStep, pointedIndex } from './player-keys.ts';
import { gridColumns } from './question.tsx';

interface PlayerGameProps {
  readonly seat: PlayerSeat;
  readonly snapshot: PlayerSnapshot;
  readonly finish: (outcome: PlayerOutcome) => void;
}

/** The game, for who is in it. */
export function PlayerGame({ seat, snapshot, finish }: PlayerGameProps) {
  const size = useSize();
  const content = contentSize(size);
  const { symbols } = useTheme();
  const state = useLive<PlayerState>(() => ({ isLeaving: false, pointed: null }));
  const now = useCallback(() => seat.now(), [seat]);

  useStrokes((stroke) => {
    const latest = seat.snapshot();
    const columns = gridColumns(latest.stage, content, symbols.ellipsis);
    const step = playerStep(stroke, state.latest(), latest, columns);
    if (step?.type === 'show') state.set(step.state);
    if (step?.type === 'answer') seat.answer(step.answer);
    if (step?.type === 'leave') finish({ type: 'left' });
    if (step?.type === 'interrupt') finish({ type: 'interrupted' });
    if (step?.type === 'close' && latest.end) finish({ type: 'ended', end: latest.end });
  });

  return (
    <Frame
      size={size}
      title={snapshot.welcome?.quiz.title ?? ''}
      status={statusOf(snapshot)}
      badge={snapshot.connection === 'reconnecting' ? `reconnecting${symbols.ellipsis}` : undefined}
      footer={
        <PlayerFooter
          snapshot={snapshot}
          isLeaving={state.value.isLeaving}
          columns={Math.max(1, size.columns - 2)}
        />
      }
    >
      <PlayerBody {...{ snapshot, now }} size={content} pointed={pointedIndex(state.value, snapshot)} />
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
