import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { PlayerSeat } from '../client/player-seat.ts';
import { canRename, connectingMessage, quizTitle, windowTitle } from '../words/game.ts';
import { type TurnedPage, pageOf, podiumProgress } from '../words/podium.ts';
import { Dialogs } from './dialogs.tsx';
import { Frame } from './frame.tsx';
import type { BrowserGame } from './game/browser-game.ts';
import { useSnapshot } from './game/hooks.ts';
import { type DialogName, type Intent, intentOf } from './keys.ts';
import { QuestionScreen } from './questions/question-screen.tsx';
import { RevealScreen } from './questions/reveal-screen.tsx';
import { screenId, screenOf } from './screens/screen-name.ts';
import { Announcements } from './screens/announcements.tsx';
import { EndScreen } from './screens/end.tsx';
import { JoinScreen } from './screens/join.tsx';
import { LobbyScreen } from './screens/lobby.tsx';
import { PodiumScreen } from './screens/podium.tsx';
import { ReadyScreen } from './screens/ready.tsx';
import { StandingsScreen } from './screens/standings.tsx';

/** The page: the current screen, and the dialogs over it. */
export function App({ game }: { readonly game: BrowserGame }) {
  const { seat } = game;
  const snapshot = useSnapshot(seat);
  const { isReturning } = useSnapshot(game.entry);
  const [dialog, setDialog] = useState<DialogName | null>(null);
  const [page, setPage] = useState<TurnedPage | null>(null);
  const { stage, welcome } = snapshot;
  const name = screenOf(snapshot, isReturning);
  const id = screenId(name, snapshot);
  const turn = (step: 1 | -1) => {
    if (stage?.phase !== 'podium') return;
    const from = { game: stage.game, page: pageOf(stage, page, true, false) + step };
    setPage({ ...from, page: pageOf(stage, from, true, false) });
  };

  useEffect(() => {
    document.title = windowTitle(stage, quizTitle(snapshot));
  }, [stage, snapshot]);
  const isPlaying = welcome !== null && name !== 'end';
  useEffect(
    () => setDialog((open) => (open !== null && isPlaying && MAY_COVER.has(open) ? open : null)),
    [id, isPlaying],
  );
  useFocusOnScreen(`${id} ${page?.page ?? ''}`);
  useKeys(seat, { dialog, isPlaying }, (intent) => {
    if (intent === 'next-page') return turn(1);
    if (intent === 'previous-page') return turn(-1);
    if (intent === 'yes') seat.leave();
    if (intent === 'yes' || intent === 'no' || intent === 'close') return closeDialog();
    setDialog(intent);
  });

  return (
    <>
      <Announcements {...{ seat, snapshot }} />
      <Frame {...{ seat, snapshot }} screen={name} onOpen={setDialog}>
        <Screen key={id} {...{ game, name, page }} onTurn={turn} onRename={() => setDialog('rename')} />
        {dialog !== null && isPlaying && (
          <Dialogs
            key={dialog}
            {...{ game, snapshot, dialog }}
            onOpen={setDialog}
            onClose={() => setDialog((open) => (open === dialog ? null : open))}
          />
        )}
      </Frame>
    </>
  );
}

/** The dialogs that stay open as the screen changes. Others must not cover a new question. */
const MAY_COVER: ReadonlySet<DialogName> = new Set(['leave', 'move']);

interface ScreenProps {
  readonly game: BrowserGame;
  readonly name: ReturnType<typeof screenOf>;
  readonly page: TurnedPage | null;
  readonly onTurn: (step: 1 | -1) => void;
  readonly onRename: () => void;
}

function Screen({ game, name, page, onTurn, onRename }: ScreenProps) {
  const { seat } = game;
  const snapshot = useSnapshot(seat);
  const { stage } = snapshot;
  if (name === 'join') return <JoinScreen game={game} />;
  if (name === 'end') return <EndScreen {...{ game, snapshot }} />;
  switch (stage?.phase) {
    case 'lobby':
      return <LobbyScreen {...{ snapshot, stage, onRename }} />;
    case 'ready':
      return <ReadyScreen {...{ seat, stage }} />;
    case 'question':
      return <QuestionScreen {...{ seat, snapshot }} saved={game.draft} />;
    case 'reveal':
      return <RevealScreen snapshot={snapshot} />;
    case 'standings':
      return <StandingsScreen {...{ snapshot, stage }} />;
    case 'podium':
      return <PodiumScreen {...{ seat, snapshot, stage, page, onTurn }} />;
    case undefined:
      return <Connecting />;
  }
}

function Connecting() {
  return (
    <div class="centred">
      <h1>{connectingMessage(false, '…')}</h1>
    </div>
  );
}

/**
 * Moves the focus to a new screen, so that Tab and screen readers start there. An element outside the screen, such
 * as a button in the header, keeps the focus.
 */
function useFocusOnScreen(id: string): void {
  const beforeRef = useRef(id);
  useEffect(() => {
    if (beforeRef.current === id) return;
    beforeRef.current = id;
    window.scrollTo(0, 0);
    if (document.activeElement === document.body || !document.activeElement) {
      document.querySelector('main')?.focus({ preventScroll: true });
    }
  }, [id]);
}

function closeDialog(): void {
  document.querySelector('dialog')?.close();
}

/** Whether the arrow keys scroll the focused element, such as wide code. */
function isScrollable(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('[tabindex="0"]');
}

interface KeysOptions {
  readonly dialog: DialogName | null;
  readonly isPlaying: boolean;
}

/** Performs the intent of each key. */
function useKeys(
  seat: PlayerSeat,
  { dialog, isPlaying }: KeysOptions,
  perform: (intent: Intent) => void,
): void {
  // Without dependencies, because each render passes another `perform`. Before the frame is drawn, because the next key may come within
  // it.
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!isPlaying || event.repeat) return;
      const snapshot = seat.snapshot();
      const { stage } = snapshot;
      const intent = intentOf(event, {
        stage,
        dialog,
        canRename: canRename(snapshot),
        isTyping: event.target instanceof HTMLInputElement,
        isOnControl: event.target instanceof HTMLButtonElement,
        hasPages:
          stage?.phase === 'podium' &&
          podiumProgress(stage, seat.now()).isOver &&
          !isScrollable(event.target),
      });
      if (intent === undefined) return;
      event.preventDefault();
      perform(intent);
    };
    // Captured, to come before the handler for answers, which leaves handled keys alone.
    document.addEventListener('keydown', press, { capture: true });
    return () => document.removeEventListener('keydown', press, { capture: true });
  });
}
