import { Box, Text } from 'ink';
import { useTheme } from '../hooks/use-theme.ts';
import type { TextField } from './text-field.ts';
import { widthOf } from '../../text/width.ts';

interface FramedTextInputProps {
  /** Null on screens that take no input. */
  readonly field: TextField | null;
  readonly columns: number;
  /** A remark at the right end of the frame. */
  readonly aside?: string;
}

/** A text input in a frame. */
export function FramedTextInput({ field, columns, aside = '' }: FramedTextInputProps) {
  const { ascii, styles } = useTheme();
  const asideWidth = aside === '' ? 0 : widthOf(aside) + 1;
  return (
    <Box
      borderStyle={ascii ? 'classic' : 'round'}
      paddingX={1}
      justifyContent="space-between"
      width={columns}
      height={FRAMED_INPUT_ROWS}
      flexShrink={0}
    >
      {field && <TextInput field={field} width={columns - 4 - asideWidth} />}
      {aside !== '' && <Text {...styles.faint}>{aside}</Text>}
    </Box>
  );
}

export const FRAMED_INPUT_ROWS = 3;

interface TextInputProps {
  readonly field: TextField;
  readonly width: number;
}

/** The visible part of a text field, with its cursor. */
export function TextInput({ field, width }: TextInputProps) {
  const { before, under, after } = visiblePart(field, width - 1);
  return (
    <Text wrap="truncate-end">
      {before}
      <Text inverse>{under || ' '}</Text>
      {after}
    </Text>
  );
}

interface VisiblePart {
  readonly before: string;
  readonly under: string;
  readonly after: string;
}

/** The text around the cursor that fits, preferring what is before it. */
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
