import { usePaste } from 'ink';
import { useContext, useEffect, useState } from 'react';
import type { ConnectionFailure, PlayerSnapshot } from '../../client/player-seat.ts';
import { generatedName } from '../../game/names/generated-name.ts';
import type { Bye } from '../../protocol/server-message.ts';
import { useSuspend } from '../hooks/use-foreground.ts';
import { useKeyPresses } from '../hooks/use-key-presses.ts';
import { type LatestState, useLatestState } from '../hooks/use-latest-state.ts';
import { useSize } from '../hooks/use-size.ts';
import { useStore } from '../hooks/use-store.ts';
import { useTheme } from '../hooks/use-theme.ts';
import { useBell, useWindowTitle } from '../hooks/use-window.ts';
import { PlayerAloud } from '../aloud/player-aloud.tsx';
import { PromptAloud } from '../aloud/prompt-aloud.tsx';
import { SpeakerContext } from '../aloud/speaker.ts';
import { JoinFlow } from './joining/join-flow.ts';
import { JoinPrompt } from './joining/join-prompt.tsx';
import type { Connect, GameList, JoinFields } from './joining/join-state.ts';
import { Waiting, isTryingAgain } from './joining/waiting.tsx';
import { PlayerGame } from './player-game.tsx';
import {
  type PlayerAction,
  type PlayerState,
  initialState,
  pasteIntoDraft,
  playerAction,
  showsKeyList,
  showsMoveCode,
  unsentAnswer,
} from './player-keys.ts';
import type { PlayerPlace } from './screens/move.tsx';
import { gridColumns } from './screens/question.tsx';
import { letterOf } from '../keys.ts';
import { type ScreenOptions, runScreen } from '../run.tsx';
import { contentSize } from '../ui/frame.tsx';
import { openedQuestion, quizTitle, windowTitle } from '../../words/game.ts';
import { podiumProgress } from '../../words/podium.ts';

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
  /** The name to suggest if the player is asked for one. */
  readonly lastName?: string | undefined;
  readonly connect: Connect;
  /** The games to choose from if no address is known. */
  readonly games?: GameList | undefined;
  /** Returns where a game at an address is; null if the address is invalid. Undefined if no other device can reach the game. */
  readonly placeOf?: ((address: string) => PlayerPlace | null) | undefined;
  /** The seed of the suggested names. */
  readonly nameSeed: string;
  /** Continues a game that is played alone; undefined if a host does. */
  readonly advance?: (() => void) | undefined;
  readonly finish: (outcome: PlayerOutcome) => void;
}

/** The player's screen: joining a game, then playing it. */
export function PlayerApp({
  fields,
  lastName,
  connect,
  games,
  placeOf,
  nameSeed,
  advance,
  finish,
}: PlayerAppProps) {
  const [flow] = useState(
    () => new JoinFlow(fields, { connect, games, lastName, suggestName: suggestions(nameSeed) }),
  );
  const { prompt, game } = useStore(flow);
  const state = useLatestState(() => initialState);
  useConnectionTimeout(state);
  const { symbols } = useTheme();
  const size = useSize();
  const isAlone = advance !== undefined;
  const suspend = useSuspend();
  const isAloud = useContext(SpeakerContext) !== null;
  useWindowTitle(windowTitle(game?.stage ?? null, game ? quizTitle(game) : ''));
  useBell(game && (resultOf(game) ?? openedQuestion(game.stage)));

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
    if (action.type === 'rename') {
      flow.seat?.rename(action.name);
      state.set({ ...state.latest(), newName: null });
    }
    if (action.type === 'move') {
      flow.seat?.move();
      state.set({ ...state.latest(), isMoving: true });
    }
    if (action.type === 'continue') advance?.();
    if (action.type === 'try-again') flow.tryAgain();
    if (action.type === 'join-again') flow.joinAgain();
    if (action.type === 'join-other') flow.joinOtherGame();
    if (action.type === 'leave') leave({ type: 'left' });
    if (action.type === 'close') finish({ type: 'ended', end: action.end });
  };
  // One handler for all screens, so that a key pressed as the screen changes finds the newest state.
  useKeyPresses((keyPress) => {
    const now = flow.snapshot();
    if (keyPress.type === 'interrupt') return leave({ type: 'interrupted' });
    if (keyPress.type === 'suspend') return suspend?.();
    if (keyPress.type === 'escape' && now.game && isTryingAgain(now.game)) return leave({ type: 'left' });
    if (keyPress.type === 'escape' && flow.isAtStart) return leave({ type: 'left' });
    if (now.prompt || !now.game || flow.mayAskForName) return flow.press(keyPress);
    // Any key hides the details of the connection, the list of keys and the move code, and has its usual effect.
    const before = state.latest();
    const showsKeys = showsKeyList(before, now.game);
    const showsCode = showsMoveCode(before, now.game);
    if (before.showsConnection || showsKeys || showsCode)
      state.set({ ...before, showsConnection: false, keysIn: null, isMoving: false });
    if ((showsKeys || showsCode) && keyPress.type === 'escape') return;
    if (showsKeys && letterOf(keyPress) === '?') return;
    const columns = gridColumns(now.game.stage, contentSize(size), symbols.ellipsis);
    const isPodiumOver = !now.game.stage || podiumProgress(now.game.stage, flow.seat?.now() ?? 0).isOver;
    const action = playerAction(keyPress, state.latest(), now.game, { columns, isAlone, isPodiumOver });
    if (action) perform(action);
  });
  usePaste((text) => {
    const now = flow.snapshot();
    if (now.prompt || !now.game) flow.paste(text);
    else show(pasteIntoDraft(text, state.latest(), now.game));
  });

  if (prompt)
    return isAloud ? <PromptAloud {...{ prompt, games }} /> : <JoinPrompt {...{ prompt, games, size }} />;
  if (!game || !flow.seat) return null;
  const place = placeOf && flow.address !== undefined ? placeOf(flow.address) : null;
  if (isAloud)
    return <PlayerAloud {...{ isAlone, place }} snapshot={game} state={state.value} seat={flow.seat} />;
  if (!game.welcome) return <Waiting snapshot={game} mayAskForName={flow.mayAskForName} size={size} />;
  return <PlayerGame {...{ size, isAlone, place }} snapshot={game} state={state.value} seat={flow.seat} />;
}

/** Identifies the result that is there, for which the bell rings; null while there is none. */
function resultOf({ stage, you }: PlayerSnapshot): string | null {
  const isThere = stage?.phase === 'reveal' && you?.question === stage.question.index && you.result !== null;
  return isThere ? `result ${stage.game} ${stage.question.index}` : null;
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
