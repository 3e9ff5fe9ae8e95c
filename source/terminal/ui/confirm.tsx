import { Box, Text } from 'ink';
import { useTheme } from '../hooks/use-theme.ts';
import { KeyHints } from './key-hints.tsx';
import { truncate } from '../../text/width.ts';

interface ConfirmProps {
  readonly question: string;
  readonly columns: number;
}

/** A question in the footer that is answered with y or n. */
export function Confirm({ question, columns }: ConfirmProps) {
  const { styles, symbols } = useTheme();
  return (
    <Box columnGap={2}>
      <Text
        {...styles.noticeBadge}
      >{` ${truncate(question, columns - HINTS_WIDTH - 4, symbols.ellipsis)} `}</Text>
      <KeyHints hints={HINTS} columns={HINTS_WIDTH} />
    </Box>
  );
}

const HINTS = [
  { key: 'y', label: 'yes' },
  { key: 'n', label: 'no' },
];
const HINTS_WIDTH = 15;
