import type { HostSnapshot } from '../../server/room/host-seat.ts';
import type { Size } from '../hooks/use-size.ts';
import type { HostJoining } from './joining.ts';
import { Ready } from './ready.tsx';
import { Lobby } from './screens/lobby.tsx';
import { PastLobby } from './screens/past-lobby.tsx';
import { Podium } from './screens/podium.tsx';
import { Question } from './screens/question.tsx';
import { Reveal } from './screens/reveal.tsx';
import { Standings } from './screens/standings.tsx';

interface HostBodyProps {
  readonly snapshot: Pick<HostSnapshot, 'stage' | 'locked'>;
  /** Of the quiz. */
  readonly title: string;
  /** Null: nobody can join any more. */
  readonly joining: HostJoining | null;
  /** The file of the game's report; null where there is none. */
  readonly report: string | null;
  readonly now: () => number;
  readonly size: Size;
}

/** The screen of the phase. */
export function HostBody({ snapshot, title, joining, report, now, size }: HostBodyProps) {
  const { stage, locked } = snapshot;
  switch (stage.phase) {
    case 'lobby':
      return joining ? (
        <Lobby {...{ stage, joining, size }} isLocked={locked} />
      ) : (
        <PastLobby {...{ stage, title, size }} />
      );
    case 'ready':
      return <Ready {...{ stage, now, size }} />;
    case 'question':
      return <Question {...{ stage, now, size }} />;
    case 'reveal':
      return <Reveal {...{ stage, size }} />;
    case 'standings':
      return <Standings {...{ stage, size }} />;
    case 'podium':
      return <Podium {...{ stage, report, size }} />;
  }
}
