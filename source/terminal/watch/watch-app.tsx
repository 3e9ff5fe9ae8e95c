import { useCallback, useContext, useEffect } from 'react';
import type { ConnectionFailure } from '../../client/player-seat.ts';
import type { ReplayControls, WatchedGame, WatchSnapshot } from '../../client/watched-game.ts';
import type { Bye } from '../../protocol/server-message.ts';
import { SpeakerContext } from '../aloud/speaker.ts';
import { WatchAloud } from '../aloud/watch-aloud.tsx';
import { StoppedClockContext } from '../hooks/use-countdown.ts';
import { useSuspend } from '../hooks/use-foreground.ts';
import { useKeyPresses } from '../hooks/use-key-presses.ts';
import { useLatestState } from '../hooks/use-latest-state.ts';
import { MotionContext, useMovesUntilCovered } from '../hooks/use-motion.ts';
import { type Size, useSize } from '../hooks/use-size.ts';
import { useStore } from '../hooks/use-store.ts';
import { useTheme } from '../hooks/use-theme.ts';
import { useWindowTitle } from '../hooks/use-window.ts';
import { type ScreenOptions, runScreen } from '../run.tsx';
import { scrollHints } from '../stage/scroll-hints.ts';
import { headerCountdown, useExtension } from '../stage/header-countdown.tsx';
import { gameStatus } from '../stage/join-info.ts';
import type { JoinInfo } from '../stage/join-info.ts';
import { EndScreen } from '../stage/screens/end-screen.tsx';
import { PhaseScreen } from '../stage/screens/phase-screen.tsx';
import { cutsInReveal } from '../stage/screens/reveal-screen.tsx';
import { Centred } from '../ui/centred.tsx';
import { WrappedText } from '../ui/fitted-text.tsx';
import type { Theme } from '../theme.ts';
import { pageUrl } from '../../protocol/endpoints.ts';
import { Frame, contentSize, footerColumns, frameMessage } from '../ui/frame.tsx';
import { type KeyHint, KeyHints } from '../ui/key-hints.tsx';
import { KeyList, controlHints, keyListHint } from '../ui/key-list.tsx';
import { isNarrow } from '../ui/layout.ts';
import { replayHints, watchIntent } from './watch-keys.ts';
import { connectingMessage, hasEndScreen, windowTitle, extensionBadge } from '../../words/game.ts';
import { podiumProgress } from '../../words/podium.ts';
import { disputeNotice } from '../../words/question.ts';

/** How the watcher's screen ended. */
export type WatchOutcome =
  | { readonly type: 'quit' }
  | { readonly type: 'interrupted' }
  /** The watcher wants to see the game with its new PIN, or another one, which is at the same address now. */
  | { readonly type: 'pin-needed' }
  /** The game is over, or could not be reached. */
  | { readonly type: 'ended'; readonly end: Bye | ConnectionFailure };

/** Where players join a watched game. */
export interface GamePlace {
  /** The address as the watcher typed it. */
  readonly address: string;
  /** The game's http or https URL without a slash at its end. */
  readonly base: string;
  /** Whether players are shown the page first. */
  readonly isPageFirst: boolean;
}

export interface WatchAppProps {
  readonly source: WatchedGame;
  /** Controls a replay; null in a live game, which watchers cannot control. */
  readonly controls: ReplayControls | null;
  /** Where players join; null for a past game, which nobody can join. */
  readonly place: GamePlace | null;
  /** Shown below the header; null for none. */
  readonly warning: string | null;
  readonly finish: (outcome: WatchOutcome) => void;
}

