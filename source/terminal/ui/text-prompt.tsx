import { Box, Text } from 'ink';
import { useTheme } from '../hooks/use-theme.ts';
import { FramedTextInput } from './text-input.tsx';
import { TruncatedText } from './fitted-text.tsx';
import type { TextField } from './text-field.ts';
import { wrap } from '../../text/width.ts';

interface TextPromptProps {
  readonly label: string;
  readonly hint?: string | undefined;
  /** Why the previous entry was rejected. */
  readonly problem?: string | undefined;
  readonly field: TextField;
  readonly columns: number;
}

/** Asks for a line of text: the problem with the previous entry, a label, the field and a hint. */
export function TextPrompt({ label, hint, problem, field, columns }: TextPromptProps) {
  const { styles, symbols } = useTheme();
  const width = Math.min(columns, MAXIMUM_WIDTH);
  return (
    <Box flexDirection="column" width={width} flexShrink={0}>
      {wrap(problem ?? '', width, problem ? PROBLEM_ROWS : 0, symbols.ellipsis).map((line, row) => (
        <Text key={row} {...styles.bad} wrap="truncate-end">
          {line}
        </Text>
      ))}
      <TruncatedText columns={width} style={styles.strong}>
        {label}
      </TruncatedText>
      <FramedTextInput field={field} columns={width} />
      {hint && (
        <TruncatedText columns={width} style={styles.faint}>
          {hint}
        </TruncatedText>
      )}
    </Box>
  );
}

const MAXIMUM_WIDTH = 60;

/** The most that fits on a screen of 12 rows. The advice comes at the end of a message, so it must not be cut early. */
const PROBLEM_ROWS = 5;
