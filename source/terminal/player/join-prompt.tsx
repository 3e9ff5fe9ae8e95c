import { usePaste } from 'ink';
import { Box } from 'ink';
import { Frame, contentSize } from '../components/frame.tsx';
import { type KeyHint, KeyHints } from '../components/key-hints.tsx';
import { pasteInto } from '../components/text-field.ts';
import { TextPrompt } from '../components/text-prompt.tsx';
import type { Live } from '../hooks/use-live.ts';
import { useSize } from '../hooks/use-size.ts';
import { useStrokes } from '../hooks/use-strokes.ts';
import { type Connect, type Detail, type Joining, type Prompt, joinStep } from './join-steps.ts';

interface JoinPromptProps {
  readonly joining: Live<Joining>;
  readonly prompt: Prompt;
  readonly connect: Connect;
  readonly interrupt: () => void;
}

/** Asks for the address, the PIN or the name. */
export function JoinPrompt({ joining, prompt, connect, interrupt }: JoinPromptProps) {
  const size = useSize();
  const { columns, rows } = contentSize(size);
  useStrokes((stroke) => {
    if (stroke.type === 'interrupt') interrupt();
    else joining.set(joinStep(joining.latest(), stroke, connect));
  });
  usePaste((text) => {
    const now = joining.latest();
    if (!now.prompt) return;
    joining.set({ ...now, prompt: { ...now.prompt, field: pasteInto(now.prompt.field, text) } });
  });
  const { label, hint } = PROMPTS[prompt.detail];
  return (
    <Frame
      size={size}
      title="Join a game"
      footer={<KeyHints hints={hintsFor(prompt.detail)} columns={Math.max(1, size.columns - 2)} />}
    >
      <Box height={rows} alignItems="center" justifyContent="center" flexDirection="column">
        <TextPrompt
          label={label}
          hint={hint}
          problem={prompt.problem}
          field={prompt.field}
          columns={columns}
        />
      </Box>
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
