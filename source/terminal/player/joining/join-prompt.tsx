import type { Size } from '../../hooks/use-size.ts';
import { useTheme } from '../../hooks/use-theme.ts';
import { GameChooser } from './game-chooser.tsx';
import { type GameList, type JoinField, type Prompt, showsGameList } from './join-state.ts';
import type { Theme } from '../../theme.ts';
import { Centred } from '../../ui/centred.tsx';
import { Frame, contentSize, footerColumns } from '../../ui/frame.tsx';
import { type KeyHint, KeyHints } from '../../ui/key-hints.tsx';
import { TextPrompt } from '../../ui/text-prompt.tsx';

interface JoinPromptProps {
  readonly prompt: Prompt;
  /** Undefined if nothing searches for games. */
  readonly games?: GameList | undefined;
  readonly size: Size;
}

/** Asks for the address, the PIN or the name. */
export function JoinPrompt({ prompt, games, size }: JoinPromptProps) {
  const { symbols } = useTheme();
  const { columns, rows } = contentSize(size);
  if (games && showsGameList(prompt)) return <GameChooser {...{ prompt, games, size }} />;
  const { asksFor, input, error } = prompt;
  const hints = hintsFor(asksFor, games !== undefined);
  return (
    <Frame size={size} title="Join a game" footer={<KeyHints hints={hints} columns={footerColumns(size)} />}>
      <Centred rows={rows} horizontally>
        <TextPrompt {...textsFor(asksFor, symbols)} problem={error} field={input} columns={columns} />
      </Centred>
    </Frame>
  );
}

function textsFor(field: JoinField, { ellipsis }: Theme['symbols']) {
  switch (field) {
    case 'address':
      return { label: "Game address (on the host's screen)", hint: `192.168.1.20 or ws://${ellipsis}` };
    case 'pin':
      return { label: 'PIN', hint: "It's on the host's screen" };
    case 'name':
      return { label: 'Your name', hint: 'How others will see you' };
  }
}

function hintsFor(field: JoinField, hasGameList: boolean): KeyHint[] {
  const suggest = field === 'name' ? [{ key: 'Tab', label: 'suggest' }] : [];
  const back = field === 'address' && !hasGameList ? [] : [{ key: 'Esc', label: 'back' }];
  return [{ key: 'Enter', label: 'continue' }, ...suggest, ...back, { key: 'Ctrl+C', label: 'leave' }];
}
