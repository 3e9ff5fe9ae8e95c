import { Text, Transform } from 'ink';
import { useTheme } from '../hooks/use-theme.ts';
import type { TextStyle } from '../theme.ts';

interface BlocksProps {
  /** One line: `#` for a filled cell of a digit, `=` for one of a bar, `.` for a bar's track, or a space. */
  readonly children: string;
  readonly style: TextStyle;
}

/**
 * A line of block characters. Ink measures each character that is not ASCII several times a frame, which makes digits and
 * bars the dearest part of a screen: so the blocks come in behind it.
 */
export function Blocks({ children, style }: BlocksProps) {
  const { symbols } = useTheme();
  const draw = (line: string) =>
    line.replaceAll('#', symbols.full).replaceAll('=', symbols.bar).replaceAll('.', symbols.rest);
  return (
    <Transform transform={draw}>
      <Text {...style}>{children}</Text>
    </Transform>
  );
}
