import type { WatchSnapshot } from '../../client/stage-source.ts';
import type { Size } from '../hooks/use-size.ts';
import { useTheme } from '../hooks/use-theme.ts';
import { codeHint } from '../stage/code-hint.ts';
import { revealSize } from '../stage/screens/reveal-screen.tsx';
import { type KeyHint, KeyHints } from '../ui/key-hints.tsx';
import { isNarrow } from '../ui/layout.ts';

interface WatchFooterProps {
  readonly snapshot: WatchSnapshot;
  readonly columns: number;
  /** Of the body above. */
  readonly content: Size;
}

/** The keys that work now. */
export function WatchFooter({ snapshot, columns, content }: WatchFooterProps) {
  const { symbols } = useTheme();
  const { stage, replay, end } = snapshot;
  const code = end ? [] : codeHint(stage, content, revealSize, symbols.ellipsis);
  const [first, ...others] = replayHints(replay, columns);
  const hints = [...(first ? [first] : []), ...code, ...others, { key: 'q', label: 'quit' }];
  return <KeyHints hints={hints} columns={columns} />;
}

/** The most wanted first. */
function replayHints(replay: WatchSnapshot['replay'], columns: number): KeyHint[] {
  if (!replay) return [];
  const { phase, phases, isPlaying } = replay;
  return [
    ...(phase + 1 < phases ? [{ key: 'space', label: 'next' }] : []),
    { key: 'p', label: isPlaying ? 'stop' : isNarrow(columns) ? 'play' : 'play as it happened' },
    ...(phase > 0 ? [{ key: 'left', label: 'back' }] : []),
  ];
}
