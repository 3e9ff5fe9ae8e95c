import type { ReactNode } from 'react';
import type { PlayerStatus } from '../../server/room/host-seat.ts';
import type { Size } from '../hooks/use-size.ts';
import { DisputeScreen } from './dispute.tsx';
import type { Overlay } from './host-actions.ts';
import { JoinAddresses } from './join-addresses.tsx';
import { MissingPlayers } from './missing-players.tsx';
import { PlayerList } from './player-list.tsx';
import { PlayerMenuScreen, hasField } from './player-menu.tsx';
import { PreviewScreen } from './preview-screen.tsx';
import type { JoinInfo } from '../stage/join-info.ts';
import type { KeyHint } from '../ui/key-hints.tsx';
import { KeyList } from '../ui/key-list.tsx';
import { textOf } from '../ui/text-field.ts';
import type { Stage } from '../../view/stage.ts';

interface OverlayScreenOptions {
  readonly overlay: Overlay;
  readonly stage: Stage;
  readonly joining: JoinInfo;
  /** Null while they are unknown. */
  readonly players: readonly PlayerStatus[] | null;
  /** All keys of the screen below the list of keys. */
  readonly hints: readonly KeyHint[];
  readonly size: Size;
}

/** What covers the game's screen; null if nothing does, or only the footer. */
export function overlayScreen({
  overlay,
  stage,
  joining,
  players,
  hints,
  size,
}: OverlayScreenOptions): ReactNode {
  switch (overlay.type) {
    case 'players':
    case 'confirm-removal':
      return (
        <PlayerList {...{ players, size }} search={overlay.search} isTyping={overlay.type === 'players'} />
      );
    case 'player-menu':
      return <PlayerMenuScreen menu={overlay.menu} size={size} />;
    case 'dispute':
      return <DisputeScreen dispute={overlay.dispute} size={size} />;
    case 'keys':
      return <KeyList hints={hints} size={size} />;
    case 'missing':
      return <MissingPlayers players={players} phase={stage.phase} size={size} />;
    case 'preview':
      return <PreviewScreen preview={overlay.preview} showsAnswer={overlay.answer === 'shown'} size={size} />;
    case 'addresses':
      return <JoinAddresses joining={joining} size={size} />;
    default:
      return null;
  }
}

/** The text that is typed on an overlay, besides a search; null if there is none. */
export function typedIn(overlay: Overlay): string | null {
  if (overlay.type === 'player-menu' && hasField(overlay.menu)) return textOf(overlay.menu.field) || null;
  if (overlay.type !== 'dispute' || overlay.dispute.step !== 'reason') return null;
  return textOf(overlay.dispute.reason) || null;
}

/** Whether an overlay lists the players to choose from. */
export function listsPlayers(
  overlay: Overlay,
): overlay is Extract<Overlay, { type: 'players' | 'confirm-removal' }> {
  return overlay.type === 'players' || overlay.type === 'confirm-removal';
}
