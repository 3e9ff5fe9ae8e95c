import { Box, type DOMElement, Text, measureElement, useCursor } from 'ink';
import { type RefObject, useContext, useLayoutEffect, useRef, useState } from 'react';
import { SpeakerContext } from '../aloud/speaker.ts';
import { useTheme } from '../hooks/use-theme.ts';
import { TruncatedText } from './fitted-text.tsx';
import type { TextField } from './text-field.ts';
import { truncate, widthOf } from '../../text/width.ts';

interface FramedTextInputProps {
  /** Null on screens that take no input. */
  readonly field: TextField | null;
  readonly columns: number;
  /** Shown while the field is empty. */
  readonly placeholder?: string | undefined;
  /** A remark at the right end of the frame. */
  readonly aside?: string;
  /** A text that can no longer be changed, instead of the field. */
  readonly fixed?: string | null;
}

/** A text input in a frame. A screen reader reads only a fixed text here: text being typed is read elsewhere. */
export function FramedTextInput({
  field,
  columns,
  placeholder,
  aside = '',
  fixed = null,
}: FramedTextInputProps) {
  const { ascii, styles } = useTheme();
  const isAloud = useContext(SpeakerContext) !== null;
  if (isAloud) return fixed === null ? null : <Text>{fixed}</Text>;
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
      {fixed !== null && (
        <TruncatedText columns={columns - 4 - asideWidth} style={styles.strong}>
          {fixed}
        </TruncatedText>
      )}
      {fixed === null && field && <TextInput {...{ field, placeholder }} width={columns - 4 - asideWidth} />}
      {aside !== '' && <Text {...styles.faint}>{aside}</Text>}
    </Box>
  );
}

export const FRAMED_INPUT_ROWS = 3;

interface TextInputProps {
  readonly field: TextField;
  readonly width: number;
  readonly placeholder?: string | undefined;
}

/** The visible part of a text field, with the terminal's own cursor, where input methods show what is being composed. */
export function TextInput({ field, width, placeholder = '' }: TextInputProps) {
  const { styles, symbols } = useTheme();
  const { before, under, after } = visiblePart(field, width - 1);
  const box = useCursorAt(widthOf(before));
  return (
    <Box ref={box} flexShrink={0}>
      {field.characters.length === 0 && placeholder !== '' ? (
        <Text {...styles.faint}>{truncate(placeholder, width, symbols.ellipsis)}</Text>
      ) : (
        <Text wrap="truncate-end">{before + (under || ' ') + after}</Text>
      )}
    </Box>
  );
}

/** Shows the cursor in this column of a box. Returns the box's ref. */
function useCursorAt(column: number): RefObject<DOMElement | null> {
  const box = useRef<DOMElement>(null);
  const [origin, setOrigin] = useState<Pick<ElementMetrics, 'x' | 'y'> | null>(null);
  const { setCursorPosition } = useCursor();
  setCursorPosition(origin ? { x: origin.x + column, y: origin.y } : undefined);
  // Without dependencies, because anything may have moved the box.
  // oxlint-disable-next-line react-hooks/exhaustive-deps
  useLayoutEffect(() => {
    if (!box.current) return;
    const { x, y } = measureElement(box.current);
    if (origin?.x !== x || origin.y !== y) setOrigin({ x, y });
  });
  return box;
}

type ElementMetrics = ReturnType<typeof measureElement>;

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
