import { useCallback, useEffect, useRef, useState } from 'react';
import type { HostRejection } from '../../game/decision.ts';
import type { Alarm } from '../../server/limits/alarms.ts';
import type { HostSeat, HostSnapshot } from '../../server/room/host-seat.ts';
import { useKeyPresses } from '../hooks/use-key-presses.ts';
import { type LatestState, useLatestState } from '../hooks/use-latest-state.ts';
import { usePlayers } from '../hooks/use-players.ts';
import { type Size, useSize } from '../hooks/use-size.ts';
import { type ReadableStore, useStore } from '../hooks/use-store.ts';
import { useTheme } from '../hooks/use-theme.ts';
import { type Overlay, hostAction } from './host-actions.ts';
import { HostFooter } from './host-footer.tsx';
import { JoinAddresses } from './join-addresses.tsx';
import { PlayerList, type PlayerSearch } from './player-list.tsx';
import type { KeyPress } from '../keys.ts';
import { type ScreenOptions, runScreen } from '../run.tsx';
import { gameStatus } from '../stage/game-status.ts';
import type { JoinInfo } from '../stage/join-info.ts';
import { PhaseScreen } from '../stage/screens/phase-screen.tsx';
import { Frame, type FrameMessage, contentSize, footerColumns, frameMessage } from '../ui/frame.tsx';

/** How the host's screen ended. */
export type HostOutcome = 'ended' | 'quit' | 'interrupted';

/** Messages to the host about saving, reaching, interrupting and reporting the game. */
export interface HostMessages {
  /** The newest last. */
  readonly warnings: readonly string[];
  /** Says how long the host was away, until the next question; otherwise null. */
  readonly lostTime: string | null;
  /** The file of the game's report; null before it is written. */
  readonly report: string | null;
}

export interface HostAppProps {
  readonly seat: HostSeat;
  /** The quiz's title. */
  readonly title: string;
  readonly joining: ReadableStore<JoinInfo>;
  readonly messages: ReadableStore<HostMessages>;
  /** A sentence to show in the first lobby. */
  readonly notice?: string | undefined;
  readonly finish: (outcome: HostOutcome) => void;
}

/** The host's screen, from the lobby to the podium. */
export function HostApp({ seat, title, joining: joiningSource, messages, notice, finish }: HostAppProps) {
  const snapshot = useStore(seat);
  const joining = useStore(joiningSource);
  const { warnings, lostTime, report } = useStore(messages);
  const { symbols } = useTheme();
  const size = useSize();
  const overlay = useLatestState<Overlay>(() => ({ type: 'none' }));
  const [rejection, showRejection] = useNotice();
  const interruption = useInterruption();
  const players = usePlayers(seat, listsPlayers(overlay.value));
  const now = useCallback(() => seat.now(), [seat]);

  useEffect(() => {
    if (snapshot.ended) finish('ended');
  }, [snapshot.ended, finish]);

  async function press(keyPress: KeyPress): Promise<void> {
    const choices = listsPlayers(overlay.latest()) ? (players.latest() ?? (await seat.players())) : [];
    const view = { snapshot: seat.snapshot(), joining, players: choices };
    const action = hostAction(keyPress, overlay.latest(), view);
    if (action?.type === 'quit') finish('quit');
    if (action?.type === 'show') overlay.set(action.overlay);
    if (action?.type === 'command') {
      overlay.set({ type: 'none' });
      const code = await seat.command(action.command);
      showRejection(code && REJECTION_MESSAGES[code]);
    }
  }

  // When several keys arrive together, each waits for the one before it and sees its effect. Ctrl+C never waits.
  const pressed = useRef(Promise.resolve());
  useKeyPresses((keyPress) => {
    if (keyPress.type === 'interrupt') {
      if (interruption.latest()) finish('interrupted');
      else interruption.set(true);
      return;
    }
    // Any other key is an answer to the question: no.
    if (interruption.latest()) interruption.set(false);
    else pressed.current = pressed.current.then(() => press(keyPress));
  });

  const message = messageFor(snapshot, { warnings, lostTime }, notice, size, symbols.ellipsis);
  const content = contentSize(size, message);
  return (
    <Frame
      size={size}
      title={title}
      status={gameStatus(snapshot.stage, snapshot.locked ? 'locked' : `PIN ${joining.pin}`, size.columns)}
      message={message}
      footer={
        <HostFooter
          {...{ snapshot, joining, content }}
          notice={rejection}
          isInterrupted={interruption.value}
          overlay={overlay.value}
          players={players.value ?? []}
          columns={footerColumns(size)}
        />
      }
    >
      {listsPlayers(overlay.value) ? (
        <PlayerList players={players.value} search={overlay.value.search} size={content} />
      ) : overlay.value.type === 'addresses' ? (
        <JoinAddresses joining={joining} size={content} />
      ) : (
        <PhaseScreen {...{ snapshot, title, joining, report, now }} size={content} />
      )}
    </Frame>
  );
}

