import { Box, Text } from 'ink';
import { useTheme } from '../hooks/use-theme.ts';
import { KeyHints } from './key-hints.tsx';
import { firstThatFits } from './layout.ts';
import { truncate } from '../../text/width.ts';

interface ConfirmProps {
  /** The question in several lengths, longest first. */
  readonly questions: readonly string[];
  readonly columns: number;
}

/** A yes-or-no question in the footer. */
export function Confirm({ questions, columns }: ConfirmProps) {
  const { styles, symbols } = useTheme();
  const room = columns - HINTS_WIDTH - 4;
  const question = firstThatFits(questions, room);
  return (
    <Box columnGap={2}>
      <Text {...styles.noticeBadge}>{` ${truncate(question, room, symbols.ellipsis)} `}</Text>
      <KeyHints hints={HINTS} columns={columns} />
    </Box>
  );
}

const HINTS = [
  { key: 'y', label: 'yes' },
  { key: 'n', label: 'no' },
];
const HINTS_WIDTH = 15;
