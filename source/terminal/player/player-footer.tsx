import { Box, Text } from 'ink';
import type { PlayerSnapshot } from '../../client/player-seat.ts';
import type { Size } from '../hooks/use-size.ts';
import { useTheme } from '../hooks/use-theme.ts';
import { canMove, continueHint, isTyping, takesText, wayBack } from './player-keys.ts';
import { revealSize } from './screens/reveal.tsx';
import { type DraftAnswer, widgetFor } from '../questions/widgets.ts';
import { layOutReveal } from '../stage/reveal-panel.tsx';
import { scrollHints } from '../stage/scroll-hints.ts';
import type { Theme } from '../theme.ts';
import { Confirm } from '../ui/confirm.tsx';
import { TruncatedText } from '../ui/fitted-text.tsx';
import { type KeyHint, KeyHints } from '../ui/key-hints.tsx';
import { firstThatFits } from '../ui/layout.ts';
import { keyListHint } from '../ui/key-list.tsx';
import type { TextField } from '../ui/text-field.ts';
import { TextInput } from '../ui/text-input.tsx';
import { connectionDetails } from '../../words/connection.ts';
import { hasEndScreen, canAnswer, canRename } from '../../words/game.ts';

interface PlayerFooterProps {
  readonly snapshot: PlayerSnapshot;
  /** Whether the player is asked to confirm leaving. */
  readonly isLeaving: boolean;
  /** Whether the move code covers the screen. */
  readonly showsCode: boolean;
  /** Whether the details of the connection are shown, instead of the keys. */
  readonly showsConnection: boolean;
  /** The new name that the player is typing; null if there is none. */
  readonly newName: TextField | null;
  readonly draft: DraftAnswer | null;
  /** The keys that turn the pages of the podium. */
  readonly pages: readonly KeyHint[];
  /** Whether the player plays alone and continues without a host. */
  readonly isAlone: boolean;
  readonly columns: number;
  /** The size of the body above. */
  readonly content: Size;
}

/** The keys that work now. */
export function PlayerFooter(props: PlayerFooterProps) {
  const { snapshot, isLeaving, showsCode, showsConnection, columns } = props;
  const theme = useTheme();
  const { styles, symbols } = theme;
  const { end, stage } = snapshot;
  if (wayBack(snapshot) !== null) return <KeyHints hints={playerHints(props, theme)} columns={columns} />;
  if (end && hasEndScreen(end, stage)) {
    return <KeyHints hints={[{ key: 'any key', label: 'leave' }]} columns={columns} />;
  }
  if (showsCode) return <KeyHints hints={CODE_HINTS} columns={columns} />;
  if (isLeaving) return <Confirm questions={['Leave the game?']} columns={columns} />;
  if (props.newName) return <NewName field={props.newName} columns={columns} />;
  const details = firstThatFits(connectionDetails(snapshot, symbols), columns);
  if (showsConnection && details) {
    return (
      <TruncatedText columns={columns} style={styles.strong}>
        {details}
      </TruncatedText>
    );
  }
  return <KeyHints hints={playerHints(props, theme)} columns={columns} />;
}

interface NewNameProps {
  readonly field: TextField;
  readonly columns: number;
}

/** A field for a new name, with its keys if there is room. */
function NewName({ field, columns }: NewNameProps) {
  const { styles } = useTheme();
  const label = 'New name: ';
  const hintsWidth = columns >= 70 ? 30 : 0;
  return (
    <Box>
      <Text {...styles.strong}>{label}</Text>
      <Box width={columns - label.length - hintsWidth} flexShrink={0} overflow="hidden">
        <TextInput field={field} width={columns - label.length - hintsWidth} />
      </Box>
      {hintsWidth > 0 && <KeyHints hints={NAME_HINTS} columns={hintsWidth} />}
    </Box>
  );
}

const CODE_HINTS = [
  { key: 'm', label: 'new code' },
  { key: 'Esc', label: 'back' },
];

const NAME_HINTS = [
  { key: 'Enter', label: 'change' },
  { key: 'Esc', label: 'back' },
];

/** The keys that work now, the most important first. */
export function playerHints(
  {
    snapshot,
    draft,
    isAlone,
    pages,
    content,
  }: Pick<PlayerFooterProps, 'snapshot' | 'draft' | 'isAlone' | 'pages' | 'content'>,
  { ascii, symbols }: Theme,
): KeyHint[] {
  const way = wayBack(snapshot);
  if (way !== null) {
    const label = way === 'other-game' ? 'join the other game' : 'join again';
    return [{ key: 'Enter', label }, { key: 'q', label: 'leave' }, keyListHint];
  }
  const hasDetails = connectionDetails(snapshot, symbols).length > 0;
  const [first, ...others] = answerHints(snapshot, draft, symbols);
  const next = isAlone ? continueHint(snapshot) : undefined;
  const bracketsAreText = takesText(snapshot) && snapshot.stage?.phase === 'question';
  return [
    ...(next ? [next] : []),
    ...(first ? [first] : []),
    ...scrollHints(
      snapshot.stage,
      content,
      (stage) =>
        layOutReveal(stage, content, revealSize(content, stage, snapshot.you, ascii), symbols.ellipsis),
      symbols.ellipsis,
      bracketsAreText,
    ),
    ...others,
    ...(canRename(snapshot) && !isAlone
      ? [{ key: 'e', label: 'change name', about: 'change your name' }]
      : []),
    ...pages,
    ...(hasDetails && !isTyping(snapshot)
      ? [{ key: 'i', label: 'connection', about: 'show the connection and its round trip' }]
      : []),
    { key: takesText(snapshot) ? 'Esc' : 'q', label: 'leave', about: 'leave the game; asks first' },
    ...(canMove(snapshot, isAlone)
      ? [{ key: 'm', label: 'other device', about: 'continue on another device' }]
      : []),
    ...(isTyping(snapshot) ? [] : [keyListHint]),
  ];
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
