import { Ready } from '../components/ready.tsx';
import type { Size } from '../hooks/use-size.ts';
import type { HostSnapshot } from '../../server/host-seat.ts';
import type { HostJoining } from './host-joining.ts';
import { Lobby } from './lobby.tsx';
import { Podium } from './podium.tsx';
import { Question } from './question.tsx';
import { Reveal } from './reveal.tsx';
import { Standings } from './standings.tsx';

interface HostBodyProps {
  readonly snapshot: HostSnapshot;
  readonly joining: HostJoining;
  readonly now: () => number;
  readonly size: Size;
}

/** The screen of the phase. */
export function HostBody({ snapshot, joining, now, size }: HostBodyProps) {
  const { stage, locked, report } = snapshot;
  switch (stage.phase) {
    case 'lobby':
      return <Lobby {...{ stage, joining, size }} isLocked={locked} />;
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
