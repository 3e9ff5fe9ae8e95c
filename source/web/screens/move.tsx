import { useEffect } from 'preact/hooks';
import type { PlayerSeat, PlayerSnapshot } from '../../client/player-seat.ts';
import { pageUrl } from '../../protocol/endpoints.ts';
import { groupedMoveCode } from '../../protocol/move-code.ts';
import { useNow } from '../game/hooks.ts';
import { Countdown } from '../parts.tsx';
import { QrCode } from './qr-code.tsx';

interface MoveProps {
  readonly seat: PlayerSeat;
  readonly snapshot: PlayerSnapshot;
}

/** The code with which another device continues the seat, how to use it, and how long it is valid. */
export function Move({ seat, snapshot }: MoveProps) {
  const { connection, move } = snapshot;
  const isConnected = connection === 'open';
  useEffect(() => {
    if (isConnected) seat.move();
  }, [seat, isConnected]);
  const now = useNow(seat);
  const problem = problemWith(snapshot, now);
  return (
    <>
      {move && problem === null ? (
        <Code {...{ seat, move }} />
      ) : (
        <p class="move-problem" role="status">
          {problem}
        </p>
      )}
      <button type="button" class="button" onClick={() => seat.move()}>
        New code
      </button>
    </>
  );
}

/** Why there is no code to show; null if there is one. */
function problemWith({ connection, move, moveRejection }: PlayerSnapshot, now: number): string | null {
  if (moveRejection) return 'You have asked for too many codes. Wait a moment, then ask for a new one.';
  if (connection !== 'open') return 'Reconnecting…';
  if (!move) return 'Asking the host for a code…';
  return move.expiresAt <= now ? 'This code has expired. Ask for a new one.' : null;
}

interface CodeProps {
  readonly seat: PlayerSeat;
  readonly move: NonNullable<PlayerSnapshot['move']>;
}

function Code({ seat, move: { code, expiresAt } }: CodeProps) {
  const base = location.href.replace(/[#?].*$/u, '').replace(/\/+$/u, '');
  const page = pageUrl(base, code);
  const grouped = groupedMoveCode(code);
  return (
    <>
      <p class="move-code">{grouped}</p>
      <p class="move-time">
        Works once, for <Countdown clock={seat} endsAt={expiresAt} pausedAt={null} /> more.
      </p>
      {!isLoopback(location.hostname) && <QrCode text={page} label={`QR code for ${page}`} />}
      <p>Enter the code there instead of the PIN, or use:</p>
      <p class="move-ways">
        <code>{page}</code>
        <code>
          {`npx termquiz join ${base.replace(/^http:\/\//u, '')} `}
          <span class="move-word">{grouped}</span>
        </code>
      </p>
    </>
  );
}

/** Whether only this machine reaches the address. */
function isLoopback(hostname: string): boolean {
  return /^(?:localhost|127\.[\d.]+|\[::1\])$/u.test(hostname);
}
