import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { PlayerSnapshot } from '../client/player-seat.ts';
import { connectionDetails } from '../words/connection.ts';
import { canRename, playerName } from '../words/game.ts';
import type { BrowserGame } from './game/browser-game.ts';
import { useSnapshot } from './game/hooks.ts';
import { keyHints } from './key-hints.ts';
import type { DialogName } from './keys.ts';
import { Dialog } from './parts.tsx';
import { Move } from './screens/move.tsx';
import { SIGNS } from './signs.ts';

interface DialogsProps {
  readonly game: BrowserGame;
  readonly snapshot: PlayerSnapshot;
  readonly dialog: DialogName;
  readonly onOpen: (dialog: DialogName) => void;
  readonly onClose: () => void;
}

/** The open dialog. */
export function Dialogs(props: DialogsProps) {
  switch (props.dialog) {
    case 'menu':
      return <Menu {...props} />;
    case 'leave':
      return <Leave {...props} />;
    case 'connection':
      return <ConnectionDetails {...props} />;
    case 'keys':
      return <Keys {...props} />;
    case 'rename':
      return <Rename {...props} />;
    case 'move':
      return <MoveDialog {...props} />;
  }
}

/** Everything that has a key, for players without a keyboard. */
function Menu({ game, snapshot, onOpen, onClose }: DialogsProps) {
  const { vibrates } = useSnapshot(game.settings);
  return (
    <Dialog title="Menu" onClose={onClose}>
      <ul class="menu">
        {canRename(snapshot) && <MenuItem onClick={() => onOpen('rename')}>Change your name</MenuItem>}
        <MenuItem onClick={() => onOpen('connection')}>Connection</MenuItem>
        <MenuItem onClick={() => onOpen('move')}>Continue on another device</MenuItem>
        {game.canVibrate && (
          <MenuItem isPressed={vibrates} onClick={() => game.changeSettings({ vibrates: !vibrates })}>
            {`Vibration: ${vibrates ? 'on' : 'off'}`}
          </MenuItem>
        )}
        <MenuItem onClick={() => onOpen('keys')}>Keys</MenuItem>
        <MenuItem onClick={() => onOpen('leave')}>Leave the game</MenuItem>
      </ul>
      <Actions />
    </Dialog>
  );
}

interface MenuItemProps {
  /** Whether the setting that it switches is on; absent if it opens a dialog. */
  readonly isPressed?: boolean;
  readonly onClick: () => void;
  readonly children: ComponentChildren;
}

function MenuItem({ isPressed, onClick, children }: MenuItemProps) {
  const press = (button: HTMLButtonElement) => {
    // Close the menu first, so that the focus returns to its button after the next dialog.
    if (isPressed === undefined) button.closest('dialog')?.close();
    onClick();
  };
  return (
    <li>
      <button
        type="button"
        class="button"
        aria-pressed={isPressed}
        onClick={({ currentTarget }) => press(currentTarget)}
      >
        {children}
      </button>
    </li>
  );
}

function MoveDialog({ game, snapshot, onClose }: DialogsProps) {
  return (
    <Dialog title="Continue on another device" onClose={onClose}>
      <Move {...{ snapshot }} seat={game.seat} />
      <Actions />
    </Dialog>
  );
}

function Leave({ game, onClose }: DialogsProps) {
  return (
    <Dialog title="Leave the game?" onClose={onClose}>
      <Actions dismiss="Stay">
        <button type="button" class="button button-main" onClick={() => game.seat.leave()}>
          Leave
        </button>
      </Actions>
    </Dialog>
  );
}

/** The transport, its round trip and the address. */
function ConnectionDetails({ snapshot, onClose }: DialogsProps) {
  const details = connectionDetails(snapshot, SIGNS)[0];
  return (
    <Dialog title="Connection" onClose={onClose}>
      <p class="number">{details ?? 'Not connected yet.'}</p>
      <p>
        <code>{location.host}</code>
      </p>
      <Actions />
    </Dialog>
  );
}

function Keys({ snapshot, onClose }: DialogsProps) {
  return (
    <Dialog title="Keys" onClose={onClose}>
      <dl class="key-list">
        {keyHints(snapshot).map(({ key, label, about = label }) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{about}</dd>
          </div>
        ))}
      </dl>
      <Actions />
    </Dialog>
  );
}

/** A field for a new name. */
function Rename({ game, snapshot, onClose }: DialogsProps) {
  const [name, setName] = useState(playerName(snapshot));
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.select(), []);
  return (
    <Dialog title="Change your name" onClose={onClose}>
      <form
        method="dialog"
        onSubmit={() => {
          if (name.trim() !== '') game.seat.rename(name.trim());
        }}
      >
        <div class="field">
          <label for="new-name">New name</label>
          <input
            ref={input}
            id="new-name"
            class="input"
            autoComplete="off"
            spellcheck={false}
            maxLength={48}
            value={name}
            onInput={({ currentTarget }) => setName(currentTarget.value)}
          />
        </div>
        <Actions dismiss="Back">
          <button type="submit" class="button button-main">
            Change
          </button>
        </Actions>
      </form>
    </Dialog>
  );
}

interface ActionsProps {
  /** The label of the button that only closes the dialog. */
  readonly dismiss?: string;
  readonly children?: ComponentChildren;
}

/** The buttons at the end of a dialog. */
function Actions({ dismiss = 'Close', children }: ActionsProps) {
  return (
    <div class="actions">
      <button
        type="button"
        class="button"
        onClick={({ currentTarget }) => currentTarget.closest('dialog')?.close()}
      >
        {dismiss}
      </button>
      {children}
    </div>
  );
}
