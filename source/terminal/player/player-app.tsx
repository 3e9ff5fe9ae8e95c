import type { Bye } from '../../protocol/server-message.ts';
import type { ConnectionFailure } from '../../client/player-seat.ts';
import { useLive } from '../hooks/use-live.ts';
import { JoinPrompt } from './join-prompt.tsx';
import { type Connect, type Details, type Joining, askAddress, askAgain, proceed } from './join-steps.ts';
import { Seated } from './seated.tsx';

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
  const joining = useLive<Joining>(() => proceed(details, connect));
  const { seat, prompt } = joining.value;
  const leave = (outcome: PlayerOutcome) => {
    if (outcome.type !== 'ended') joining.latest().seat?.leave();
    finish(outcome);
  };
  if (prompt || !seat) {
    if (!prompt) return null;
    return <JoinPrompt {...{ joining, prompt, connect }} interrupt={() => leave({ type: 'interrupted' })} />;
  }
  return (
    <Seated
      seat={seat}
      finish={leave}
      tryAgain={() => joining.set(proceed(joining.latest().details, connect, seat))}
      onRejected={(rejection) => {
        const asking = askAgain(joining.latest(), rejection);
        if (asking) joining.set(asking);
      }}
      onUnreachable={(message) => joining.set(askAddress(joining.latest(), message))}
    />
  );
}
