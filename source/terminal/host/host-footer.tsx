import type { HostSnapshot, PlayerStatus } from '../../server/room/host-seat.ts';
import type { Size } from '../hooks/use-size.ts';
import { useTheme } from '../hooks/use-theme.ts';
import { disputeHints, disputeQuestions } from './dispute.tsx';
import type { Confirmation, Overlay } from './host-actions.ts';
import { hostHints } from './host-hints.ts';
import { type Situation, isCountingDown } from './host-keys.ts';
import { type PlayerSearch, type Removal, possibleRemovals, removalQuestions } from './player-list.tsx';
import { scrollHints } from '../stage/scroll-hints.ts';
import { cutsInReveal } from '../stage/screens/reveal-screen.tsx';
import { kickQuestions, playerMenuHints } from './player-menu.tsx';
import type { Theme } from '../theme.ts';
import { Confirm } from '../ui/confirm.tsx';
import { type KeyHint, KeyHints } from '../ui/key-hints.tsx';
import { keyListHint } from '../ui/key-list.tsx';
import { Notice } from '../ui/fitted-text.tsx';

interface HostFooterProps {
  readonly snapshot: HostSnapshot & Situation;
  readonly overlay: Overlay;
  /** The players that the overlay lists, if it does. */
  readonly players: readonly PlayerStatus[];
  /** Shown instead of the keys; null for none. */
  readonly notice: string | null;
  /** Whether another Ctrl+C ends the game. */
  readonly isInterrupted: boolean;
  /** Whether the space bar counts now. */
  readonly isSettled: boolean;
  readonly columns: number;
  /** The size of the body above. */
  readonly content: Size;
}

/** The keys that work now, or a question or notice instead. */
export function HostFooter(props: HostFooterProps) {
  const { snapshot, overlay, players, notice, isInterrupted, columns } = props;
  const theme = useTheme();
  const { symbols } = theme;
  if (isInterrupted) return <Notice columns={columns}>Press Ctrl+C again to end the game</Notice>;
  if (overlay.type === 'confirm') {
    return <Confirm questions={questionsFor(overlay.what, snapshot)} columns={columns} />;
  }
  if (overlay.type === 'confirm-removal') {
    return <Confirm questions={removalQuestions(overlay.removal, players)} columns={columns} />;
  }
  if (overlay.type === 'dispute' && overlay.dispute.step === 'confirm') {
    return <Confirm questions={disputeQuestions(overlay.dispute)} columns={columns} />;
  }
  if (overlay.type === 'player-menu' && overlay.menu.step === 'confirm-kick') {
    return <Confirm questions={kickQuestions(overlay.menu)} columns={columns} />;
  }
  if (overlay.type === 'preview' && overlay.answer === 'asked') {
    return <Confirm questions={ANSWER_QUESTIONS} columns={columns} />;
  }
  const hints = overlayHints(belowKeys(overlay), players, symbols.updown);
  if (hints) return <KeyHints hints={hints} columns={columns} />;
  if (notice !== null) return <Notice columns={columns}>{notice}</Notice>;
  return <KeyHints hints={allHostHints(props, theme)} columns={columns} />;
}

/** What the list of keys covers, if it is shown. */
export function belowKeys(overlay: Overlay): Overlay {
  return overlay.type === 'keys' ? overlay.over : overlay;
}

/** The keys of an overlay, the most important first; null if those of the game work. */
export function overlayHints(
  overlay: Overlay,
  players: readonly PlayerStatus[],
  updown: string,
): KeyHint[] | null {
  switch (overlay.type) {
    case 'dispute':
      return disputeHints(overlay.dispute, updown);
    case 'player-menu':
      return playerMenuHints(overlay.menu, updown);
    case 'players':
      return playerListHints(players, overlay.search, updown);
    case 'missing':
      return BACK_HINTS;
    case 'preview':
      return overlay.answer === 'hidden' ? [SHOW_ANSWER, ...BACK_HINTS] : BACK_HINTS;
    case 'addresses':
      return addressHints(overlay.isCopied);
    default:
      return null;
  }
}

/** The keys that work now, the most important first. */
export function allHostHints(
  { snapshot, content, isSettled }: Pick<HostFooterProps, 'snapshot' | 'content' | 'isSettled'>,
  theme: Theme,
): KeyHint[] {
  const [first, ...others] = hostHints(snapshot, isSettled);
  const scrolling = scrollHints(
    snapshot.stage,
    content,
    (stage) => cutsInReveal(stage, content, theme),
    theme.symbols.ellipsis,
  );
  return [...(first ? [first] : []), ...scrolling, ...others];
}

const ANSWER_QUESTIONS = [
  'Is this screen hidden from the room? Then y shows the answer.',
  'Is this screen hidden from the room?',
  'Hidden from the room?',
];

const BACK_HINTS: KeyHint[] = [{ key: 'Esc', label: 'back' }, keyListHint];
const SHOW_ANSWER = { key: 'a', label: 'show the answer' };

/** The longest first. */
function questionsFor(what: Confirmation, { stage }: HostSnapshot): string[] {
  switch (what) {
    case 'start':
      return ['Nobody has joined. Start anyway?', 'Start anyway?'];
    case 'end':
      return ['End early and show the podium?', 'End early?'];
    case 'finish':
      return ['End the game for everyone?', 'End the game?'];
    case 'quit':
      if (stage.players === 0) return ['Close the game?'];
      return ['Close the game for everyone?', 'Close for everyone?'];
    case 'resume-game':
      return [
        'Close this game for everyone, and resume the other?',
        'Close this game, and resume?',
        'Close this game?',
      ];
    case 'suspend':
      return isCountingDown(stage)
        ? [
            'Pause the game and go to the shell? "fg" brings you back.',
            'Pause and go to the shell?',
            'Pause and leave?',
          ]
        : ['Go to the shell? "fg" brings you back.', 'Go to the shell?'];
  }
}

function playerListHints(players: readonly PlayerStatus[], search: PlayerSearch, updown: string): KeyHint[] {
  return [
    { key: 'Enter', label: 'choose' },
    ...possibleRemovals(players, search).map(({ type }) => REMOVAL_HINTS[type]),
    { key: updown, label: 'select' },
    { key: 'Esc', label: 'back' },
  ];
}

const REMOVAL_HINTS: Readonly<Record<Removal['type'], KeyHint>> = {
  'remove-away': { key: 'Ctrl+A', label: 'remove all who are away', short: 'everyone away', stays: true },
  'remove-address': { key: 'Ctrl+X', label: 'remove this address', short: 'this address' },
};

function addressHints(isCopied: boolean): KeyHint[] {
  const copy = isCopied
    ? { label: 'copied, if this terminal allows it', short: 'copied, if allowed' }
    : { label: 'copy the command', short: 'copy' };
  return [{ key: 'c', ...copy }, ...BACK_HINTS];
}
