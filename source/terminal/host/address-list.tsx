import { Box } from 'ink';
import { Line } from '../components/line.tsx';
import type { Size } from '../hooks/use-size.ts';
import { useTheme } from '../hooks/use-theme.ts';
import { type HostJoining, fittingCommand } from './host-joining.ts';

interface AddressListProps {
  readonly joining: HostJoining;
  readonly size: Size;
}

/** All addresses to join by, with the networks that they are for, the best first. */
export function AddressList({ joining: { commands, pin }, size }: AddressListProps) {
  const { styles } = useTheme();
  const { columns, rows } = size;
  const gap = rows >= 14 ? 1 : 0;
  const fitting = (room: number) => Math.max(1, Math.floor((room + gap) / (ROWS_EACH + gap)));
  const room = rows - 1 - 2 * gap;
  const shown = commands.length <= fitting(room) ? commands.length : fitting(room - 1 - gap);
  return (
    <Box flexDirection="column" rowGap={gap} paddingTop={gap}>
      <Line columns={columns} style={styles.strong}>
        {`Join by the one you can reach, PIN ${pin}`}
      </Line>
      {commands.slice(0, shown).map(({ command, network }) => (
        <Box key={command} flexDirection="column" flexShrink={0}>
          <Line columns={columns} style={styles.accent}>
            {fittingCommand(command, pin, columns)}
          </Line>
          <Line columns={columns} style={styles.faint}>
            {`  ${network}`}
          </Line>
        </Box>
      ))}
      {shown < commands.length && <Line columns={columns}>{`and ${commands.length - shown} more`}</Line>}
    </Box>
  );
}

/** The command, and the network below it. */
const ROWS_EACH = 2;