function listsPlayers(overlay: Overlay): overlay is Extract<Overlay, { search: PlayerSearch }> {
  return overlay.type === 'players' || overlay.type === 'confirm-removal';
}

const REJECTION_MESSAGES: Readonly<Record<HostRejection, string>> = {
  'not-now': "You can't do that right now.",
  'no-such-player': 'That player is no longer in the game.',
};

/** PINs of this length take days to guess, and the players who join meanwhile do not have to wait. */
const LONG_PIN = 8;

function alarmMessage({ type }: Alarm, { pin }: HostSnapshot): string {
  switch (type) {
    case 'pin-guessing':
      return pin.length < LONG_PIN
        ? 'Someone is guessing the PIN. Press n for a longer one.'
        : `Someone is guessing the PIN. With ${pin.length} digits, that takes days.`;
    case 'connection-flood':
      return 'Too many connections from one address: the oldest are being closed.';
    case 'join-flood':
      return 'Many players from one address have to wait. Press l to lock the game.';
  }
}

/**
 * Alarms, warnings and the lost time, or else the notice. The newest alarm and the newest warning come first, because there may not
 * be room for all.
 */
function messageFor(
  snapshot: HostSnapshot,
  { warnings, lostTime }: Pick<HostMessages, 'warnings' | 'lostTime'>,
  notice: string | undefined,
  size: Size,
  ellipsis: string,
): FrameMessage | undefined {
  const { stage, alarms } = snapshot;
  const alarmTexts = alarms.map((alarm) => alarmMessage(alarm, snapshot));
  const urgent = [...alarmTexts.toReversed(), ...warnings.toReversed()];
  const texts = [...urgent, ...(lostTime === null ? [] : [lostTime])];
  const type = urgent.length > 0 ? 'warning' : 'notice';
  if (texts.length > 0) return frameMessage(type, texts.join(' '), size, ellipsis);
  const isFirstLobby = stage.phase === 'lobby' && stage.game === 1;
  return notice !== undefined && isFirstLobby ? frameMessage('notice', notice, size, ellipsis) : undefined;
}

/** A message that disappears after a few seconds, and a function that shows one. */
function useNotice(): [notice: string | null, show: (message: string | null) => void] {
  const [notice, setNotice] = useState<{ readonly message: string } | null>(null);
  useEffect(() => {
    if (!notice) return;
    const timer = setTimeout(() => setNotice(null), NOTICE_MS);
    return () => clearTimeout(timer);
  }, [notice]);
  const show = useCallback((message: string | null) => setNotice(message === null ? null : { message }), []);
  return [notice?.message ?? null, show];
}

/** Whether Ctrl+C was pressed a few seconds ago: the second one ends the game. */
function useInterruption(): LatestState<boolean> {
  const interruption = useLatestState(() => false);
  const { value, set } = interruption;
  useEffect(() => {
    if (!value) return;
    const timer = setTimeout(() => set(false), NOTICE_MS);
    return () => clearTimeout(timer);
  }, [value, set]);
  return interruption;
}

const NOTICE_MS = 4000;

/** Runs the host's screen until it ends. */
export async function runHostScreen(
  props: Omit<HostAppProps, 'finish'>,
  options: Omit<ScreenOptions<HostOutcome>, 'interrupted'>,
): Promise<HostOutcome> {
  return runScreen<HostOutcome>((finish) => <HostApp {...props} finish={finish} />, {
    ...options,
    interrupted: 'interrupted',
  });
}
