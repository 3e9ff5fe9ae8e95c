import type { PlayerSnapshot } from '../../../client/player-seat.ts';
import type { Rejected } from '../../../protocol/server-message.ts';
import type { Size } from '../../hooks/use-size.ts';
import { useTheme } from '../../hooks/use-theme.ts';
import type { Theme } from '../../theme.ts';
import { Centred } from '../../ui/centred.tsx';
import { Frame, contentSize, footerColumns } from '../../ui/frame.tsx';
import { type KeyHint, KeyHints } from '../../ui/key-hints.tsx';
import { WrappedText } from '../../ui/fitted-text.tsx';
import { connectingMessage } from '../../../words/game.ts';

interface WaitingProps {
  readonly snapshot: PlayerSnapshot;
  /** Whether letters may turn out to be a name. */
  readonly mayAskForName: boolean;
  readonly size: Size;
}

/** The screen between the prompts and the game: connecting, or why the player was not let in. */
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

/** Why the player was not let in, if trying again may help; null otherwise. */
export function joinRejection({ connection, welcome, rejection }: PlayerSnapshot): Rejected | null {
  return connection === 'idle' && !welcome ? rejection : null;
}

/** Whether the server is too busy to let the player in, and the client keeps trying. */
export function isTryingAgain({ connection, welcome, rejection }: PlayerSnapshot): boolean {
  return connection === 'connecting' && !welcome && rejection !== null;
}

interface Content {
  readonly title: string;
  readonly message: string;
  readonly hints: readonly KeyHint[];
}

function contentFor(snapshot: PlayerSnapshot, mayAskForName: boolean, { symbols }: Theme): Content {
  const leave = { key: mayAskForName ? 'Ctrl+C' : 'q', label: 'leave' };
  const rejection = joinRejection(snapshot);
  if (rejection) {
    const tryAgain = { key: 'Enter', label: 'try again' };
    return { title: 'Not joined', message: rejection.message, hints: [tryAgain, leave] };
  }
  if (snapshot.end) {
    const hints = [{ key: 'any key', label: 'leave' }];
    return { title: 'Not joined', message: snapshot.end.message, hints };
  }
  const isBusy = isTryingAgain(snapshot);
  const hints = isBusy ? [{ key: 'Esc', label: 'leave' }] : [leave];
  return { title: 'Joining', message: connectingMessage(isBusy, symbols.ellipsis), hints };
}
