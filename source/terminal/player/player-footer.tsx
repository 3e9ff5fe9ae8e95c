import type { PlayerSnapshot } from '../../client/player-seat.ts';
import type { Size } from '../hooks/use-size.ts';
import { useTheme } from '../hooks/use-theme.ts';
import { canAnswer } from './answer-draft.ts';
import { connectionDetails } from './connection-status.ts';
import { continueHint, isTyping, takesText } from './player-keys.ts';
import { revealSize } from './screens/reveal.tsx';
import { type DraftAnswer, widgetFor } from '../questions/widgets.ts';
import { codeHint } from '../stage/code-hint.ts';
import type { Theme } from '../theme.ts';
import { Confirm } from '../ui/confirm.tsx';
import { TruncatedText } from '../ui/fitted-text.tsx';
import { type KeyHint, KeyHints } from '../ui/key-hints.tsx';

interface PlayerFooterProps {
  readonly snapshot: PlayerSnapshot;
  /** Whether the player is asked to confirm leaving. */
  readonly isLeaving: boolean;
  /** Whether the details of the connection are shown, instead of the keys. */
  readonly showsConnection: boolean;
  readonly draft: DraftAnswer | null;
  /** Whether the player plays alone and continues without a host. */
  readonly isAlone: boolean;
  readonly columns: number;
  /** The size of the body above. */
  readonly content: Size;
}

/** The keys that work now. */
export function PlayerFooter(props: PlayerFooterProps) {
  const { snapshot, isLeaving, showsConnection, columns, content, isAlone, draft } = props;
  const { styles, symbols } = useTheme();
  if (snapshot.end) return <KeyHints hints={[{ key: 'any key', label: 'leave' }]} columns={columns} />;
  if (isLeaving) return <Confirm questions={['Leave the game?']} columns={columns} />;
  const details = connectionDetails(snapshot, columns, symbols);
  if (showsConnection && details) {
    return (
      <TruncatedText columns={columns} style={styles.strong}>
        {details}
      </TruncatedText>
    );
  }
  const [first, ...others] = answerHints(snapshot, draft, symbols);
  const next = isAlone ? continueHint(snapshot) : undefined;
  const bracketsAreText = takesText(snapshot) && snapshot.stage?.phase === 'question';
  const hints = [
    ...(next ? [next] : []),
    ...(first ? [first] : []),
    ...codeHint(snapshot.stage, content, revealSize, symbols.ellipsis, bracketsAreText),
    ...others,
    ...(details && !isTyping(snapshot) ? [{ key: 'i', label: 'connection' }] : []),
    { key: takesText(snapshot) ? 'Esc' : 'q', label: 'leave' },
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
