import { Box, Text } from 'ink';
import type { Size } from '../hooks/use-size.ts';
import { useTheme } from '../hooks/use-theme.ts';
import type { KeyHint } from './key-hints.tsx';
import { firstThatFits, gapFor } from './layout.ts';
import { TruncatedText } from './fitted-text.tsx';
import { fit, widthOf } from '../../text/width.ts';

interface KeyListProps {
  readonly hints: readonly KeyHint[];
  readonly size: Size;
}

/** All keys of a screen, with what they do, in as many columns as necessary. */
export function KeyList({ hints, size }: KeyListProps) {
  const { styles } = useTheme();
  const gap = gapFor(size.rows);
  const rows = Math.max(1, size.rows - 1 - 2 * gap);
  const count = Math.max(1, Math.ceil(hints.length / rows));
  const perColumn = Math.ceil(hints.length / count);
  const width = Math.min(MAX_COLUMN_WIDTH, Math.floor((size.columns + GAP) / count) - GAP);
  const isAligned = width >= ALIGNED_FROM;
  const columns = Array.from({ length: count }, (_, column) =>
    hints.slice(column * perColumn, (column + 1) * perColumn),
  );
  return (
    <Box flexDirection="column" rowGap={gap} paddingTop={gap}>
      <Text {...styles.accent}>Keys</Text>
      <Box columnGap={GAP}>
        {columns.map((column, index) => (
          <Box key={index} flexDirection="column" width={width} flexShrink={0}>
            {column.map((hint) => {
              const keyWidth = isAligned
                ? Math.max(...column.map(({ key }) => widthOf(key)))
                : widthOf(hint.key);
              return <KeyRow key={hint.key} {...{ hint, keyWidth }} columns={width} />;
            })}
          </Box>
        ))}
      </Box>
    </Box>
  );
}

interface KeyRowProps {
  readonly hint: KeyHint;
  readonly keyWidth: number;
  readonly columns: number;
}

function KeyRow({ hint, keyWidth, columns }: KeyRowProps) {
  const { key, label, about = label, isActive = true } = hint;
  const { styles } = useTheme();
  const before = fit('', keyWidth - widthOf(key) + 1);
  const room = Math.max(1, columns - widthOf(` ${key} ${before}`));
  return (
    <Box height={1} flexShrink={0}>
      <Text {...(isActive ? styles.key : styles.faint)}>{` ${key} `}</Text>
      <Text>{before}</Text>
      <TruncatedText columns={room} style={isActive ? {} : styles.faint}>
        {firstThatFits([about, label], room)}
      </TruncatedText>
    </Box>
  );
}

/** The last hint of a footer, which leads to all the others. */
export const keyListHint = { key: '?', label: 'keys', about: 'show or hide this list' } as const;

/**
 * The keys that work everywhere but are in no footer.
 *
 * @param canSuspend Whether Ctrl+Z can stop the program.
 * @param interrupting What Ctrl+C does.
 * @param suspending What Ctrl+Z does.
 */
export function controlHints(
  canSuspend: boolean,
  interrupting: Pick<KeyHint, 'label' | 'about'>,
  suspending = 'go to the shell; fg to return',
): KeyHint[] {
  return [
    ...(canSuspend ? [{ key: 'Ctrl+Z', label: 'shell', about: suspending }] : []),
    { key: 'Ctrl+C', ...interrupting },
  ];
}

/** What Ctrl+C does on the host's screens, and on screens before a game. */
export const ending = { label: 'end', about: 'end the game; asks once' } as const;
export const quitting = { label: 'quit', about: 'quit at once' } as const;

const GAP = 2;
const MAX_COLUMN_WIDTH = 60;

/** In narrower columns, every cell counts. */
const ALIGNED_FROM = 30;
