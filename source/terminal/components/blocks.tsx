import { Text, Transform } from 'ink';
import { useTheme } from '../hooks/use-theme.ts';
import type { TextStyle } from '../theme.ts';

interface BlocksProps {
  /** One line: `#` for a filled cell, `.` for the track of a bar, or a space. */
  readonly children: string;
  readonly style: TextStyle;
}

/**
 * A line of block characters. Ink measures each character that is not ASCII several times a frame, which makes digits and
 * bars the dearest part of a screen: so the blocks come in behind it.
 */
export function Blocks({ children, style }: BlocksProps) {
  const { symbols } = useTheme();
  return (
    <Transform transform={(line) => line.replaceAll('#', symbols.full).replaceAll('.', symbols.rest)}>
      <Text {...style}>{children}</Text>
    </Transform>
  );
}
