import type { PlayerSnapshot } from '../../../client/player-seat.ts';
import type { Size } from '../../hooks/use-size.ts';
import { useTheme } from '../../hooks/use-theme.ts';
import { refusalOf } from '../player-keys.ts';
import type { Theme } from '../../theme.ts';
import { Centred } from '../../ui/centred.tsx';
import { Frame, contentSize, footerColumns } from '../../ui/frame.tsx';
import { type KeyHint, KeyHints } from '../../ui/key-hints.tsx';
import { WrappedText } from '../../ui/fitted-text.tsx';

interface WaitingProps {
  readonly snapshot: PlayerSnapshot;
  /** Letters may turn out to be a name. */
  readonly mayAskForName: boolean;
  readonly size: Size;
}

/** Between the prompts and the game: the wait for the server, or why it does not let this player in. */
export function Waiting({ snapshot, mayAskForName, size }: WaitingProps) {
  const theme = useTheme();
  const { columns, rows } = contentSize(size);
  const { title, message, hints } = contentFor(snapshot, mayAskForName, theme);
  return (
    <Frame size={size} title={title} footer={<KeyHints hints={hints} columns={footerColumns(size)} />}>
      <Centred rows={rows} horizontally>
        <WrappedText columns={columns} rows={rows} style={theme.styles.strong} isCentred>
          {message}
        </WrappedText>
      </Centred>
    </Frame>
  );
}

interface Content {
  readonly title: string;
  readonly message: string;
  readonly hints: readonly KeyHint[];
}

function contentFor(snapshot: PlayerSnapshot, mayAskForName: boolean, { symbols }: Theme): Content {
  const leave = { key: mayAskForName ? 'Ctrl+C' : 'q', label: 'leave' };
  const refusal = refusalOf(snapshot);
  if (refusal) {
    const again = { key: 'Enter', label: 'try again' };
    return { title: 'Not joined', message: refusal.message, hints: [again, leave] };
  }
  if (snapshot.end) {
    const hints = [{ key: 'any key', label: 'leave' }];
    return { title: 'Not joined', message: snapshot.end.message, hints };
  }
  return { title: 'Joining', message: `Connecting to the game${symbols.ellipsis}`, hints: [leave] };
}
