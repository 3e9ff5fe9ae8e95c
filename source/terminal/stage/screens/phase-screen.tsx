import type { HostSnapshot } from '../../../server/room/host-seat.ts';
import type { Size } from '../../hooks/use-size.ts';
import { useTheme } from '../../hooks/use-theme.ts';
import type { JoinInfo } from '../join-info.ts';
import { LobbyScreen, ReplayLobbyScreen } from './lobby-screen.tsx';
import { PodiumScreen, podiumNotes } from './podium-screen.tsx';
import { QuestionScreen } from './question-screen.tsx';
import { ReadyScreen } from './ready-screen.tsx';
import { RevealScreen } from './reveal-screen.tsx';
import { StandingsScreen } from './standings-screen.tsx';

interface PhaseScreenProps {
  readonly snapshot: Pick<HostSnapshot, 'stage' | 'locked'>;
  /** Null in a replay, which nobody can join. */
  readonly joining: JoinInfo | null;
  /** The file of the game's report; null if there is none. */
  readonly report: string | null;
  readonly now: () => number;
  readonly size: Size;
}

/** The screen of the current phase, as the host and watchers see it. Players have screens of their own. */
export function PhaseScreen({ snapshot, joining, report, now, size }: PhaseScreenProps) {
  const { symbols } = useTheme();
  const { stage, locked } = snapshot;
  switch (stage.phase) {
    case 'lobby':
      return joining ? (
        <LobbyScreen {...{ stage, joining, size }} isLocked={locked} />
      ) : (
        <ReplayLobbyScreen {...{ stage, size }} />
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
      return (
        <PodiumScreen {...{ stage, now, size }} notes={podiumNotes(stage, report, size.columns, symbols)} />
      );
  }
}
