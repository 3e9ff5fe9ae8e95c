import type { HostSnapshot } from '../../server/room/host-seat.ts';
import type { Size } from '../hooks/use-size.ts';
import { useTheme } from '../hooks/use-theme.ts';
import { type Overlay, isPaused } from './host-actions.ts';
import { type HostIntent, hostIntents } from '../keys.ts';
import { codeHint } from '../stage/code-hint.ts';
import { type HostJoining, hasOtherCommands } from '../stage/joining.ts';
import { revealSize } from '../stage/screens/reveal.tsx';
import { Confirm } from '../ui/confirm.tsx';
import { type KeyHint, KeyHints } from '../ui/key-hints.tsx';
import { Notice } from '../ui/line.tsx';
import type { Stage } from '../../view/stage.ts';

interface HostFooterProps {
  readonly snapshot: HostSnapshot;
  readonly joining: HostJoining;
  readonly overlay: Overlay;
  /** Why the last command was refused. */
  readonly refusal: string | null;
  readonly columns: number;
  /** Of the body above. */
  readonly content: Size;
}

/** The keys that work now, or what has to be said in their place. */
export function HostFooter({ snapshot, joining, overlay, refusal, columns, content }: HostFooterProps) {
  const { symbols } = useTheme();
  if (overlay.type === 'confirm')
    return <Confirm question={questionFor(overlay.what, snapshot)} columns={columns} />;
  if (overlay.type === 'kick') return <KeyHints hints={kickHints(symbols.updown)} columns={columns} />;
  if (overlay.type === 'addresses') return <KeyHints hints={ADDRESS_HINTS} columns={columns} />;
  if (refusal !== null) return <Notice columns={columns}>{refusal}</Notice>;
  const [first, ...others] = hintsFor(snapshot, joining);
  const code = codeHint(snapshot.stage, content, revealSize, symbols.ellipsis);
  return <KeyHints hints={[...(first ? [first] : []), ...code, ...others]} columns={columns} />;
}

function questionFor(what: 'end' | 'quit', { stage }: HostSnapshot): string {
  if (what === 'end') return 'Go to the podium?';
  return stage.players === 0 ? 'Close the game?' : 'Quit for everybody?';
}

function kickHints(updown: string): KeyHint[] {
  return [
    { key: updown, label: 'choose' },
    { key: 'Enter', label: 'remove' },
    { key: 'Esc', label: 'back' },
  ];
}

const ADDRESS_HINTS = [{ key: 'Esc', label: 'back' }];

function hintsFor({ stage, locked }: HostSnapshot, joining: HostJoining): KeyHint[] {
  const isOffered = (intent: HostIntent) => intent !== 'addresses' || hasOtherCommands(joining);
  return hostIntents[stage.phase].filter(isOffered).map((intent) => ({
    key: KEYS[intent],
    label: labelFor(intent, stage, locked),
  }));
}

const KEYS: Readonly<Record<HostIntent, string>> = {
  'go-on': 'space',
  again: 'r',
  addresses: 'a',
  kick: 'k',
  lock: 'l',
  pause: 'p',
  skip: 's',
  close: 's',
  end: 'e',
  quit: 'q',
};

function labelFor(intent: HostIntent, stage: Stage, isLocked: boolean): string {
  switch (intent) {
    case 'go-on':
      return goOnLabels[stage.phase];
    case 'again':
      return 'play again';
    case 'lock':
      return isLocked ? 'unlock' : 'lock';
    case 'pause':
      return isPaused(stage) ? 'resume' : 'pause';
    case 'close':
      return 'end question';
    case 'end':
      return 'end early';
    default:
      return intent;
  }
}

const goOnLabels: Readonly<Record<Stage['phase'], string>> = {
  lobby: 'start',
  ready: 'open now',
  question: '',
  reveal: 'next',
  standings: 'next question',
  podium: 'end',
};
