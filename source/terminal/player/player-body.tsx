import type { PlayerSnapshot } from '../../client/player-seat.ts';
import type { Size } from '../hooks/use-size.ts';
import { FinalScore } from './screens/final-score.tsx';
import { Lobby } from './screens/lobby.tsx';
import { Podium } from './screens/podium.tsx';
import { Question } from './screens/question.tsx';
import { Reveal } from './screens/reveal.tsx';
import { Standings } from './screens/standings.tsx';
import type { DraftAnswer } from '../questions/widgets.ts';
import { EndScreen, hasEndScreen } from '../stage/screens/end-screen.tsx';
import { ReadyScreen } from '../stage/screens/ready-screen.tsx';

interface PlayerBodyProps {
  readonly snapshot: PlayerSnapshot;
  /** The answer that is being put together. */
  readonly draft: DraftAnswer | null;
  /** There are no others to be compared with. */
  readonly isAlone: boolean;
  readonly now: () => number;
  readonly size: Size;
}

/** The screen of the phase, or why there is none any more. */
export function PlayerBody({ snapshot, draft, isAlone, now, size }: PlayerBodyProps) {
  const { connection, stage, you, welcome, end } = snapshot;
  if (end && hasEndScreen(end, stage)) {
    const outlook = connection === 'waiting' ? OUTLOOK : undefined;
    return <EndScreen {...{ end, outlook, you, size }} />;
  }
  const { name = '', team = null } = welcome?.player ?? {};
  switch (stage?.phase) {
    case undefined:
      return null;
    case 'lobby':
      return <Lobby {...{ stage, name, team, size }} title={welcome?.quiz.title ?? ''} />;
    case 'ready':
      return <ReadyScreen {...{ stage, now, size }} />;
    case 'question':
      return <Question {...{ snapshot, stage, draft, now, size }} />;
    case 'reveal':
      return <Reveal {...{ stage, you, size }} />;
    case 'standings':
      return <Standings {...{ stage, you, name, team, size }} />;
    case 'podium':
      return isAlone ? (
        <FinalScore {...{ stage, you, size }} />
      ) : (
        <Podium {...{ stage, you, name, team, size }} note={end?.message} />
      );
  }
}

const OUTLOOK = 'Your seat is kept: if the game goes on, you are back by yourself.';
