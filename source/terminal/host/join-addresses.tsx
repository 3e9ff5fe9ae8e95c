import { Box, Text } from 'ink';
import type { Size } from '../hooks/use-size.ts';
import { useTheme } from '../hooks/use-theme.ts';
import { type JoinCommand, type JoinInfo, fittingCommand } from '../stage/join-info.ts';
import { TruncatedText, WrappedText } from '../ui/fitted-text.tsx';
import { widthOf, wrap } from '../../text/width.ts';

interface JoinAddressesProps {
  readonly joining: JoinInfo;
  readonly size: Size;
}

/** Every command that joins the game, with the network it is for, the best first. */
export function JoinAddresses({ joining: { commands, pin }, size }: JoinAddressesProps) {
  const { styles } = useTheme();
  const { columns, rows } = size;
  const fitting = commands.map((each) => ({ ...each, command: fittingCommand(each.command, pin, columns) }));
  const { shown, isOneLine, gap } = layOut(fitting, { columns, rows: rows - 1 });
  return (
    <Box flexDirection="column" rowGap={gap} paddingTop={gap}>
      <TruncatedText columns={columns} style={styles.strong}>
        {`PIN ${pin}. All ways to join:`}
      </TruncatedText>
      {shown.map(({ command, network }) =>
        isOneLine(command, network) ? (
          <Box key={command} flexShrink={0}>
            <Text {...styles.accent}>{command}</Text>
            <TruncatedText columns={columns - widthOf(command)} style={styles.faint}>
              {INDENT + network}
            </TruncatedText>
          </Box>
        ) : (
          <Box key={command} flexDirection="column" flexShrink={0}>
            <WrappedText columns={columns} style={styles.accent}>
              {command}
            </WrappedText>
            <TruncatedText columns={columns} style={styles.faint}>
              {INDENT + network}
            </TruncatedText>
          </Box>
        ),
      )}
      {shown.length < commands.length && (
        <TruncatedText columns={columns}>{`and ${commands.length - shown.length} more`}</TruncatedText>
      )}
    </Box>
  );
}

const INDENT = '  ';

interface AddressLayout {
  readonly shown: readonly JoinCommand[];
  /** Whether a network fits on the line of its command. */
  readonly isOneLine: (command: string, network: string) => boolean;
  readonly gap: 0 | 1;
}

/** Leaves gaps, and gives networks lines of their own, if everything fits. Otherwise leaves a line to count what does not. */
function layOut(commands: readonly JoinCommand[], { columns, rows }: Size): AddressLayout {
  const rowsBelow = ({ command }: JoinCommand) => wrap(command, columns).length + 1;
  const spacious = commands.reduce((sum, each) => sum + 1 + rowsBelow(each), 1);
  if (spacious <= rows) return { shown: commands, isOneLine: () => false, gap: 1 };
  const isOneLine = (command: string, network: string) => widthOf(command + INDENT + network) <= columns;
  let used = 0;
  const ends = commands.map((each) => (used += isOneLine(each.command, each.network) ? 1 : rowsBelow(each)));
  const shown = used <= rows ? commands : commands.slice(0, ends.filter((end) => end <= rows - 1).length);
  return { shown, isOneLine, gap: 0 };
}
