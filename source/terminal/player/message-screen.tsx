import { Box } from 'ink';
import { Frame, contentSize } from '../components/frame.tsx';
import { KeyHints } from '../components/key-hints.tsx';
import { Lines } from '../components/lines.tsx';
import { useSize } from '../hooks/use-size.ts';
import { useStrokes } from '../hooks/use-strokes.ts';
import { useTheme } from '../hooks/use-theme.ts';
import { type Stroke, letterOf } from '../keys.ts';

interface MessageScreenProps {
  readonly title: string;
  readonly message: string;
  readonly keys: readonly MessageKey[];
  readonly interrupt: () => void;
}

/** A key of the screen: `stroke` is what is pressed, `key` how it is called. */
interface MessageKey {
  readonly stroke: 'enter' | 'any' | 'q';
  readonly key: string;
  readonly label: string;
  readonly act: () => void;
}

/** A sentence in the middle of the screen, and what can be done about it. */
export function MessageScreen({ title, message, keys, interrupt }: MessageScreenProps) {
  const { styles } = useTheme();
  const size = useSize();
  const { columns, rows } = contentSize(size);
  useStrokes((stroke) => {
    if (stroke.type === 'interrupt') interrupt();
    else keys.find((key) => isPressed(key, stroke))?.act();
  });
  return (
    <Frame
      size={size}
      title={title}
      footer={<KeyHints hints={keys} columns={Math.max(1, size.columns - 2)} />}
    >
      <Box height={rows} flexDirection="column" justifyContent="center" alignItems="center">
        <Lines columns={columns} rows={rows} style={styles.strong} isCentred>
          {message}
        </Lines>
      </Box>
    </Frame>
  );
}

function isPressed({ stroke }: MessageKey, pressed: Stroke): boolean {
  return stroke === 'any' || (stroke === 'q' ? letterOf(pressed) === 'q' : pressed.type === stroke);
}
