import { useCallback, useEffect } from 'react';
import type { ConnectionFailure } from '../../client/player-seat.ts';
import type { ReplayControls, WatchedGame, WatchSnapshot } from '../../client/watched-game.ts';
import type { Bye } from '../../protocol/server-message.ts';
import { StoppedClockContext } from '../hooks/use-countdown.ts';
import { useKeyPresses } from '../hooks/use-key-presses.ts';
import { type Size, useSize } from '../hooks/use-size.ts';
import { useStore } from '../hooks/use-store.ts';
import { useTheme } from '../hooks/use-theme.ts';
import { type ScreenOptions, runScreen } from '../run.tsx';
import { codeHint } from '../stage/code-hint.ts';
import { connectingMessage, gameStatus } from '../stage/game-status.ts';
import type { JoinInfo } from '../stage/join-info.ts';
import { EndScreen, hasEndScreen } from '../stage/screens/end-screen.tsx';
import { PhaseScreen } from '../stage/screens/phase-screen.tsx';
import { revealSize } from '../stage/screens/reveal-screen.tsx';
import { Centred } from '../ui/centred.tsx';
import { WrappedText } from '../ui/fitted-text.tsx';
import { Frame, contentSize, footerColumns, frameMessage } from '../ui/frame.tsx';
import { KeyHints } from '../ui/key-hints.tsx';
import { isNarrow } from '../ui/layout.ts';
import { replayHints, watchIntent } from './watch-keys.ts';

/** How the watcher's screen ended. */
export type WatchOutcome =
  | { readonly type: 'quit' }
  | { readonly type: 'interrupted' }
  /** The game is over, or could not be reached. */
  | { readonly type: 'ended'; readonly end: Bye | ConnectionFailure };

export interface WatchAppProps {
  readonly source: WatchedGame;
  /** Controls a replay; null in a live game, which watchers cannot control. */
  readonly controls: ReplayControls | null;
  /** Where players join; null for a past game, which nobody can join. */
  readonly address: string | null;
  /** Shown below the header; null for none. */
  readonly warning: string | null;
  readonly finish: (outcome: WatchOutcome) => void;
}

/** A game on another screen, drawn as on the host's, or a replay of a past game. */
export function WatchApp({ source, controls, address, warning, finish }: WatchAppProps) {
  const snapshot = useStore(source);
  const { symbols } = useTheme();
  const size = useSize();
  const now = useCallback(() => source.now(), [source]);
  const { title, stage, end, replay } = snapshot;

  // Without a stage there is nothing to show.
  const unseen = stage ? null : end;
  useEffect(() => {
    if (unseen) finish({ type: 'ended', end: unseen });
  }, [unseen, finish]);

  useKeyPresses((keyPress) => {
    const intent = watchIntent(keyPress);
    const { end: latestEnd } = source.snapshot();
    if (intent?.type === 'interrupt') finish({ type: 'interrupted' });
    if (intent?.type === 'quit') finish(latestEnd ? { type: 'ended', end: latestEnd } : { type: 'quit' });
    if (intent?.type === 'seek') controls?.seek(intent.step);
    if (intent?.type === 'toggle-play') controls?.togglePlay();
  });

  const joining = joinInfoFor(address, snapshot.pin);
  const message = warning === null ? undefined : frameMessage('warning', warning, size, symbols.ellipsis);
  const content = contentSize(size, message);
  return (
    <Frame
      size={size}
      title={title}
      status={statusOf(snapshot, joining, size.columns)}
      badge={badgeOf(snapshot, size.columns, symbols.ellipsis)}
      message={message}
      footer={<Footer {...{ snapshot, content }} columns={footerColumns(size)} />}
    >
      <StoppedClockContext value={replay !== null && !replay.isPlaying}>
        <Body {...{ snapshot, joining, now }} size={content} />
      </StoppedClockContext>
    </Frame>
  );
}

function joinInfoFor(address: string | null, pin: string | null): JoinInfo | null {
  if (address === null || pin === null) return null;
  return { commands: [{ command: `npx termquiz join ${address} ${pin}`, network: '' }], pin };
}

/** The host's status, and the position in a replay. */
function statusOf({ stage, replay }: WatchSnapshot, joining: JoinInfo | null, columns: number): string {
  if (!stage) return '';
  const players = gameStatus(stage, joining && `PIN ${joining.pin}`, columns);
  if (!replay) return players;
  const label = isNarrow(columns) ? '' : 'phase ';
  return `${players}   ${label}${replay.phase + 1} of ${replay.phases}`;
}

function badgeOf({ connection, replay }: WatchSnapshot, columns: number, ellipsis: string): string {
  if (replay?.stop === 'interrupted') return isNarrow(columns) ? 'interrupted' : 'interrupted here';
  if (replay?.stop === 'running') return 'still running';
  if (connection !== 'reconnecting') return '';
  return isNarrow(columns) ? `reconnecting${ellipsis}` : `connection lost, reconnecting${ellipsis}`;
}

interface BodyProps {
  readonly snapshot: WatchSnapshot;
  readonly joining: JoinInfo | null;
  readonly now: () => number;
  readonly size: Size;
}

/** The host's screen of the phase, or why there is none. */
function Body({ snapshot, joining, now, size }: BodyProps) {
  const { styles, symbols } = useTheme();
  const { connection, stage, end, title, isBusy } = snapshot;
  if (end && hasEndScreen(end, stage)) {
    return (
      <EndScreen {...{ end, size }} you={null} outlook={connection === 'waiting' ? RESUME_OUTLOOK : ''} />
    );
  }
  if (!stage) {
    return (
      <Centred rows={size.rows} horizontally>
        <WrappedText columns={size.columns} rows={size.rows} style={styles.strong} isCentred>
          {connectingMessage(isBusy, symbols.ellipsis)}
        </WrappedText>
      </Centred>
    );
  }
  const locked = stage.phase === 'lobby' && stage.locked;
  return <PhaseScreen {...{ title, joining, now, size }} report={null} snapshot={{ stage, locked }} />;
}

const RESUME_OUTLOOK = "If it resumes, you'll see it here automatically.";

interface FooterProps {
  readonly snapshot: WatchSnapshot;
  readonly columns: number;
  /** The size of the body above. */
  readonly content: Size;
}

/** The keys that work now. */
function Footer({ snapshot, columns, content }: FooterProps) {
  const { symbols } = useTheme();
  const { stage, replay, end } = snapshot;
  const code = end ? [] : codeHint(stage, content, revealSize, symbols.ellipsis);
  const [first, ...others] = replayHints(replay, columns);
  const hints = [...(first ? [first] : []), ...code, ...others, { key: 'q', label: 'quit' }];
  return <KeyHints hints={hints} columns={columns} />;
}

/** Runs the watcher's screen until it ends. */
export async function runWatchScreen(
  props: Omit<WatchAppProps, 'finish'>,
  options: Omit<ScreenOptions<WatchOutcome>, 'interrupted'>,
): Promise<WatchOutcome> {
  return runScreen<WatchOutcome>((finish) => <WatchApp {...props} finish={finish} />, {
    ...options,
    interrupted: { type: 'interrupted' },
  });
}
