import { usePaste } from 'ink';
import { useEffect, useState } from 'react';
import type { ConnectionFailure } from '../../client/player-seat.ts';
import { generatedName } from '../../game/generated-name.ts';
import type { Bye } from '../../protocol/server-message.ts';
import { useKeyPresses } from '../hooks/use-key-presses.ts';
import { type LatestState, useLatestState } from '../hooks/use-latest-state.ts';
import { useSize } from '../hooks/use-size.ts';
import { useStore } from '../hooks/use-store.ts';
import { useTheme } from '../hooks/use-theme.ts';
import { unsentAnswer } from './answer-draft.ts';
import { JoinFlow } from './joining/join-flow.ts';
import { JoinPrompt } from './joining/join-prompt.tsx';
import type { Connect, GameList, JoinFields } from './joining/join-state.ts';
import { Waiting, isTryingAgain } from './joining/waiting.tsx';
import { PlayerGame } from './player-game.tsx';
import { type PlayerAction, type PlayerState, pasteIntoDraft, playerAction } from './player-keys.ts';
import { gridColumns } from './screens/question.tsx';
import { type ScreenOptions, runScreen } from '../run.tsx';
import { contentSize } from '../ui/frame.tsx';

/** How long the details of the connection are shown, in milliseconds. */
const CONNECTION_SHOWN_MS = 5000;

/** How the player's screen ended. */
export type PlayerOutcome =
  | { readonly type: 'left' }
  | { readonly type: 'interrupted' }
  | { readonly type: 'ended'; readonly end: Bye | ConnectionFailure };

export interface PlayerAppProps {
  /** What is known already. The player is asked for the rest. */
  readonly fields: JoinFields;
  readonly connect: Connect;
  /** The games to choose from if no address is known. */
  readonly games?: GameList | undefined;
  /** The seed of the suggested names. */
  readonly nameSeed: string;
  /** Continues a game that is played alone; undefined if a host does. */
  readonly advance?: (() => void) | undefined;
  readonly finish: (outcome: PlayerOutcome) => void;
}

/** The player's screen: joining a game, then playing it. */
export function PlayerApp({ fields, connect, games, nameSeed, advance, finish }: PlayerAppProps) {
  const [flow] = useState(() => new JoinFlow(fields, { connect, games, suggestName: suggestions(nameSeed) }));
  const { prompt, game } = useStore(flow);
  const state = useLatestState<PlayerState>(() => ({
    isLeaving: false,
    showsConnection: false,
    draft: null,
  }));
  useConnectionTimeout(state);
  const { symbols } = useTheme();
  const size = useSize();
  const isAlone = advance !== undefined;

  const end = game?.end ?? null;
  useEffect(() => {
    if (isAlone && end) finish({ type: 'ended', end });
  }, [isAlone, end, finish]);

  const leave = (outcome: PlayerOutcome) => {
    flow.seat?.leave();
    finish(outcome);
  };
  const show = (next: PlayerState) => {
    state.set(next);
    const { game: now } = flow.snapshot();
    if (now) flow.seat?.setDraft(unsentAnswer(next.draft, now));
  };
  const perform = (action: PlayerAction) => {
    if (action.type === 'show') show(action.state);
    if (action.type === 'answer') flow.seat?.answer(action.answer);
    if (action.type === 'continue') advance?.();
    if (action.type === 'try-again') flow.tryAgain();
    if (action.type === 'leave') leave({ type: 'left' });
    if (action.type === 'close') finish({ type: 'ended', end: action.end });
  };
  // One handler for all screens, so that a key pressed as the screen changes finds the newest state.
  useKeyPresses((keyPress) => {
    const now = flow.snapshot();
    if (keyPress.type === 'interrupt') return leave({ type: 'interrupted' });
    if (keyPress.type === 'escape' && now.game && isTryingAgain(now.game)) return leave({ type: 'left' });
    if (now.prompt || !now.game || flow.mayAskForName) return flow.press(keyPress);
    // Any key hides the details of the connection, and has its usual effect.
    const { showsConnection } = state.latest();
    if (showsConnection) state.set({ ...state.latest(), showsConnection: false });
    const columns = gridColumns(now.game.stage, contentSize(size), symbols.ellipsis);
    const action = playerAction(keyPress, state.latest(), now.game, { columns, isAlone });
    if (action) perform(action);
  });
  usePaste((text) => {
    const now = flow.snapshot();
    if (now.prompt || !now.game) flow.paste(text);
    else show(pasteIntoDraft(text, state.latest(), now.game));
  });

  if (prompt) return <JoinPrompt {...{ prompt, games, size }} />;
  if (!game || !flow.seat) return null;
  if (!game.welcome) return <Waiting snapshot={game} mayAskForName={flow.mayAskForName} size={size} />;
  return <PlayerGame {...{ size, isAlone }} snapshot={game} state={state.value} seat={flow.seat} />;
}

/** Hides the details of the connection after a while. */
function useConnectionTimeout({ value, latest, set }: LatestState<PlayerState>): void {
  useEffect(() => {
    if (!value.showsConnection) return;
    const timer = setTimeout(() => set({ ...latest(), showsConnection: false }), CONNECTION_SHOWN_MS);
    return () => clearTimeout(timer);
  }, [value, latest, set]);
}

/** Returns a function that suggests a new name on each call. */
function suggestions(seed: string): () => string {
  let index = 0;
  return () => generatedName(seed, index++);
}

/** Runs the player's screen until it ends. */
export async function runPlayerScreen(
  props: Omit<PlayerAppProps, 'finish'>,
  options: Omit<ScreenOptions<PlayerOutcome>, 'interrupted'>,
): Promise<PlayerOutcome> {
  return runScreen<PlayerOutcome>((finish) => <PlayerApp {...props} finish={finish} />, {
    ...options,
    interrupted: { type: 'interrupted' },
  });
}
