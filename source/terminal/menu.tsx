import { Box } from 'ink';
import { keyListTopic } from '../words/topic.ts';
import { useNarration } from './aloud/use-narration.ts';
import { useSuspend } from './hooks/use-foreground.ts';
import { useKeyPresses } from './hooks/use-key-presses.ts';
import { useLatestState } from './hooks/use-latest-state.ts';
import { useSize } from './hooks/use-size.ts';
import { useTheme } from './hooks/use-theme.ts';
import { directionOf, indexOfDigit, letterOf } from './keys.ts';
import { type ScreenOptions, runScreen } from './run.tsx';
import { Centred } from './ui/centred.tsx';
import { TruncatedText } from './ui/fitted-text.tsx';
import { Frame, contentSize, footerColumns } from './ui/frame.tsx';
import { type KeyHint, KeyHints } from './ui/key-hints.tsx';
import { KeyList, controlHints, keyListHint, quitting } from './ui/key-list.tsx';
import { isNarrow } from './ui/layout.ts';
import { Select, moveSelection } from './ui/select.tsx';

/** The command that was chosen, or why none was. */
export type MenuChoice =
  | { readonly type: 'chosen'; readonly command: MenuCommand }
  | { readonly type: 'left' }
  | { readonly type: 'interrupted' };

export type MenuCommand = (typeof ENTRIES)[number]['command'];

/** What people come for, the most frequent first. */
const ENTRIES = [
  { command: 'host', label: 'Host a game', about: 'Run a quiz for the room' },
  { command: 'join', label: 'Join a game', about: 'On this network, or by address' },
  { command: 'play', label: 'Play alone', about: 'Try a quiz by yourself' },
  { command: 'watch', label: 'Watch a game', about: 'Show it on another screen' },
] as const;

interface MenuProps {
  /** The command that lists all others. */
  readonly helpCommand: string;
  readonly finish: (choice: MenuChoice) => void;
}

/** What termquiz can do for somebody who names no command. */
export function Menu({ helpCommand, finish }: MenuProps) {
  const { styles, symbols } = useTheme();
  const size = useSize();
  const selected = useLatestState(() => 0);
  const showsKeys = useLatestState(() => false);
  const suspend = useSuspend();
  useKeyPresses((keyPress) => {
    const showedKeys = showsKeys.latest();
    // Any key hides the list of keys, and any but these two has its usual effect.
    showsKeys.set(letterOf(keyPress) === '?' && !showedKeys);
    if (showedKeys && keyPress.type === 'escape') return;
    const direction = directionOf(keyPress, true);
    const entry = ENTRIES[keyPress.type === 'enter' ? selected.latest() : (indexOfDigit(keyPress) ?? -1)];
    if (keyPress.type === 'interrupt') finish({ type: 'interrupted' });
    else if (keyPress.type === 'suspend') suspend?.();
    else if (keyPress.type === 'escape' || letterOf(keyPress) === 'q') finish({ type: 'left' });
    else if (entry) finish({ type: 'chosen', command: entry.command });
    else if (direction) selected.set(moveSelection(selected.latest(), ENTRIES.length, direction));
  });
  const { label, about } = ENTRIES[selected.value] ?? ENTRIES[0];
  const hints: KeyHint[] = [
    { key: 'Enter', label: 'choose', about: 'choose what is selected' },
    { key: symbols.updown, label: 'select' },
    { key: 'q', label: 'quit', stays: true },
    keyListHint,
  ];
  const allHints = [...hints, ...controlHints(suspend !== null, quitting)];
  useNarration(
    [
      { subject: 'menu', lines: ['Choose with up, down and Enter. q quits.'] },
      keyListTopic(showsKeys.value ? allHints : null),
      { subject: 'entry', lines: [`${selected.value + 1} of ${ENTRIES.length}: ${label}. ${about}.`] },
    ],
    null,
  );
  const { columns, rows } = contentSize(size);
  const rowsEach = rows >= 3 * ENTRIES.length ? 3 : 2;
  const width = Math.min(columns, MAX_COLUMNS);
  return (
    <Frame
      size={size}
      title="What would you like to do?"
      status={isNarrow(size.columns) ? '' : helpCommand}
      footer={<KeyHints hints={hints} columns={footerColumns(size)} />}
    >
      {showsKeys.value ? (
        <KeyList hints={allHints} size={{ columns, rows }} />
      ) : (
        <Centred rows={rows} horizontally>
          <Select
            items={ENTRIES}
            selected={selected.value}
            rows={rowsEach * ENTRIES.length}
            rowsEach={rowsEach}
            keyOf={({ command }) => command}
          >
            {(entry, isSelected) => (
              <Box flexDirection="column" width={width - 2}>
                <TruncatedText columns={width - 2} style={isSelected ? styles.selected : styles.strong}>
                  {` ${ENTRIES.indexOf(entry) + 1}  ${entry.label} `}
                </TruncatedText>
                <TruncatedText columns={width - 2} style={isSelected ? {} : styles.faint}>
                  {`    ${entry.about}`}
                </TruncatedText>
              </Box>
            )}
          </Select>
        </Centred>
      )}
    </Frame>
  );
}

const MAX_COLUMNS = 44;

/** Runs the menu until something is chosen. */
export async function runMenu(
  props: Omit<MenuProps, 'finish'>,
  options: Omit<ScreenOptions<MenuChoice>, 'interrupted'>,
): Promise<MenuChoice> {
  return runScreen<MenuChoice>((finish) => <Menu {...props} finish={finish} />, {
    ...options,
    interrupted: { type: 'interrupted' },
  });
}
