import { Box, Text } from 'ink';
import type { PlayerStatus } from '../../server/room/host-seat.ts';
import type { Size } from '../hooks/use-size.ts';
import { useTheme } from '../hooks/use-theme.ts';
import { type KeyPress, directionOf } from '../keys.ts';
import { TruncatedText } from '../ui/fitted-text.tsx';
import { Select, moveSelection } from '../ui/select.tsx';
import { type TextField, editField, textField, textOf } from '../ui/text-field.ts';
import { gapFor } from '../ui/layout.ts';
import { pluralize } from '../../text/numbers.ts';

interface KickChooserProps {
  /** Null while they are unknown. */
  readonly players: readonly PlayerStatus[] | null;
  readonly search: KickSearch;
  readonly size: Size;
}

/** The search typed so far, and the index of the selected match. */
export interface KickSearch {
  readonly input: TextField;
  readonly selected: number;
}

/** A list of players to kick one from, narrowed by what is typed. */
export function KickChooser({ players, search, size }: KickChooserProps) {
  const { styles } = useTheme();
  const matches = matchingPlayers(players ?? [], search);
  const typed = textOf(search.input);
  const gap = gapFor(size.rows);
  return (
    <Box flexDirection="column" rowGap={gap} paddingTop={gap}>
      <Box flexDirection="column" flexShrink={0}>
        <TruncatedText columns={size.columns} style={styles.accent}>
          Kick a player
        </TruncatedText>
        <TruncatedText columns={size.columns}>
          {typed === '' ? startText(players) : `Search: ${typed}`}
        </TruncatedText>
      </Box>
      {players === null ? null : matches.length === 0 ? (
        <Text>{typed === '' ? 'Nobody has joined yet.' : 'No player by that name.'}</Text>
      ) : (
        <Select
          items={matches}
          selected={Math.min(search.selected, matches.length - 1)}
          rows={size.rows - 2 - 2 * gap}
          keyOf={({ name }) => name}
        >
          {({ name, connected }, isSelected) => (
            <TruncatedText columns={size.columns - 4} style={isSelected ? styles.selected : {}}>
              {connected ? name : `${name} (away)`}
            </TruncatedText>
          )}
        </Select>
      )}
    </Box>
  );
}

function startText(players: readonly PlayerStatus[] | null): string {
  return players === null ? 'Type to search.' : `${pluralize(players.length, 'player')}. Type to search.`;
}

export const emptyKickSearch: KickSearch = { input: textField(), selected: 0 };

/** The players whose names contain what was typed, ignoring case. */
export function matchingPlayers(
  players: readonly PlayerStatus[],
  { input }: KickSearch,
): readonly PlayerStatus[] {
  const part = textOf(input).toLowerCase();
  return part === '' ? players : players.filter(({ name }) => name.toLowerCase().includes(part));
}

/** Moves the selection or edits the search. `matches`: how many players match now. */
export function pressInKickSearch(search: KickSearch, keyPress: KeyPress, matches: number): KickSearch {
  const direction = directionOf(keyPress);
  const isSideways = direction === 'left' || direction === 'right';
  if (direction && !isSideways) {
    return { ...search, selected: moveSelection(search.selected, matches, direction, PAGE) };
  }
  const input = editField(search.input, keyPress);
  return textOf(input) === textOf(search.input) ? { ...search, input } : { input, selected: 0 };
}

const PAGE = 10;
