import type { PlayerSnapshot } from '../../client/player-seat.ts';
import type { ByeCode } from '../../protocol/rejections.ts';
import { SEAT_IS_SAVED, finalRank } from '../../words/game.ts';
import type { BrowserGame } from '../game/browser-game.ts';

interface EndScreenProps {
  readonly game: BrowserGame;
  readonly snapshot: PlayerSnapshot;
}

/** Why the game is over here, what may happen next, and what the player can do. */
export function EndScreen({ game, snapshot }: EndScreenProps) {
  const { end, you, connection } = snapshot;
  const { outlook, action } = nextSteps(snapshot);
  const rank = finalRank(you);
  return (
    <div class="centred end">
      <h1>{end?.message ?? 'You have left the game.'}</h1>
      {outlook !== '' && <p>{outlook}</p>}
      {rank !== null && <p class="end-rank">{rank}</p>}
      {action !== '' && (
        <button type="button" class="button button-main" onClick={() => game.startOver()}>
          {action}
        </button>
      )}
      {connection === 'waiting' && (
        <button type="button" class="button" onClick={() => game.seat.leave()}>
          Stop waiting
        </button>
      )}
    </div>
  );
}

interface NextSteps {
  /** Empty if nothing more happens. */
  readonly outlook: string;
  /** The label of the button; empty without one. */
  readonly action: string;
}

function nextSteps({ connection, end }: PlayerSnapshot): NextSteps {
  if (connection === 'waiting') return { outlook: SEAT_IS_SAVED, action: '' };
  if (connection === 'other-game') {
    return {
      outlook: "Another game is at its address. If yours resumes, you'll rejoin automatically.",
      action: 'Join the other game',
    };
  }
  if (connection === 'removed')
    return { outlook: 'You can join again, as a new player.', action: 'Join again' };
  if (end === null) return { outlook: '', action: 'Join again' };
  if (end.type === 'failure') return { outlook: '', action: 'Try again' };
  if (end.code === 'kicked') return { outlook: KICKED, action: 'Join again' };
  return { outlook: '', action: ACTIONS[end.code] };
}

const KICKED = 'If that was a mistake, ask the host to let you back in.';

const ACTIONS: Readonly<Record<Exclude<ByeCode, 'kicked'>, string>> = {
  ended: 'Join again',
  'host-left': 'Join again',
  replaced: 'Play here',
  moved: 'Join again',
};
