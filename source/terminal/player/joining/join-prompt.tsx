import { Box } from 'ink';
import type { Size } from '../../hooks/use-size.ts';
import { useTheme } from '../../hooks/use-theme.ts';
import { GameChooser } from './game-chooser.tsx';
import {
  type GameList,
  type JoinField,
  type Prompt,
  type Purpose,
  purposeTitles,
  showsGameList,
} from './join-state.ts';
import { Centred } from '../../ui/centred.tsx';
import { Frame, contentSize, footerColumns } from '../../ui/frame.tsx';
import { type KeyHint, KeyHints } from '../../ui/key-hints.tsx';
import { TruncatedText, WrappedText } from '../../ui/fitted-text.tsx';
import { INPUT_WIDTH } from '../../ui/layout.ts';
import { type TextField, textOf } from '../../ui/text-field.ts';
import { FramedTextInput } from '../../ui/text-input.tsx';

interface JoinPromptProps {
  readonly prompt: Prompt;
  /** Undefined if nothing searches for games. */
  readonly games?: GameList | undefined;
  /** What the game is for. Default: to join it. */
  readonly purpose?: Purpose | undefined;
  readonly size: Size;
}

/** Asks for the address, the PIN or the name. */
export function JoinPrompt({ prompt, games, purpose = 'join', size }: JoinPromptProps) {
  const { symbols } = useTheme();
  const { columns, rows } = contentSize(size);
  if (games && showsGameList(prompt)) return <GameChooser {...{ prompt, games, purpose, size }} />;
  const { asksFor, input, suggestion, error } = prompt;
  const hints = hintsFor(asksFor, games !== undefined);
  return (
    <Frame
      size={size}
      title={purposeTitles[purpose]}
      footer={<KeyHints hints={hints} columns={footerColumns(size)} />}
    >
      <Centred rows={rows} horizontally>
        <TextPrompt
          {...promptTexts(prompt, symbols.ellipsis)}
          problem={error}
          field={input}
          placeholder={suggestion}
          columns={columns}
        />
      </Centred>
    </Frame>
  );
}

/** What each prompt asks for, and a hint. */
export function promptTexts({ asksFor, input, suggestion }: Prompt, ellipsis: string) {
  switch (asksFor) {
    case 'address':
      return { label: "Game address (on the host's screen)", hint: `192.168.1.20 or ws://${ellipsis}` };
    case 'pin':
      return { label: 'PIN', hint: "It's on the host's screen" };
    case 'name': {
      const isSuggesting = suggestion !== undefined && textOf(input).trim() === '';
      return {
        label: 'Your name',
        hint: isSuggesting ? 'Enter: the name you used last time' : 'How others will see you',
      };
    }
  }
}

function hintsFor(field: JoinField, hasGameList: boolean): KeyHint[] {
  const suggest = field === 'name' ? [{ key: 'Tab', label: 'suggest' }] : [];
  const back = field === 'address' && !hasGameList ? [] : [{ key: 'Esc', label: 'back' }];
  return [{ key: 'Enter', label: 'continue' }, ...suggest, ...back, { key: 'Ctrl+C', label: 'leave' }];
}

interface TextPromptProps {
  readonly label: string;
  readonly hint?: string | undefined;
  /** Why the previous entry was rejected. */
  readonly problem?: string | undefined;
  readonly field: TextField;
  /** Shown while the field is empty. */
  readonly placeholder?: string | undefined;
  readonly columns: number;
}

/** Asks for a line of text: the problem with the previous entry, a label, the field and a hint. */
function TextPrompt({ label, hint, problem, field, placeholder, columns }: TextPromptProps) {
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
      <FramedTextInput field={field} placeholder={placeholder} columns={width} />
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
