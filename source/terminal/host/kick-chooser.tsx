import { Box, Text } from 'ink';
import type { HostedPlayer } from '../../server/room/host-seat.ts';
import type { Size } from '../hooks/use-size.ts';
import { useTheme } from '../hooks/use-theme.ts';
import { type Stroke, directionOf } from '../keys.ts';
import { Line } from '../ui/line.tsx';
import { Select, moveSelection } from '../ui/select.tsx';
import { type TextField, editField, textField, textOf } from '../ui/text-field.ts';
import { counted } from '../../text/numbers.ts';

/** Whom the host is about to remove. */
export interface KickChoice {
  readonly filter: TextField;
  readonly selected: number;
}

export const noKickChoice: KickChoice = { filter: textField(), selected: 0 };

/** The players whose names hold what was typed, in any case. */
export function matchingPlayers(
  players: readonly HostedPlayer[],
  { filter }: KickChoice,
): readonly HostedPlayer[] {
  const part = textOf(filter).toLowerCase();
  return part === '' ? players : players.filter(({ name }) => name.toLowerCase().includes(part));
}

/** The choice after a key that moves or types. */
export function changeKickChoice(choice: KickChoice, stroke: Stroke, matches: number): KickChoice {
  const direction = directionOf(stroke);
  const isAcross = direction === 'left' || direction === 'right';
  if (direction && !isAcross) {
    return { ...choice, selected: moveSelection(choice.selected, matches, direction, PAGE) };
  }
  const filter = editField(choice.filter, stroke);
  return textOf(filter) === textOf(choice.filter) ? { ...choice, filter } : { filter, selected: 0 };
}

const PAGE = 10;

interface KickChooserProps {
  readonly players: readonly HostedPlayer[];
  readonly choice: KickChoice;
  readonly size: Size;
}

/** The players to choose from, those that match what is typed. */
export function KickChooser({ players, choice, size }: KickChooserProps) {
  const { styles } = useTheme();
  const matches = matchingPlayers(players, choice);
  const typed = textOf(choice.filter);
  const gap = size.rows >= 14 ? 1 : 0;
  return (
    <Box flexDirection="column" rowGap={gap} paddingTop={gap}>
      <Box flexDirection="column" flexShrink={0}>
        <Line columns={size.columns} style={styles.accent}>
          Remove a player
        </Line>
        <Line columns={size.columns}>
          {typed === '' ? `${counted(players.length, 'player')}, type to search` : `Search: ${typed}`}
        </Line>
      </Box>
      {matches.length === 0 ? (
        <Text>Nobody by that name.</Text>
      ) : (
        <Select
          items={matches}
          selected={Math.min(choice.selected, matches.length - 1)}
          rows={size.rows - 2 - 2 * gap}
          keyOf={({ name }) => name}
        >
          {({ name, connected }, isSelected) => (
            <Line columns={size.columns - 4} style={isSelected ? styles.selected : {}}>
              {connected ? name : `${name} (away)`}
            </Line>
          )}
        </Select>
      )}
    </Box>
  );
}
