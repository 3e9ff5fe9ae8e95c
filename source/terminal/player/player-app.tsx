import { usePaste } from 'ink';
import { useEffect, useState } from 'react';
import type { ConnectionFailure } from '../../client/player-seat.ts';
import { generatedName } from '../../game/generated-name.ts';
import type { Bye } from '../../protocol/server-message.ts';
import { useLatestState } from '../hooks/use-latest-state.ts';
import { useSize } from '../hooks/use-size.ts';
import { useStore } from '../hooks/use-store.ts';
import { useKeyPresses } from '../hooks/use-key-presses.ts';
import { useTheme } from '../hooks/use-theme.ts';
import { JoinFlow } from './joining/join-flow.ts';
import { JoinPrompt } from './joining/join-prompt.tsx';
import type { Connect, Details, GameList } from './joining/join-state.ts';
import { PlayerGame } from './player-game.tsx';
import { type PlayerState, type PlayerStep, pasted, playerStep } from './player-keys.ts';
import { gridColumns } from './screens/question.tsx';
import { Waiting } from './joining/waiting.tsx';
import { type ScreenOptions, runScreen } from '../run.tsx';
import { contentSize } from '../ui/frame.tsx';

/** How the player's screen came to its end. */
export type PlayerOutcome =
  | { readonly type: 'left' }
  | { readonly type: 'interrupted' }
  | { readonly type: 'ended'; readonly end: Bye | ConnectionFailure };

export interface PlayerAppProps {
  /** What is known already; the rest is asked for. */
  readonly details: Details;
  readonly connect: Connect;
  /** The games to choose from where no address is known. */
  readonly games?: GameList | undefined;
  /** Draws the names that are suggested. */
  readonly nameSeed: string;
  /** Goes on to what comes next, for who plays alone; undefined where the host does. */
  readonly advance?: (() => void) | undefined;
  readonly finish: (outcome: PlayerOutcome) => void;
}

/** The player's screen: the way into the game, and the game. */
export function PlayerApp({ details, connect, games, nameSeed, advance, finish }: PlayerAppProps) {
  const [flow] = useState(() => new JoinFlow(details, { connect, games, suggest: suggestions(nameSeed) }));
  const { prompt, game } = useStore(flow);
  const state = useLatestState<PlayerState>(() => ({ isLeaving: false, work: null }));
  const { symbols } = useTheme();
  const size = useSize();
  const canAdvance = advance !== undefined;

  const end = game?.end ?? null;
  useEffect(() => {
    if (canAdvance && end) finish({ type: 'ended', end });
  }, [canAdvance, end, finish]);

  const leave = (outcome: PlayerOutcome) => {
    flow.seat?.leave();
    finish(outcome);
  };
  const take = (step: PlayerStep) => {
    if (step.type === 'show') state.set(step.state);
    if (step.type === 'answer') flow.seat?.answer(step.answer);
    if (step.type === 'advance') advance?.();
    if (step.type === 'try-again') flow.tryAgain();
    if (step.type === 'leave') leave({ type: 'left' });
    if (step.type === 'close') finish({ type: 'ended', end: step.end });
  };
  // One handler for all screens: a key that arrives while they change finds the newest state, not the screen before.
  useKeyPresses((keyPress) => {
    const now = flow.snapshot();
    if (keyPress.type === 'interrupt') return leave({ type: 'interrupted' });
    if (now.prompt || !now.game || flow.mayAskForName) return flow.press(keyPress);
    const columns = gridColumns(now.game.stage, contentSize(size), symbols.ellipsis);
    const step = playerStep(keyPress, state.latest(), now.game, { columns, canAdvance });
    if (step) take(step);
  });
  usePaste((text) => {
    const now = flow.snapshot();
    if (now.prompt || !now.game) flow.paste(text);
    else state.set(pasted(text, state.latest(), now.game));
  });

  if (prompt) return <JoinPrompt {...{ prompt, games, size }} />;
  if (!game || !flow.seat) return null;
  if (!game.welcome) return <Waiting snapshot={game} mayAskForName={flow.mayAskForName} size={size} />;
  return <PlayerGame {...{ size, canAdvance }} snapshot={game} state={state.value} seat={flow.seat} />;
}

/** Another friendly name each time. */
function suggestions(seed: string): () => string {
  let index = 0;
  return () => generatedName(seed, index++);
}

/** Mounts the player's screen. */
export async function runPlayerScreen(
  props: Omit<PlayerAppProps, 'finish'>,
  options: Omit<ScreenOptions<PlayerOutcome>, 'interrupted'>,
): Promise<PlayerOutcome> {
  return runScreen<PlayerOutcome>((finish) => <PlayerApp {...props} finish={finish} />, {
    ...options,
    interrupted: { type: 'interrupted' },
  });
}
