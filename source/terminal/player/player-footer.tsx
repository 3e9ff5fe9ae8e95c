import type { PlayerSnapshot } from '../../client/player-seat.ts';
import type { Size } from '../hooks/use-size.ts';
import { useTheme } from '../hooks/use-theme.ts';
import { canAnswer } from './answer-draft.ts';
import { advanceHint, isTyped } from './player-keys.ts';
import { revealSize } from './screens/reveal.tsx';
import { type DraftAnswer, widgetFor } from '../questions/widgets.ts';
import { codeHint } from '../stage/code-hint.ts';
import type { Theme } from '../theme.ts';
import { Confirm } from '../ui/confirm.tsx';
import { type KeyHint, KeyHints } from '../ui/key-hints.tsx';

interface PlayerFooterProps {
  readonly snapshot: PlayerSnapshot;
  /** Whether to leave is being asked. */
  readonly isLeaving: boolean;
  /** The answer that is being put together. */
  readonly draft: DraftAnswer | null;
  /** The player goes on alone, without a host. */
  readonly canAdvance: boolean;
  readonly columns: number;
  /** Of the body above. */
  readonly content: Size;
}

/** The keys that work now. */
export function PlayerFooter(props: PlayerFooterProps) {
  const { snapshot, isLeaving, columns, content, canAdvance, draft } = props;
  const { symbols } = useTheme();
  if (snapshot.end) return <KeyHints hints={[{ key: 'any key', label: 'leave' }]} columns={columns} />;
  if (isLeaving) return <Confirm questions={LEAVE_QUESTION} columns={columns} />;
  const [first, ...others] = answerHints(snapshot, draft, symbols);
  const goOn = canAdvance ? advanceHint(snapshot) : undefined;
  const isTyping = isTyped(snapshot) && snapshot.stage?.phase === 'question';
  const hints = [
    ...(goOn ? [goOn] : []),
    ...(first ? [first] : []),
    ...codeHint(snapshot.stage, content, revealSize, symbols.ellipsis, isTyping),
    ...others,
    { key: isTyped(snapshot) ? 'Esc' : 'q', label: 'leave' },
  ];
  return <KeyHints hints={hints} columns={columns} />;
}

function answerHints(
  snapshot: PlayerSnapshot,
  draft: DraftAnswer | null,
  symbols: Theme['symbols'],
): readonly KeyHint[] {
  const { stage } = snapshot;
  if (stage?.phase !== 'question' || draft === null || !canAnswer(snapshot)) return [];
  return widgetFor(stage.question).hints(stage.question, draft, symbols);
}

const LEAVE_QUESTION = ['Leave the game?'];
