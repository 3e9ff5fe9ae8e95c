import type { HostSnapshot, PlayerStatus } from '../../server/room/host-seat.ts';
import type { Size } from '../hooks/use-size.ts';
import { useTheme } from '../hooks/use-theme.ts';
import type { Confirmation, Overlay } from './host-actions.ts';
import { hostHints } from './host-keys.ts';
import { type PlayerSearch, type Removal, possibleRemovals, removalQuestions } from './player-list.tsx';
import { codeHint } from '../stage/code-hint.ts';
import { type JoinInfo, hasOtherCommands } from '../stage/join-info.ts';
import { revealSize } from '../stage/screens/reveal-screen.tsx';
import { Confirm } from '../ui/confirm.tsx';
import { type KeyHint, KeyHints } from '../ui/key-hints.tsx';
import { Notice } from '../ui/fitted-text.tsx';

interface HostFooterProps {
  readonly snapshot: HostSnapshot;
  readonly joining: JoinInfo;
  readonly overlay: Overlay;
  /** The players that the overlay lists, if it does. */
  readonly players: readonly PlayerStatus[];
  /** Shown instead of the keys; null for none. */
  readonly notice: string | null;
  /** Whether another Ctrl+C ends the game. */
  readonly isInterrupted: boolean;
  readonly columns: number;
  /** The size of the body above. */
  readonly content: Size;
}

/** The keys that work now, or a question or notice instead. */
export function HostFooter(props: HostFooterProps) {
  const { snapshot, joining, overlay, players, notice, isInterrupted, columns, content } = props;
  const { symbols } = useTheme();
  if (isInterrupted) return <Notice columns={columns}>Press Ctrl+C again to end the game</Notice>;
  if (overlay.type === 'confirm') {
    return <Confirm questions={questionsFor(overlay.what, snapshot)} columns={columns} />;
  }
  if (overlay.type === 'confirm-removal') {
    return <Confirm questions={removalQuestions(overlay.removal, players)} columns={columns} />;
  }
  if (overlay.type === 'players') {
    return <KeyHints hints={playerListHints(players, overlay.search, symbols.updown)} columns={columns} />;
  }
  if (overlay.type === 'addresses') return <KeyHints hints={ADDRESS_HINTS} columns={columns} />;
  if (notice !== null) return <Notice columns={columns}>{notice}</Notice>;
  const [first, ...others] = hostHints(snapshot, hasOtherCommands(joining));
  const code = codeHint(snapshot.stage, content, revealSize, symbols.ellipsis);
  return <KeyHints hints={[...(first ? [first] : []), ...code, ...others]} columns={columns} />;
}

/** The longest first. */
function questionsFor(what: Confirmation, { stage }: HostSnapshot): string[] {
  switch (what) {
    case 'start':
      return ['Nobody has joined. Start anyway?', 'Start anyway?'];
    case 'end':
      return ['Finish now and show the podium?', 'Finish now?'];
    case 'finish':
      return ['End the game for everyone?', 'End the game?'];
    case 'quit':
      if (stage.players === 0) return ['Close the game?'];
      return ['Close the game for everyone?', 'Close for everyone?'];
  }
}

function playerListHints(players: readonly PlayerStatus[], search: PlayerSearch, updown: string): KeyHint[] {
  return [
    { key: 'Enter', label: 'kick' },
    ...possibleRemovals(players, search).map(({ type }) => REMOVAL_HINTS[type]),
    { key: updown, label: 'choose' },
    { key: 'Esc', label: 'back' },
  ];
}

const REMOVAL_HINTS: Readonly<Record<Removal['type'], KeyHint>> = {
  'remove-away': { key: 'Ctrl+A', label: 'remove all who are away', short: 'everyone away' },
  'remove-address': { key: 'Ctrl+X', label: 'remove this address', short: 'this address' },
};

const ADDRESS_HINTS = [{ key: 'Esc', label: 'back' }];
