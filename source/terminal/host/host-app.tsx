import { useStdout } from 'ink';
import { useCallback, useContext, useEffect, useRef } from 'react';
import { hostRejectionMessages } from '../../protocol/rejections.ts';
import type { HostSeat, RoomCommand } from '../../server/room/host-seat.ts';
import { HostAloud, SPOKEN_COLUMNS } from '../aloud/host-aloud.tsx';
import { SpeakerContext } from '../aloud/speaker.ts';
import { useSuspend } from '../hooks/use-foreground.ts';
import { useKeyPresses } from '../hooks/use-key-presses.ts';
import { MotionContext, useMovesUntilCovered } from '../hooks/use-motion.ts';
import { useLatestState } from '../hooks/use-latest-state.ts';
import { usePlayers } from '../hooks/use-players.ts';
import { usePodium } from '../hooks/use-podium.ts';
import { useSize } from '../hooks/use-size.ts';
import { type ReadableStore, useStore } from '../hooks/use-store.ts';
import { useTheme } from '../hooks/use-theme.ts';
import { useBell, useWindowTitle } from '../hooks/use-window.ts';
import { startDispute } from './dispute.tsx';
import { type HostAction, type OpenChooser, type Overlay, hostAction, isStillOpen } from './host-actions.ts';
import { HostFooter, allHostHints, belowKeys, overlayHints } from './host-footer.tsx';
import { unavailableHints } from './host-hints.ts';
import { type HostMessages, messageFor, successNotice } from './host-messages.ts';
import { useInterruption, useNotice, useSettledPhase } from './host-timers.ts';
import { listsPlayers, overlayScreen, typedIn } from './overlay-screen.tsx';
import type { KeyPress } from '../keys.ts';
import type { ChosenQuiz } from '../chooser/quiz-chooser.tsx';
import { type ScreenOptions, runScreen } from '../run.tsx';
import { gameStatus } from '../stage/join-info.ts';
import { headerCountdown, useExtension } from '../stage/header-countdown.tsx';
import type { JoinInfo } from '../stage/join-info.ts';
import { PhaseScreen } from '../stage/screens/phase-screen.tsx';
import { Frame, contentSize, footerColumns } from '../ui/frame.tsx';
import { controlHints, ending } from '../ui/key-list.tsx';
import type { QuizLibrary } from '../../quiz/bank/library.ts';
import { openedQuestion, windowTitle, extensionBadge } from '../../words/game.ts';
import { podiumProgress } from '../../words/podium.ts';
import { type Stage, phaseIdOf } from '../../view/stage.ts';

/** How the host's screen ended. `resume-game`: to resume the interrupted game of the notice. */
export type HostOutcome = 'ended' | 'quit' | 'interrupted' | 'resume-game';

export interface HostAppProps {
  readonly seat: HostSeat;
  readonly joining: ReadableStore<JoinInfo>;
  readonly messages: ReadableStore<HostMessages>;
  /** A sentence to show in the first lobby. */
  readonly notice?: string | undefined;
  /** Whether the first lobby offers to resume an interrupted game, of which the notice tells. Default: false. */
  readonly canResume?: boolean | undefined;
  /** Reads the quizzes that can follow the game. */
  readonly readChoices: () => Promise<QuizLibrary>;
  /** How long the space bar is ignored after a change of phase, in milliseconds. Default: 500. */
  readonly settleMs?: number | undefined;
  readonly finish: (outcome: HostOutcome) => void;
}

