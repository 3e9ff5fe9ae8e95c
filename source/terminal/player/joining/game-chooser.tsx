import { Box } from 'ink';
import { useEffect, useState } from 'react';
import type { Size } from '../../hooks/use-size.ts';
import { useStore } from '../../hooks/use-store.ts';
import { useTheme } from '../../hooks/use-theme.ts';
import { type GameList, type ListedGame, type Prompt, pointedAt } from './join-state.ts';
import { Frame, contentSize, footerColumns } from '../../ui/frame.tsx';
import { type KeyHint, KeyHints } from '../../ui/key-hints.tsx';
import { TruncatedText, WrappedText } from '../../ui/fitted-text.tsx';
import { Select } from '../../ui/select.tsx';
import { truncate, widthOf, wrap } from '../../../text/width.ts';
import { gapFor } from '../../ui/layout.ts';

/** Games answer within a second; where none did for so long there may be none, or a network that passes no questions on. */
const USUALLY_FOUND_MS = 3000;

interface GameChooserProps {
  readonly prompt: Prompt;
  readonly games: GameList;
  readonly size: Size;
}

/** The games found on the network, to choose one, and that an address can be typed as well. */
export function GameChooser({ prompt, games, size }: GameChooserProps) {
  const { styles, symbols } = useTheme();
  const found = useStore(games);
  const isLate = useIsLate(USUALLY_FOUND_MS);
  const { columns, rows } = contentSize(size);
  const gap = gapFor(rows);
  const problem = wrap(prompt.problem ?? '', columns, prompt.problem === undefined ? 0 : 3, symbols.ellipsis);
  const heading = headingFor(found.length, isLate, symbols.ellipsis);
  const texts = [problem, wrap(heading, columns), wrap(TYPE_HINT, columns)].filter(
    ({ length }) => length > 0,
  );
  const around = texts.flat().length + (texts.length + 1) * gap;
  return (
    <Frame
      size={size}
      title="Join a game"
      footer={<KeyHints hints={hintsFor(found.length, symbols.updown)} columns={footerColumns(size)} />}
    >
      <Box flexDirection="column" rowGap={gap} paddingTop={gap}>
        {prompt.problem !== undefined && (
          <WrappedText columns={columns} rows={problem.length} style={styles.bad}>
            {prompt.problem}
          </WrappedText>
        )}
        <WrappedText columns={columns} style={styles.strong}>
          {heading}
        </WrappedText>
        {found.length > 0 && (
          <Select
            items={found}
            selected={pointedAt(found, prompt)}
            rows={rows - around}
            keyOf={({ address }) => address}
          >
            {(game, isSelected) => (
              <TruncatedText columns={columns - 2} style={isSelected ? styles.selected : {}}>
                {labelOf(game, columns - 2, symbols)}
              </TruncatedText>
            )}
          </Select>
        )}
        <WrappedText columns={columns}>{TYPE_HINT}</WrappedText>
      </Box>
    </Frame>
  );
}

const TYPE_HINT = 'Or type an address: it is on the host screen.';

/** Whether so much time has passed since this is on the screen. */
function useIsLate(afterMs: number): boolean {
  const [isLate, setIsLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsLate(true), afterMs);
    return () => clearTimeout(timer);
  }, [afterMs]);
  return isLate;
}

function headingFor(found: number, isLate: boolean, ellipsis: string): string {
  if (found > 0) return 'Games on this network';
  return isLate
    ? `No game found on this network so far${ellipsis}`
    : `Looking for games on this network${ellipsis}`;
}

/** The title is cut before the address is. */
function labelOf(
  { title, address }: ListedGame,
  columns: number,
  { dash, ellipsis }: { readonly dash: string; readonly ellipsis: string },
): string {
  const end = ` ${dash} ${address}`;
  return truncate(title, Math.max(SHORTEST_TITLE, columns - widthOf(end)), ellipsis) + end;
}

const SHORTEST_TITLE = 8;

function hintsFor(found: number, updown: string): KeyHint[] {
  return [
    ...(found > 0 ? [{ key: 'Enter', label: 'join' }] : []),
    ...(found > 1 ? [{ key: updown, label: 'choose' }] : []),
    { key: 'Ctrl+C', label: 'leave' },
  ];
}
