import { usePaste } from 'ink';
import { useState } from 'react';
import type { ConnectionFailure } from '../../client/player-seat.ts';
import type { Bye } from '../../protocol/server-message.ts';
import { contentSize } from '../components/frame.tsx';
import { useLive } from '../hooks/use-live.ts';
import { useSize } from '../hooks/use-size.ts';
import { useSnapshot } from '../hooks/use-snapshot.ts';
import { useStrokes } from '../hooks/use-strokes.ts';
import { useTheme } from '../hooks/use-theme.ts';
import { JoinFlow } from './join-flow.ts';
import { JoinPrompt } from './join-prompt.tsx';
import type { Connect, Details } from './join-steps.ts';
import { PlayerGame } from './player-game.tsx';
import { type PlayerState, type PlayerStep, playerStep, pointedIndex } from './player-keys.ts';
import { gridColumns } from './question.tsx';
import { Waiting } from './waiting.tsx';

/** How the player's screen came to its end. */
export type PlayerOutcome =
  | { readonly type: 'left' }
  | { readonly type: 'interrupted' }
  | { readonly type: 'ended'; readonly end: Bye | ConnectionFailure };

export interface PlayerAppProps {
  /** What is known already; the rest is asked for. */
  readonly details: Details;
  readonly connect: Connect;
  readonly finish: (outcome: PlayerOutcome) => void;
}

/** The player's screen: the way into the game, and the game. */
export function PlayerApp({ details, connect, finish }: PlayerAppProps) {
  const [flow] = useState(() => new JoinFlow(details, connect));
  const { prompt, game } = useSnapshot(flow);
  const state = useLive<PlayerState>(() => ({ isLeaving: false, pointed: null }));
  const { symbols } = useTheme();
  const size = useSize();

  const leave = (outcome: PlayerOutcome) => {
    flow.seat?.leave();
    finish(outcome);
  };
  const take = (step: PlayerStep) => {
    if (step.type === 'show') state.set(step.state);
    if (step.type === 'answer') flow.seat?.answer(step.answer);
    if (step.type === 'try-again') flow.tryAgain();
    if (step.type === 'leave') leave({ type: 'left' });
    if (step.type === 'close') finish({ type: 'ended', end: step.end });
  };
  // One handler for all screens: a key that arrives while they change finds the newest state, not the screen before.
  useStrokes((stroke) => {
    const now = flow.snapshot();
    if (stroke.type === 'interrupt') return leave({ type: 'interrupted' });
    if (now.prompt || !now.game) return flow.press(stroke);
    const columns = gridColumns(now.game.stage, contentSize(size), symbols.ellipsis);
    const step = playerStep(stroke, state.latest(), now.game, columns);
    if (step) take(step);
  });
  usePaste((text) => flow.paste(text));

  if (prompt) return <JoinPrompt prompt={prompt} size={size} />;
  if (!game || !flow.seat) return null;
  if (!game.welcome) return <Waiting snapshot={game} size={size} />;
  const { isLeaving } = state.value;
  return (
    <PlayerGame
      {...{ size, isLeaving }}
      snapshot={game}
      pointed={pointedIndex(state.value, game)}
      seat={flow.seat}
    />
  );
}
