import { Box } from 'ink';
import { useEffect, useState } from 'react';
import type { Size } from '../../hooks/use-size.ts';
import { useStore } from '../../hooks/use-store.ts';
import { useTheme } from '../../hooks/use-theme.ts';
import {
  type GameList,
  type ListedGame,
  type Prompt,
  type Purpose,
  purposeTitles,
  selectedIndex,
} from './join-state.ts';
import type { Theme } from '../../theme.ts';
import { Frame, contentSize, footerColumns } from '../../ui/frame.tsx';
import { type KeyHint, KeyHints } from '../../ui/key-hints.tsx';
import { TruncatedText, WrappedText } from '../../ui/fitted-text.tsx';
import { Select } from '../../ui/select.tsx';
import { gapFor } from '../../ui/layout.ts';
import { truncate, widthOf, wrap } from '../../../text/width.ts';

interface GameChooserProps {
  readonly prompt: Prompt;
  readonly games: GameList;
  readonly purpose: Purpose;
  readonly size: Size;
}

/** The games found on the network, to choose one of them or type an address instead. */
export function GameChooser({ prompt, games, purpose, size }: GameChooserProps) {
  const { styles, symbols } = useTheme();
  const listed = useStore(games);
  const isLate = useIsLate(USUALLY_FOUND_MS);
  const { columns, rows } = contentSize(size);
  const gap = gapFor(rows);
  const error = wrap(prompt.error ?? '', columns, prompt.error === undefined ? 0 : 3, symbols.ellipsis);
  const heading = listed.length > 0 ? 'Games on this network' : `Looking for games${symbols.ellipsis}`;
  const hint = listed.length === 0 && isLate ? LATE_HINT : HINT;
  const texts = [error, wrap(heading, columns), wrap(hint, columns)].filter(({ length }) => length > 0);
  const listRows = rows - texts.flat().length - (texts.length + 1) * gap;
  const hints = hintsFor(listed.length, purpose, symbols.updown);
  return (
    <Frame
      size={size}
      title={purposeTitles[purpose]}
      footer={<KeyHints hints={hints} columns={footerColumns(size)} />}
    >
      <Box flexDirection="column" rowGap={gap} paddingTop={gap}>
        {prompt.error !== undefined && (
          <WrappedText columns={columns} rows={error.length} style={styles.bad}>
            {prompt.error}
          </WrappedText>
        )}
        <WrappedText columns={columns} style={styles.strong}>
          {heading}
        </WrappedText>
        {listed.length > 0 && (
          <Select
            items={listed}
            selected={selectedIndex(listed, prompt)}
            rows={listRows}
            keyOf={({ address }) => address}
          >
            {(game, isSelected) => (
              <TruncatedText columns={columns - 2} style={isSelected ? styles.selected : {}}>
                {labelOf(game, columns - 2, symbols)}
              </TruncatedText>
            )}
          </Select>
        )}
        <WrappedText columns={columns}>{hint}</WrappedText>
      </Box>
    </Frame>
  );
}

const HINT = "Or type an address: it's on the host's screen.";
const LATE_HINT = "Nothing found yet. Type an address: it's on the host's screen.";

/** Games usually reply within a second. After this long there may be none, or the network may block the search. */
const USUALLY_FOUND_MS = 3000;

/** Whether the component has been on the screen for this long. */
function useIsLate(afterMs: number): boolean {
  const [isLate, setIsLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsLate(true), afterMs);
    return () => clearTimeout(timer);
  }, [afterMs]);
  return isLate;
}

/** Shortens the title rather than the address. */
function labelOf({ title, address }: ListedGame, columns: number, symbols: Theme['symbols']): string {
  const end = ` ${symbols.dash} ${address}`;
  return truncate(title, Math.max(MIN_TITLE_WIDTH, columns - widthOf(end)), symbols.ellipsis) + end;
}

const MIN_TITLE_WIDTH = 8;

function hintsFor(games: number, purpose: Purpose, updown: string): KeyHint[] {
  return [
    ...(games > 0 ? [{ key: 'Enter', label: purpose }] : []),
    ...(games > 1 ? [{ key: updown, label: 'select' }] : []),
    { key: 'Esc', label: 'leave' },
  ];
}