/** A game on another screen, drawn as on the host's, or a replay of a past game. */
export function WatchApp({ source, controls, place, warning, finish }: WatchAppProps) {
  const snapshot = useStore(source);
  const theme = useTheme();
  const { symbols } = theme;
  const size = useSize();
  const now = useCallback(() => source.now(), [source]);
  const { title, stage, end, replay } = snapshot;
  const showsKeys = useLatestState(() => false);
  const moves = useMovesUntilCovered(stage, showsKeys.value, podiumProgress(stage, now()).isOver);
  const suspend = useSuspend();
  const extension = extensionBadge(useExtension(replay ? null : stage));
  useWindowTitle(windowTitle(stage, title));

  // Without a stage there is nothing to show.
  const unseen = stage ? null : end;
  useEffect(() => {
    if (unseen) finish({ type: 'ended', end: unseen });
  }, [unseen, finish]);

  useKeyPresses((keyPress) => {
    if (keyPress.type === 'suspend') return suspend?.();
    if (keyPress.type === 'enter' && SHUT_OUT_LABELS.has(source.snapshot().connection)) {
      return finish({ type: 'pin-needed' });
    }
    const intent = watchIntent(keyPress);
    const showed = showsKeys.latest();
    // Any key hides the list, and any but these two has its usual effect.
    showsKeys.set(intent?.type === 'keys' && !showed);
    const { end: latestEnd } = source.snapshot();
    if (intent?.type === 'interrupt') finish({ type: 'interrupted' });
    if (intent?.type === 'quit') finish(latestEnd ? { type: 'ended', end: latestEnd } : { type: 'quit' });
    if (intent?.type === 'seek') controls?.seek(intent.step);
    if (intent?.type === 'toggle-play') controls?.togglePlay();
  });

  const joining = joinInfoFor(place, snapshot);
  const isAloud = useContext(SpeakerContext) !== null;
  const notice = disputeNotice(snapshot.stage);
  const text = warning ?? notice;
  const message =
    text === null
      ? undefined
      : frameMessage(warning === null ? 'notice' : 'warning', text, size, symbols.ellipsis);
  const content = contentSize(size, message);
  const isWide = !showsKeys.value && !end && joining !== null && stage?.phase === 'lobby';
  const allHints = [
    ...watchHints(snapshot, footerColumns(size), content, theme),
    ...controlHints(suspend !== null, LEAVING),
  ];
  if (isAloud) {
    return <WatchAloud {...{ source, snapshot, joining }} keyHints={showsKeys.value ? allHints : null} />;
  }
  return (
    <Frame
      size={size}
      title={title}
      status={statusOf(snapshot, joining, size.columns)}
      badge={badgeOf(snapshot, size.columns, symbols.ellipsis) || extension}
      part={replay ? undefined : headerCountdown(stage, now, size.columns, showsKeys.value)}
      message={message}
      isWide={isWide}
      footer={<Footer {...{ snapshot, content }} columns={footerColumns(size)} />}
    >
      {showsKeys.value ? (
        <KeyList hints={allHints} size={content} />
      ) : (
        <StoppedClockContext value={replay !== null && !replay.isPlaying}>
          <MotionContext value={moves}>
            <Body {...{ snapshot, joining, now }} size={contentSize(size, message, isWide)} />
          </MotionContext>
        </StoppedClockContext>
      )}
    </Frame>
  );
}

function joinInfoFor(place: GamePlace | null, { pin, hasPage }: WatchSnapshot): JoinInfo | null {
  if (place === null || pin === null) return null;
  const { address, base, isPageFirst } = place;
  const page = hasPage ? pageUrl(base, pin) : null;
  const command = `npx termquiz join ${address} ${pin}`;
  return { commands: [{ command, address, network: '', page, packageCommand: null }], pin, isPageFirst };
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
  const { connection, stage, end, isBusy } = snapshot;
  if (end && hasEndScreen(end, stage)) {
    return <EndScreen {...{ end, size }} you={null} outlook={OUTLOOKS.get(connection)} />;
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
  return <PhaseScreen {...{ joining, now, size }} report={null} snapshot={{ stage, locked }} />;
}

const OUTLOOKS = new Map<WatchSnapshot['connection'], string>([
  ['waiting', "If it resumes, you'll see it here automatically."],
  ['new-pin', 'Press Enter to type it.'],
  [
    'other-game',
    "Another game is at its address. Press Enter to watch it. If yours resumes, you'll see it here automatically.",
  ],
]);

/** What Enter does for a watcher who needs another PIN. */
const SHUT_OUT_LABELS = new Map<WatchSnapshot['connection'], string>([
  ['new-pin', 'type the new PIN'],
  ['other-game', 'watch the other game'],
]);

interface FooterProps {
  readonly snapshot: WatchSnapshot;
  readonly columns: number;
  /** The size of the body above. */
  readonly content: Size;
}

/** The keys that work now. */
function Footer({ snapshot, columns, content }: FooterProps) {
  const theme = useTheme();
  return <KeyHints hints={watchHints(snapshot, columns, content, theme)} columns={columns} />;
}

/** The most important first. */
function watchHints(
  { stage, replay, end, connection }: WatchSnapshot,
  columns: number,
  content: Size,
  theme: Theme,
): KeyHint[] {
  const scrolling = end
    ? []
    : scrollHints(stage, content, (shown) => cutsInReveal(shown, content, theme), theme.symbols.ellipsis);
  const label = SHUT_OUT_LABELS.get(connection);
  const [first, ...others] = replayHints(replay, columns);
  const quit = {
    key: 'q',
    label: 'quit',
    about: 'stop watching',
    stays: scrolling.length === 0 || !isNarrow(columns),
  };
  return [
    ...(label === undefined ? [] : [{ key: 'Enter', label }]),
    ...(first ? [first] : []),
    ...scrolling,
    ...others,
    quit,
    keyListHint,
  ];
}

/** What Ctrl+C does. */
const LEAVING = { label: 'quit', about: 'stop watching' };

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
