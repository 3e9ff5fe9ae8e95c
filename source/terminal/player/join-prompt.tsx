import { Centred } from '../components/centred.tsx';
import { Frame, contentSize } from '../components/frame.tsx';
import { type KeyHint, KeyHints } from '../components/key-hints.tsx';
import { TextPrompt } from '../components/text-prompt.tsx';
import type { Size } from '../hooks/use-size.ts';
import type { Detail, Prompt } from './join-steps.ts';

interface JoinPromptProps {
  readonly prompt: Prompt;
  readonly size: Size;
}

/** Asks for the address, the PIN or the name. */
export function JoinPrompt({ prompt, size }: JoinPromptProps) {
  const { columns, rows } = contentSize(size);
  const { label, hint } = PROMPTS[prompt.detail];
  return (
    <Frame
      size={size}
      title="Join a game"
      footer={<KeyHints hints={hintsFor(prompt.detail)} columns={Math.max(1, size.columns - 2)} />}
    >
      <Centred rows={rows} isAcross>
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

const PROMPTS: Readonly<Record<Detail, { readonly label: string; readonly hint: string }>> = {
  address: { label: 'Address of the game', hint: '192.168.1.20 or ws://…: it is on the host screen' },
  pin: { label: 'PIN', hint: 'It is on the host screen' },
  name: { label: 'Your name', hint: 'As the others will see it' },
};

function hintsFor(detail: Detail): KeyHint[] {
  const back = detail === 'address' ? [] : [{ key: 'Esc', label: 'back' }];
  return [{ key: 'Enter', label: 'go on' }, ...back, { key: 'Ctrl+C', label: 'leave' }];
}
