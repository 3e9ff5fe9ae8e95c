import type { PlayerSnapshot } from '../../client/player-seat.ts';
import { Ready } from '../components/ready.tsx';
import type { Size } from '../hooks/use-size.ts';
import { End, hasEndScreen } from './end.tsx';
import { Lobby } from './lobby.tsx';
import { Podium } from './podium.tsx';
import { Question } from './question.tsx';
import { Reveal } from './reveal.tsx';
import { Standings } from './standings.tsx';

interface PlayerBodyProps {
  readonly snapshot: PlayerSnapshot;
  /** The option that the arrows are on; -1 for none. */
  readonly pointed: number;
  readonly now: () => number;
  readonly size: Size;
}

/** The screen of the phase, or why there is none any more. */
export function PlayerBody({ snapshot, pointed, now, size }: PlayerBodyProps) {
  const { stage, you, welcome, end } = snapshot;
  if (end && hasEndScreen(end, stage)) return <End end={end} you={you} size={size} />;
  const name = welcome?.player?.name ?? '';
  switch (stage?.phase) {
    case undefined:
      return null;
    case 'lobby':
      return <Lobby {...{ stage, name, size }} title={welcome?.quiz.title ?? ''} />;
    case 'ready':
      return <Ready {...{ stage, now, size }} />;
    case 'question':
      return <Question {...{ snapshot, stage, pointed, now, size }} />;
    case 'reveal':
      return <Reveal {...{ stage, you, size }} />;
    case 'standings':
      return <Standings {...{ stage, you, name, size }} />;
    case 'podium':
      return <Podium {...{ stage, you, name, size }} note={end?.message} />;
  }
}
