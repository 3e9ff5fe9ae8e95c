import { Box } from 'ink';
import { type ReactElement, useState } from 'react';
import { Speaker, SpeakerContext } from '../../source/terminal/aloud/speaker.ts';
import type { Size } from '../../source/terminal/hooks/use-size.ts';
import { TruncatedText } from '../../source/terminal/ui/fitted-text.tsx';

interface SpokenScreenProps {
  readonly size: Size;
  readonly element: ReactElement;
}

/** Draws the last lines that a screen writes for a screen reader. */
export function SpokenScreen({ size, element }: SpokenScreenProps) {
  const [text, setText] = useState('');
  const [speaker] = useState(() => new Speaker((more) => setText((before) => before + more)));
  return (
    <SpeakerContext value={speaker}>
      <Box flexDirection="column">
        {text
          .trimEnd()
          .split('\n')
          .slice(-size.rows)
          .map((line, row) => (
            <TruncatedText key={row} columns={size.columns}>
              {line}
            </TruncatedText>
          ))}
      </Box>
      {element}
    </SpeakerContext>
  );
}
