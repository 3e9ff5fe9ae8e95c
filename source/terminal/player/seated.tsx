import { useEffect } from 'react';
import type { PlayerSeat } from '../../client/player-seat.ts';
import type { Rejected } from '../../protocol/server-message.ts';
import { usePlayerSeat } from '../hooks/use-player-seat.ts';
import { PlayerGame } from './player-game.tsx';
import type { PlayerOutcome } from './player-app.tsx';
import { MessageScreen } from './message-screen.tsx';

interface SeatedProps {
  readonly seat: PlayerSeat;
  readonly finish: (outcome: PlayerOutcome) => void;
  readonly tryAgain: () => void;
  readonly onRejected: (rejection: Rejected) => void;
  readonly onUnreachable: (message: string) => void;
}

/** A seat that was asked for: the wait for it, the game once it is taken, or why it is not. */
export function Seated({ seat, finish, tryAgain, onRejected, onUnreachable }: SeatedProps) {
  const snapshot = usePlayerSeat(seat);
  const { connection, welcome, rejection, end } = snapshot;
  const refused = connection === 'idle' ? rejection : null;
  const failure = welcome ? null : end;

  useEffect(() => {
    if (refused) onRejected(refused);
    else if (failure?.type === 'failure') onUnreachable(failure.message);
    // Once for each refusal: the callbacks are new with every drawing.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [refused, failure]);

  const interrupt = () => finish({ type: 'interrupted' });
  if (welcome) return <PlayerGame {...{ seat, snapshot, finish }} />;
  if (refused) {
    return (
      <MessageScreen
        title="Not joined"
        message={refused.message}
        keys={[
          { stroke: 'enter', key: 'Enter', label: 'try again', act: tryAgain },
          { stroke: 'q', key: 'q', label: 'leave', act: () => finish({ type: 'left' }) },
        ]}
        interrupt={interrupt}
      />
    );
  }
  if (failure) {
    return (
      <MessageScreen
        title="Not joined"
        message={failure.message}
        keys={[
          {
            stroke: 'any',
            key: 'any key',
            label: 'leave',
            act: () => finish({ type: 'ended', end: failure }),
          },
        ]}
        interrupt={interrupt}
      />
    );
  }
  return (
    <MessageScreen
      title="Joining"
      message="Connecting to the game…"
      keys={[{ stroke: 'q', key: 'q', label: 'leave', act: () => finish({ type: 'left' }) }]}
      interrupt={interrupt}
    />
  );
}
