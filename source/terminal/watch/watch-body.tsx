import type { WatchSnapshot } from '../../client/stage-source.ts';
import type { Size } from '../hooks/use-size.ts';
import { useTheme } from '../hooks/use-theme.ts';
import { End, hasEndScreen } from '../stage/end.tsx';
import { HostBody } from '../stage/host-body.tsx';
import type { HostJoining } from '../stage/joining.ts';
import { Centred } from '../ui/centred.tsx';
import { Lines } from '../ui/line.tsx';

interface WatchBodyProps {
  readonly snapshot: WatchSnapshot;
  /** Null: nobody can join any more. */
  readonly joining: HostJoining | null;
  readonly now: () => number;
  readonly size: Size;
}

/** The host's screen of the phase, or why there is none. */
export function WatchBody({ snapshot, joining, now, size }: WatchBodyProps) {
  const { styles, symbols } = useTheme();
  const { connection, stage, end, title } = snapshot;
  if (end && hasEndScreen(end, stage)) {
    const outlook = connection === 'waiting' ? OUTLOOK : undefined;
    return <End {...{ end, outlook, size }} you={null} />;
  }
  if (!stage) {
    return (
      <Centred rows={size.rows} isAcross>
        <Lines columns={size.columns} rows={size.rows} style={styles.strong} isCentred>
          {`Connecting to the game${symbols.ellipsis}`}
        </Lines>
      </Centred>
    );
  }
  const locked = stage.phase === 'lobby' && stage.locked;
  return <HostBody {...{ title, joining, now, size }} report={null} snapshot={{ stage, locked }} />;
}

const OUTLOOK = 'If it goes on, you see it here by itself.';
