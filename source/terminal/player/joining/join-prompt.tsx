import type { Size } from '../../hooks/use-size.ts';
import { useTheme } from '../../hooks/use-theme.ts';
import { GameChooser } from './game-chooser.tsx';
import { type Detail, type GameList, type Prompt, showsGames } from './join-state.ts';
import type { Theme } from '../../theme.ts';
import { Centred } from '../../ui/centred.tsx';
import { Frame, contentSize, footerColumns } from '../../ui/frame.tsx';
import { type KeyHint, KeyHints } from '../../ui/key-hints.tsx';
import { TextPrompt } from '../../ui/text-prompt.tsx';

interface JoinPromptProps {
  readonly prompt: Prompt;
  /** Those found on the network; undefined where nobody looks for any. */
  readonly games?: GameList | undefined;
  readonly size: Size;
}

/** Asks for the address, the PIN or the name. */
export function JoinPrompt({ prompt, games, size }: JoinPromptProps) {
  const { symbols } = useTheme();
  const { columns, rows } = contentSize(size);
  if (games && showsGames(prompt)) return <GameChooser {...{ prompt, games, size }} />;
  const { label, hint } = promptFor(prompt.detail, symbols);
  return (
    <Frame
      size={size}
      title="Join a game"
      footer={<KeyHints hints={hintsFor(prompt.detail, games !== undefined)} columns={footerColumns(size)} />}
    >
      <Centred rows={rows} horizontally>
        <TextPrompt
          label={label}
          hint={hint}
          problem={prompt.problem}
          field={prompt.field}
          columns={columns}
        />
      </Centred>
    </Frame>
  );
}

function promptFor(detail: Detail, { ellipsis }: Theme['symbols']) {
  switch (detail) {
    case 'address':
      return {
        label: 'Address of the game',
        hint: `192.168.1.20 or ws://${ellipsis}: it is on the host screen`,
      };
    case 'pin':
      return { label: 'PIN', hint: 'It is on the host screen' };
    case 'name':
      return { label: 'Your name', hint: 'As the others will see it' };
  }
}

function hintsFor(detail: Detail, hasGames: boolean): KeyHint[] {
  const suggest = detail === 'name' ? [{ key: 'Tab', label: 'suggest' }] : [];
  const back = detail === 'address' && !hasGames ? [] : [{ key: 'Esc', label: 'back' }];
  return [{ key: 'Enter', label: 'go on' }, ...suggest, ...back, { key: 'Ctrl+C', label: 'leave' }];
}