/** The host's screen, from the lobby to the podium. */
export function HostApp(props: HostAppProps) {
  const {
    seat,
    joining: joiningSource,
    messages,
    notice: firstNotice,
    canResume = false,
    readChoices,
    settleMs,
    finish,
  } = props;
  const now = useCallback(() => seat.now(), [seat]);
  const latestSnapshot = useStore(seat);
  const isPodiumOver = usePodium(latestSnapshot.stage, now).isOver;
  const snapshot = { ...latestSnapshot, canResume, isPodiumShowing: !isPodiumOver };
  const joining = useStore(joiningSource);
  const { warnings, lostTime, report } = useStore(messages);
  const theme = useTheme();
  const { symbols } = theme;
  const size = useSize();
  const overlay = useLatestState<Overlay>(() => ({ type: 'none' }));
  const [notice, showNotice] = useNotice();
  const interruption = useInterruption();
  const shown = overlayAt(snapshot.stage, overlay.value);
  const players = usePlayers(seat, listsPlayers(shown) || shown.type === 'missing');
  const settled = useSettledPhase(snapshot.stage, settleMs);
  const extension = extensionBadge(useExtension(snapshot.stage));
  const isCovered = shown.type !== 'none' && shown.type !== 'confirm';
  const moves = useMovesUntilCovered(snapshot.stage, isCovered, isPodiumOver);
  const suspend = useSuspend();
  useWindowTitle(windowTitle(snapshot.stage, snapshot.stage.title));
  useBell(openedQuestion(snapshot.stage));
  const copy = useClipboard();
  const isAloud = useContext(SpeakerContext) !== null;

  useEffect(() => {
    if (snapshot.ended) finish('ended');
  }, [snapshot.ended, finish]);

  async function press(keyPress: KeyPress): Promise<void> {
    const latest = seat.snapshot();
    const current = overlayAt(latest.stage, overlay.latest());
    const choices = listsPlayers(current) ? (players.latest() ?? (await seat.players())) : [];
    const view = {
      snapshot: { ...latest, canResume, isPodiumShowing: !podiumProgress(latest.stage, seat.now()).isOver },
      joining,
      players: choices,
      isSettled: settled.isNow(latest.stage),
      canSuspend: suspend !== null,
    };
    const action = hostAction(keyPress, current, view);
    if (action) await perform(action, phaseIdOf(latest.stage));
  }

  async function perform(action: HostAction, inPhase: string): Promise<void> {
    switch (action.type) {
      case 'show':
        return overlay.set(action.overlay);
      case 'command':
        return run(action.command);
      case 'copy':
        copy(action.text);
        return overlay.set({ type: 'addresses', isCopied: true });
      case 'choose-quiz':
        return overlay.set({ type: 'quizzes', chooser: await openChooser(readChoices) });
      case 'preview': {
        const preview = await seat.preview();
        if (preview) overlay.set({ type: 'preview', preview, phaseId: inPhase, answer: 'hidden' });
        return;
      }
      case 'dispute': {
        const questions = await seat.disputable();
        if (questions.length > 0) overlay.set({ type: 'dispute', dispute: startDispute(questions) });
        else showNotice(hostRejectionMessages['no-such-question']);
        return;
      }
      case 'suspend':
        overlay.set({ type: 'none' });
        if (action.pauses) await seat.command({ type: 'pause' });
        return suspend?.();
      case 'quit':
      case 'resume-game':
        return finish(action.type);
    }
  }

  async function run(command: RoomCommand): Promise<void> {
    overlay.set({ type: 'none' });
    const code = await seat.command(command);
    showNotice(code === null ? successNotice(command) : hostRejectionMessages[code]);
  }

  function onChosen(chosen: ChosenQuiz): void {
    if (chosen.type === 'chosen') return void run({ type: 'again', quiz: chosen.quiz });
    overlay.set({ type: 'none' });
    if (chosen.type === 'interrupted') interruption.set(true);
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
  }, overlay.value.type !== 'quizzes');

  if (overlay.value.type === 'quizzes') {
    const { QuizChooser, choices } = overlay.value.chooser;
    const onSuspend = () => overlay.set({ type: 'confirm', what: 'suspend' });
    return <QuizChooser {...{ choices, onSuspend }} action="next" finish={onChosen} />;
  }
  const message = messageFor(snapshot, { warnings, lostTime }, firstNotice, size, symbols.ellipsis);
  const content = contentSize(size, message);
  const { isSettled } = settled;
  const footer = (
    <HostFooter
      {...{ snapshot, content, isSettled }}
      notice={notice}
      isInterrupted={interruption.value}
      overlay={shown}
      players={players.value ?? []}
      columns={isAloud ? SPOKEN_COLUMNS : footerColumns(size)}
    />
  );
  const keyHints = [
    ...(overlayHints(belowKeys(shown), players.value ?? [], symbols.updown) ?? [
      ...allHostHints({ snapshot, content, isSettled }, theme),
      ...unavailableHints(snapshot.stage),
    ]),
    ...controlHints(suspend !== null, ending, 'pause the game, go to the shell; fg to return'),
  ];
  const covering = overlayScreen({
    overlay: shown,
    stage: snapshot.stage,
    joining,
    players: players.value,
    hints: keyHints,
    size: content,
  });
  const isWide = covering === null && snapshot.stage.phase === 'lobby';
  if (isAloud) {
    const text = message?.lines.join(' ').trim();
    return (
      <HostAloud
        {...{ snapshot, joining, covering, keyHints, footer, now }}
        overlay={shown}
        typed={typedIn(shown)}
        message={text}
      />
    );
  }
  return (
    <Frame
      size={size}
      title={snapshot.stage.title}
      status={gameStatus(snapshot.stage, snapshot.locked ? 'locked' : `PIN ${joining.pin}`, size.columns)}
      badge={extension}
      part={headerCountdown(snapshot.stage, now, size.columns, shown.type !== 'none')}
      message={message}
      isWide={isWide}
      footer={footer}
    >
      {covering ?? (
        <MotionContext value={moves}>
          <PhaseScreen {...{ snapshot, joining, report, now }} size={contentSize(size, message, isWide)} />
        </MotionContext>
      )}
    </Frame>
  );
}

/**
 * Returns a function that asks the terminal to copy a text (OSC 52). It works over ssh too, but not every terminal allows it, and none
 * says whether it has.
 */
function useClipboard(): (text: string) => void {
  const { stdout } = useStdout();
  // In base64, so that no text can end the sequence.
  return useCallback(
    (text) => void stdout.write(`\u001B]52;c;${Buffer.from(text).toString('base64')}\u0007`),
    [stdout],
  );
}

/** Loads the list of quizzes, which few games need, and what it shows. */
async function openChooser(readChoices: HostAppProps['readChoices']): Promise<OpenChooser> {
  const [{ QuizChooser }, choices] = await Promise.all([
    import('../chooser/quiz-chooser.tsx'),
    readChoices(),
  ]);
  return { QuizChooser, choices };
}

/** The overlay, unless the game has moved on without it. */
function overlayAt(stage: Stage, overlay: Overlay): Overlay {
  if (overlay.type === 'keys') return { ...overlay, over: overlayAt(stage, overlay.over) };
  const isOver =
    overlay.type === 'confirm'
      ? !isStillOpen(overlay.what, stage)
      : 'phaseId' in overlay && overlay.phaseId !== phaseIdOf(stage);
  return isOver ? { type: 'none' } : overlay;
}

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
