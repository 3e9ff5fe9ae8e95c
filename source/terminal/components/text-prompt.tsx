import { Box, Text } from 'ink';
import { useTheme } from '../hooks/use-theme.ts';
import { widthOf, wrap } from '../text.ts';
import type { TextField } from './text-field.ts';

interface TextPromptProps {
  readonly label: string;
  readonly hint?: string | undefined;
  /** What is wrong with what was entered before. */
  readonly problem?: string | undefined;
  readonly field: TextField;
  readonly columns: number;
}

/** Asks for a line of text: what for, why again, and the field with its cursor. */
export function TextPrompt({ label, hint, problem, field, columns }: TextPromptProps) {
  const { styles, ascii, symbols } = useTheme();
  const width = Math.min(columns, MAXIMUM_WIDTH);
  return (
    <Box flexDirection="column" width={width} flexShrink={0}>
      {wrap(problem ?? '', width, problem ? 3 : 0, symbols.ellipsis).map((line, row) => (
        <Text key={row} {...styles.bad} wrap="truncate-end">
          {line}
        </Text>
      ))}
      <Text {...styles.strong} wrap="truncate-end">
        {label}
      </Text>
      <Box borderStyle={ascii ? 'classic' : 'round'} paddingX={1} width={width} height={3}>
        <Field field={field} width={width - 4} />
      </Box>
      {hint && (
        <Text {...styles.faint} wrap="truncate-end">
          {hint}
        </Text>
      )}
    </Box>
  );
}

const MAXIMUM_WIDTH = 60;

function Field({ field, width }: { readonly field: TextField; readonly width: number }) {
  const { color, symbols } = useTheme();
  const { before, under, after } = visiblePart(field, width - 1);
  return (
    <Text wrap="truncate-end">
      {before}
      {color ? <Text inverse>{under || ' '}</Text> : symbols.caret + under}
      {after}
    </Text>
  );
}

interface VisiblePart {
  readonly before: string;
  readonly under: string;
  readonly after: string;
}

/** As much as fits around the cursor: first what is in front of it. */
function visiblePart({ characters, cursor }: TextField, width: number): VisiblePart {
  const under = characters[cursor] ?? '';
  let left = width - Math.max(1, widthOf(under));
  const fitting = (character: string) => (left -= widthOf(character)) >= 0;
  const start = characters.slice(0, cursor).findLastIndex((character) => !fitting(character)) + 1;
  const before = characters.slice(start, cursor).join('');
  left = width - Math.max(1, widthOf(under)) - widthOf(before);
  const rest = characters.slice(cursor + 1);
  const end = rest.findIndex((character) => !fitting(character));
  return { before, under, after: rest.slice(0, end === -1 ? rest.length : end).join('') };
}
