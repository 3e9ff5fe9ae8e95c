import { usePaste } from 'ink';
import { useContext } from 'react';
import { PromptAloud } from '../aloud/prompt-aloud.tsx';
import { SpeakerContext } from '../aloud/speaker.ts';
import { useSuspend } from '../hooks/use-foreground.ts';
import { useKeyPresses } from '../hooks/use-key-presses.ts';
import { useLatestState } from '../hooks/use-latest-state.ts';
import { useSize } from '../hooks/use-size.ts';
import type { KeyPress } from '../keys.ts';
import { JoinPrompt } from '../player/joining/join-prompt.tsx';
import { type GameList, type Prompt, promptAction, showsGameList } from '../player/joining/join-state.ts';
import { type ScreenOptions, runScreen } from '../run.tsx';
import { pasteInto, textField } from '../ui/text-field.ts';

/** The game that somebody wants to watch, or why there is none. */
export type AskedGame =
  | { readonly type: 'entered'; readonly address: string; readonly pin: string }
  | { readonly type: 'left' }
  | { readonly type: 'interrupted' };

export interface WatchPromptProps {
  /** The games on the network. The search runs only while they are shown. */
  readonly games: GameList;
  /** The address, if only the PIN is asked for. */
  readonly address?: string | undefined;
  /** Returns what is wrong with an address; undefined if it is valid. */
  readonly checkAddress: (address: string) => string | undefined;
  readonly finish: (asked: AskedGame) => void;
}

/** Asks for the address and the PIN of a game to watch. */
export function WatchPrompt({ games, address, checkAddress, finish }: WatchPromptProps) {
  const size = useSize();
  const state = useLatestState<WatchPromptState>(() =>
    address === undefined ? { address: '', prompt: emptyPrompt } : askForPin(address),
  );
  const suspend = useSuspend();
  const isAloud = useContext(SpeakerContext) !== null;

  useKeyPresses((keyPress) => {
    if (keyPress.type === 'interrupt') return finish({ type: 'interrupted' });
    if (keyPress.type === 'suspend') return suspend?.();
    const next = pressAtWatchPrompt(state.latest(), keyPress, { games, checkAddress });
    if ('type' in next) finish(next);
    else state.set(next);
  });
  usePaste((text) => {
    const { prompt } = state.latest();
    state.set({ ...state.latest(), prompt: { ...prompt, input: pasteInto(prompt.input, text) } });
  });

  const { prompt } = state.value;
  return isAloud ? (
    <PromptAloud {...{ prompt, games }} />
  ) : (
    <JoinPrompt {...{ prompt, games, size }} purpose="watch" />
  );
}

interface WatchPromptState {
  /** Empty until it is known. */
  readonly address: string;
  readonly prompt: Prompt;
}

const emptyPrompt: Prompt = { asksFor: 'address', input: textField() };

/** Applies a key. Esc goes back from the PIN to the address, from there to the list of games, and leaves from the list. */
function pressAtWatchPrompt(
  { address, prompt }: WatchPromptState,
  keyPress: KeyPress,
  { games, checkAddress }: Pick<WatchPromptProps, 'games' | 'checkAddress'>,
): WatchPromptState | AskedGame {
  const action = promptAction(prompt, keyPress, games);
  switch (action.type) {
    case 'edited':
      return { address, prompt: action.prompt };
    case 'back':
      if (showsGameList(prompt)) return { type: 'left' };
      return { address: '', prompt: { ...emptyPrompt, selected: address } };
    case 'chosen':
      return askForPin(action.game.address);
    case 'entered': {
      if (prompt.asksFor === 'pin') return { type: 'entered', address, pin: action.value };
      const error = checkAddress(action.value);
      return error === undefined ? askForPin(action.value) : { address, prompt: { ...prompt, error } };
    }
  }
}

function askForPin(address: string): WatchPromptState {
  return { address, prompt: { asksFor: 'pin', input: textField() } };
}

/** Asks until a game is named, or the user leaves. */
export async function runWatchPrompt(
  props: Omit<WatchPromptProps, 'finish'>,
  options: Omit<ScreenOptions<AskedGame>, 'interrupted'>,
): Promise<AskedGame> {
  return runScreen<AskedGame>((finish) => <WatchPrompt {...props} finish={finish} />, {
    ...options,
    interrupted: { type: 'interrupted' },
  });
}
