import type { HostSnapshot } from '../../../server/room/host-seat.ts';
import type { Size } from '../../hooks/use-size.ts';
import type { JoinInfo } from '../join-info.ts';
import { ReadyScreen } from './ready-screen.tsx';
import { LobbyScreen } from './lobby-screen.tsx';
import { ReplayLobbyScreen } from './replay-lobby-screen.tsx';
import { PodiumScreen } from './podium-screen.tsx';
import { QuestionScreen } from './question-screen.tsx';
import { RevealScreen } from './reveal-screen.tsx';
import { StandingsScreen } from './standings-screen.tsx';

interface PhaseScreenProps {
  readonly snapshot: Pick<HostSnapshot, 'stage' | 'locked'>;
  /** Of the quiz. */
  readonly title: string;
  /** Null: nobody can join any more. */
  readonly joining: JoinInfo | null;
  /** The file of the game's report; null where there is none. */
  readonly report: string | null;
  readonly now: () => number;
  readonly size: Size;
}

/** The screen of the phase. */
export function PhaseScreen({ snapshot, title, joining, report, now, size }: PhaseScreenProps) {
  const { stage, locked } = snapshot;
  switch (stage.phase) {
    case 'lobby':
      return joining ? (
        <LobbyScreen {...{ stage, joining, size }} isLocked={locked} />
      ) : (
        <ReplayLobbyScreen {...{ stage, title, size }} />
      );
    case 'ready':
      return <ReadyScreen {...{ stage, now, size }} />;
    case 'question':
      return <QuestionScreen {...{ stage, now, size }} />;
    case 'reveal':
      return <RevealScreen {...{ stage, size }} />;
    case 'standings':
      return <StandingsScreen {...{ stage, size }} />;
    case 'podium':
      return <PodiumScreen {...{ stage, report, size }} />;
  }
}
