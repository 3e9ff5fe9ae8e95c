import type { WatchSnapshot } from '../../client/stage-source.ts';
import type { Size } from '../hooks/use-size.ts';
import { useTheme } from '../hooks/use-theme.ts';
import { EndScreen, hasEndScreen } from '../stage/screens/end-screen.tsx';
import { PhaseScreen } from '../stage/screens/phase-screen.tsx';
import type { JoinInfo } from '../stage/join-info.ts';
import { Centred } from '../ui/centred.tsx';
import { WrappedText } from '../ui/fitted-text.tsx';

interface WatchBodyProps {
  readonly snapshot: WatchSnapshot;
  /** Null: nobody can join any more. */
  readonly joining: JoinInfo | null;
  readonly now: () => number;
  readonly size: Size;
}

/** The host's screen of the phase, or why there is none. */
export function WatchBody({ snapshot, joining, now, size }: WatchBodyProps) {
  const { styles, symbols } = useTheme();
  const { connection, stage, end, title } = snapshot;
  if (end && hasEndScreen(end, stage)) {
    const outlook = connection === 'waiting' ? OUTLOOK : undefined;
    return <EndScreen {...{ end, outlook, size }} you={null} />;
  }
  if (!stage) {
    return (
      <Centred rows={size.rows} horizontally>
        <WrappedText columns={size.columns} rows={size.rows} style={styles.strong} isCentred>
          {`Connecting to the game${symbols.ellipsis}`}
        </WrappedText>
      </Centred>
    );
  }
  const locked = stage.phase === 'lobby' && stage.locked;
  return <PhaseScreen {...{ title, joining, now, size }} report={null} snapshot={{ stage, locked }} />;
}

const OUTLOOK = 'If it goes on, you see it here by itself.';
