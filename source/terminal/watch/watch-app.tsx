import { useCallback, useEffect } from 'react';
import type { ConnectionFailure } from '../../client/player-seat.ts';
import type { ReplayControls, StageSource, WatchSnapshot } from '../../client/stage-source.ts';
import type { Bye } from '../../protocol/server-message.ts';
import { StoppedClockContext } from '../hooks/use-countdown.ts';
import { useSize } from '../hooks/use-size.ts';
import { useStore } from '../hooks/use-store.ts';
import { useKeyPresses } from '../hooks/use-key-presses.ts';
import { useTheme } from '../hooks/use-theme.ts';
import { type ScreenOptions, runScreen } from '../run.tsx';
import { gameStatus } from '../stage/game-status.ts';
import type { JoinInfo } from '../stage/join-info.ts';
import { Frame, contentSize, frameMessage, footerColumns } from '../ui/frame.tsx';
import { WatchBody } from './watch-body.tsx';
import { WatchFooter } from './watch-footer.tsx';
import { watchIntent } from './watch-keys.ts';
import { isNarrow } from '../ui/layout.ts';

/** How the screen came to its end. */
export type WatchOutcome =
  | { readonly type: 'quit' }
  | { readonly type: 'interrupted' }
  /** The game was over, or could not be reached. */
  | { readonly type: 'ended'; readonly end: Bye | ConnectionFailure };

export interface WatchAppProps {
  readonly source: StageSource;
  /** Null in a game that is played now: who looks on controls nothing. */
  readonly controls: ReplayControls | null;
  /** Null: nobody can join any more. */
  readonly joining: JoinInfo | null;
  /** What is wrong, in a sentence; null where nothing is. */
  readonly warning: string | null;
  readonly finish: (outcome: WatchOutcome) => void;
}

/** The stage on another screen, from the lobby to the podium, with the host's look. */
export function WatchApp({ source, controls, joining, warning, finish }: WatchAppProps) {
  const snapshot = useStore(source);
  const { symbols } = useTheme();
  const size = useSize();
  const now = useCallback(() => source.now(), [source]);
  const { title, stage, end, replay } = snapshot;

  const unseen = stage ? null : end;
  useEffect(() => {
    if (unseen) finish({ type: 'ended', end: unseen });
  }, [unseen, finish]);

  useKeyPresses((keyPress) => {
    const intent = watchIntent(keyPress);
    const { end: latestEnd } = source.snapshot();
    if (intent?.type === 'interrupt') finish({ type: 'interrupted' });
    if (intent?.type === 'quit') finish(latestEnd ? { type: 'ended', end: latestEnd } : { type: 'quit' });
    if (intent?.type === 'go') controls?.go(intent.step);
    if (intent?.type === 'toggle-play') controls?.togglePlay();
  });

  const message = warning === null ? undefined : frameMessage('warning', warning, size, symbols.ellipsis);
  const content = contentSize(size, message);
  return (
    <Frame
      size={size}
      title={title}
      status={statusOf(snapshot, joining, size.columns)}
      badge={badgeOf(snapshot, size.columns, symbols.ellipsis)}
      message={message}
      footer={<WatchFooter {...{ snapshot, content }} columns={footerColumns(size)} />}
    >
      <StoppedClockContext value={replay !== null && !replay.isPlaying}>
        <WatchBody {...{ snapshot, joining, now }} size={content} />
      </StoppedClockContext>
    </Frame>
  );
}

/** As the host has it; in a past game also where in it this is. */
function statusOf({ stage, replay }: WatchSnapshot, joining: JoinInfo | null, columns: number): string {
  if (!stage) return '';
  const players = gameStatus(stage, joining && `PIN ${joining.pin}`, columns);
  if (!replay) return players;
  const place = isNarrow(columns) ? '' : 'phase ';
  return `${players}   ${place}${replay.phase + 1} of ${replay.phases}`;
}

function badgeOf({ connection, replay }: WatchSnapshot, columns: number, ellipsis: string): string {
  if (replay?.stop === 'interrupted') return isNarrow(columns) ? 'interrupted' : 'interrupted here';
  if (replay?.stop === 'running') return 'still running';
  if (connection !== 'reconnecting') return '';
  return isNarrow(columns) ? `reconnecting${ellipsis}` : `connection lost, trying again${ellipsis}`;
}

/** Mounts the screen of who looks on. */
export async function runWatchScreen(
  props: Omit<WatchAppProps, 'finish'>,
  options: Omit<ScreenOptions<WatchOutcome>, 'interrupted'>,
): Promise<WatchOutcome> {
  return runScreen<WatchOutcome>((finish) => <WatchApp {...props} finish={finish} />, {
    ...options,
    interrupted: { type: 'interrupted' },
  });
}
