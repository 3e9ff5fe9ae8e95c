import { Box } from 'ink';
import { Line } from '../components/line.tsx';
import { Lines } from '../components/lines.tsx';
import type { Size } from '../hooks/use-size.ts';
import { useTheme } from '../hooks/use-theme.ts';
import { wrap } from '../text.ts';
import { type HostJoining, type JoinCommand, fittingCommand } from './host-joining.ts';

interface AddressListProps {
  readonly joining: HostJoining;
  readonly size: Size;
}

/** All addresses to join by, with the networks that they are for, the best first. */
export function AddressList({ joining: { commands, pin }, size }: AddressListProps) {
  const { styles } = useTheme();
  const { columns, rows } = size;
  const gap = rows >= 14 ? 1 : 0;
  const fitting = commands.map((each) => ({ ...each, command: fittingCommand(each.command, pin, columns) }));
  const shown = visibleCommands(fitting, { columns, rows: rows - gap - 1 }, gap);
  return (
    <Box flexDirection="column" rowGap={gap} paddingTop={gap}>
      <Line columns={columns} style={styles.strong}>
        {`PIN ${pin}: join by one you can reach`}
      </Line>
      {shown.map(({ command, network }) => (
        <Box key={command} flexDirection="column" flexShrink={0}>
          <Lines columns={columns} style={styles.accent}>
            {command}
          </Lines>
          <Line columns={columns} style={styles.faint}>
            {`  ${network}`}
          </Line>
        </Box>
      ))}
      {shown.length < commands.length && (
        <Line columns={columns}>{`and ${commands.length - shown.length} more`}</Line>
      )}
    </Box>
  );
}

/** As many as there is room for, each with its network and a gap, and with a line that counts the others. */
function visibleCommands(
  commands: readonly JoinCommand[],
  { columns, rows }: Size,
  gap: number,
): readonly JoinCommand[] {
  let used = 0;
  const ends = commands.map(({ command }) => (used += gap + wrap(command, columns).length + 1));
  return used <= rows ? commands : commands.slice(0, ends.filter((end) => end <= rows - gap - 1).length);
}
