import { Box } from 'ink';
import { useTheme } from '../hooks/use-theme.ts';
import { TruncatedText, WrappedText } from './fitted-text.tsx';
import { INPUT_WIDTH } from './layout.ts';
import type { TextField } from './text-field.ts';
import { FramedTextInput } from './text-input.tsx';

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
  const { styles } = useTheme();
  const width = Math.min(columns, INPUT_WIDTH);
  return (
    <Box flexDirection="column" width={width} flexShrink={0}>
      {problem && (
        <WrappedText columns={width} rows={PROBLEM_ROWS} style={styles.bad}>
          {problem}
        </WrappedText>
      )}
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

/** The most that fits on a screen of 12 rows. The advice comes at the end of a message, so it must not be cut early. */
const PROBLEM_ROWS = 5;
