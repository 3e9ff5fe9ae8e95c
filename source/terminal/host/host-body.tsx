import { Ready } from '../components/ready.tsx';
import type { Size } from '../hooks/use-size.ts';
import type { HostSnapshot } from '../../server/host-seat.ts';
import type { HostJoining } from './host-joining.ts';
import { Lobby } from './lobby.tsx';
import { PastLobby } from './past-lobby.tsx';
import { Podium } from './podium.tsx';
import { Question } from './question.tsx';
import { Reveal } from './reveal.tsx';
import { Standings } from './standings.tsx';

interface HostBodyProps {
  readonly snapshot: Pick<HostSnapshot, 'stage' | 'locked' | 'report'>;
  /** Of the quiz. */
  readonly title: string;
  /** Null: nobody can join any more. */
  readonly joining: HostJoining | null;
  readonly now: () => number;
  readonly size: Size;
}

/** The screen of the phase. */
export function HostBody({ snapshot, title, joining, now, size }: HostBodyProps) {
  const { stage, locked, report } = snapshot;
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
