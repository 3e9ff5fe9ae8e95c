import type { HostSnapshot } from '../../server/room/host-seat.ts';
import type { Size } from '../hooks/use-size.ts';
import { useTheme } from '../hooks/use-theme.ts';
import type { Overlay } from './host-actions.ts';
import { hostHints } from './host-keys.ts';
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
  /** Shown instead of the keys; null for none. */
  readonly notice: string | null;
  readonly columns: number;
  /** The size of the body above. */
  readonly content: Size;
}

/** The keys that work now, or a question or notice instead. */
export function HostFooter({ snapshot, joining, overlay, notice, columns, content }: HostFooterProps) {
  const { symbols } = useTheme();
  if (overlay.type === 'confirm') {
    return <Confirm questions={questionsFor(overlay.what, snapshot)} columns={columns} />;
  }
  if (overlay.type === 'kick') return <KeyHints hints={kickHints(symbols.updown)} columns={columns} />;
  if (overlay.type === 'addresses') return <KeyHints hints={ADDRESS_HINTS} columns={columns} />;
  if (notice !== null) return <Notice columns={columns}>{notice}</Notice>;
  const [first, ...others] = hostHints(snapshot, hasOtherCommands(joining));
  const code = codeHint(snapshot.stage, content, revealSize, symbols.ellipsis);
  return <KeyHints hints={[...(first ? [first] : []), ...code, ...others]} columns={columns} />;
}

/** The longest first. */
function questionsFor(what: 'end' | 'quit', { stage }: HostSnapshot): string[] {
  if (what === 'end') return ['Finish now and show the podium?', 'Finish now?'];
  if (stage.players === 0) return ['Close the game?'];
  return ['Close the game for everyone?', 'Close for everyone?'];
}

function kickHints(updown: string): KeyHint[] {
  return [
    { key: updown, label: 'choose' },
    { key: 'Enter', label: 'kick' },
    { key: 'Esc', label: 'back' },
  ];
}

const ADDRESS_HINTS = [{ key: 'Esc', label: 'back' }];
