import { Box, Text } from 'ink';
import type { PlayerStatus } from '../../server/room/host-seat.ts';
import type { Size } from '../hooks/use-size.ts';
import { useTheme } from '../hooks/use-theme.ts';
import { type KeyPress, directionOf } from '../keys.ts';
import { TruncatedText } from '../ui/fitted-text.tsx';
import { Select, moveSelection } from '../ui/select.tsx';
import { type TextField, editField, textField, textOf } from '../ui/text-field.ts';
import { TextInput } from '../ui/text-input.tsx';
import { gapFor } from '../ui/layout.ts';
import { formatNumber, pluralize } from '../../text/numbers.ts';
import { widthOf } from '../../text/width.ts';

interface PlayerListProps {
  /** Null while they are unknown. */
  readonly players: readonly PlayerStatus[] | null;
  readonly search: PlayerSearch;
  /** Whether keys change the search. */
  readonly isTyping: boolean;
  readonly size: Size;
}

/** The search typed so far, and the index of the selected match. */
export interface PlayerSearch {
  readonly input: TextField;
  readonly selected: number;
}

/** The list of players, narrowed by what is typed, to open the menu of one or to remove many. */
export function PlayerList({ players, search, isTyping, size }: PlayerListProps) {
  const { styles } = useTheme();
  const matches = matchingPlayers(players ?? [], search);
  const typed = textOf(search.input);
  const gap = gapFor(size.rows);
  return (
    <Box flexDirection="column" rowGap={gap} paddingTop={gap}>
      <Box flexDirection="column" flexShrink={0}>
        <TruncatedText columns={size.columns} style={styles.accent}>
          Players
        </TruncatedText>
        {isTyping ? (
          <Box>
            {typed !== '' && <Text>{LABEL}</Text>}
            <TextInput
              field={search.input}
              placeholder={startText(players)}
              width={size.columns - (typed === '' ? 0 : LABEL.length)}
            />
          </Box>
        ) : (
          <TruncatedText columns={size.columns}>
            {typed === '' ? startText(players) : LABEL + typed}
          </TruncatedText>
        )}
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
          {(player, isSelected) => (
            <PlayerRow player={player} isSelected={isSelected} columns={size.columns - 4} />
          )}
        </Select>
      )}
    </Box>
  );
}

const LABEL = 'Search: ';

interface PlayerRowProps {
  readonly player: PlayerStatus;
  readonly isSelected: boolean;
  readonly columns: number;
}

/** A player with the address, if there is room for both. */
function PlayerRow({ player: { name, connected, kicked, address }, isSelected, columns }: PlayerRowProps) {
  const { styles } = useTheme();
  const labelHere = connected ? name : `${name} (away)`;
  const label = kicked ? `${name} (kicked)` : labelHere;
  const room = columns - LABEL_COLUMNS - GAP;
  const hasRoom = address !== null && widthOf(address) <= room;
  return (
    <>
      <Box width={hasRoom ? LABEL_COLUMNS + GAP : columns} flexShrink={0}>
        <TruncatedText columns={hasRoom ? LABEL_COLUMNS : columns} style={isSelected ? styles.selected : {}}>
          {label}
        </TruncatedText>
      </Box>
      {hasRoom && (
        <TruncatedText columns={room} style={styles.faint}>
          {address}
        </TruncatedText>
      )}
    </>
  );
}

/** The longest name, and `(kicked)`. */
const LABEL_COLUMNS = 33;
const GAP = 2;

function startText(players: readonly PlayerStatus[] | null): string {
  if (players === null) return 'Type to search.';
  const away = countRemoved(players, { type: 'remove-away' });
  const kicked = players.filter((player) => player.kicked).length;
  const counts = [
    pluralize(players.length - kicked, 'player'),
    ...(away > 0 ? [`${formatNumber(away)} away`] : []),
    ...(kicked > 0 ? [`${formatNumber(kicked)} kicked`] : []),
  ];
  return `${counts.join(', ')}. Type to search.`;
}

export const emptySearch: PlayerSearch = { input: textField(), selected: 0 };

/** The players whose names contain what was typed, ignoring case. */
export function matchingPlayers(
  players: readonly PlayerStatus[],
  { input }: PlayerSearch,
): readonly PlayerStatus[] {
  const part = textOf(input).toLowerCase();
  return part === '' ? players : players.filter(({ name }) => name.toLowerCase().includes(part));
}

/** A command that removes many players at once: all who are away, or all from one address. */
export type Removal =
  { readonly type: 'remove-away' } | { readonly type: 'remove-address'; readonly address: string };

/** The removals that are possible now: all players who are away, and all players from the selected player's address. */
export function possibleRemovals(players: readonly PlayerStatus[], search: PlayerSearch): Removal[] {
  const away: Removal[] = players.some(isAway) ? [{ type: 'remove-away' }] : [];
  const address = selectedPlayer(players, search)?.network ?? null;
  return address === null ? away : [...away, { type: 'remove-address', address }];
}

/** The keys that ask for a removal. */
export const removalKeys = { 'remove-away': 'control-a', 'remove-address': 'control-x' } as const;

/** Asks whether to remove that many players; the longest question first. */
export function removalQuestions(removal: Removal, players: readonly PlayerStatus[]): string[] {
  const count = countRemoved(players, removal);
  const all = `Remove ${pluralize(count, 'player')}`;
  if (removal.type === 'remove-away') {
    const verb = count === 1 ? 'is' : 'are';
    return [`${all} who ${verb} away?`, `Remove ${count} who ${verb} away?`, `${all}?`];
  }
  return [`${all} from ${removal.address}?`, `Remove ${count} from ${removal.address}?`, `${all}?`];
}

function countRemoved(players: readonly PlayerStatus[], removal: Removal): number {
  if (removal.type === 'remove-away') return players.filter(isAway).length;
  return players.filter(({ kicked, network }) => !kicked && network === removal.address).length;
}

function isAway({ connected, kicked }: PlayerStatus): boolean {
  return !connected && !kicked;
}

/** Returns the selected player, among those that match the search. */
export function selectedPlayer(
  players: readonly PlayerStatus[],
  search: PlayerSearch,
): PlayerStatus | undefined {
  const matches = matchingPlayers(players, search);
  return matches[Math.min(search.selected, matches.length - 1)];
}

/** Moves the selection or edits the search. `matches`: how many players match now. */
export function pressInSearch(search: PlayerSearch, keyPress: KeyPress, matches: number): PlayerSearch {
  const direction = directionOf(keyPress);
  const isSideways = direction === 'left' || direction === 'right';
  if (direction && !isSideways) {
    return { ...search, selected: moveSelection(search.selected, matches, direction, PAGE) };
  }
  const input = editField(search.input, keyPress);
  return textOf(input) === textOf(search.input) ? { ...search, input } : { input, selected: 0 };
}

const PAGE = 10;
