import type { PlayerSnapshot } from '../../client/player-seat.ts';
import { formatNumber, pluralize } from '../../text/numbers.ts';
import type { LobbyStage, Stage } from '../../view/stage.ts';
import { canRename, lobbyLengths, lobbySettings, playerName, quizTitle } from '../../words/game.ts';
import { SIGNS } from '../signs.ts';

interface LobbyScreenProps {
  readonly snapshot: PlayerSnapshot;
  readonly stage: Extract<Stage, LobbyStage>;
  readonly onRename: () => void;
}

/** Confirms that the player is in, and shows who else is. */
export function LobbyScreen({ snapshot, stage, onRename }: LobbyScreenProps) {
  const name = playerName(snapshot);
  const team = snapshot.welcome?.player?.team ?? null;
  const { names, players, startAt, locked } = stage;
  const more = players - names.length;
  const settings = lobbySettings(stage, SIGNS)[0] ?? '';
  return (
    <div class="lobby">
      <p class="badge badge-good lobby-welcome">{`You're in, ${name}!`}</p>
      {team !== null && <p class="lobby-team">{`Your team: ${team}`}</p>}
      <h1>{quizTitle(snapshot)}</h1>
      <div class="lobby-facts">
        <p>{lobbyLengths(stage, SIGNS)[0]}</p>
        {settings !== '' && <p>{settings}</p>}
        {startAt === null && <p>The game starts soon.</p>}
      </div>
      {canRename(snapshot) && (
        <button type="button" class="button" onClick={onRename}>
          Change name
        </button>
      )}
      <section class="lobby-players" aria-labelledby="lobby-players">
        <h2 id="lobby-players">
          {pluralize(players, 'player')}
          {locked && <span class="badge badge-notice">locked</span>}
        </h2>
        <ul class="names">
          {names.map((each) => (
            <li key={each.name} class="name" {...(each.name === name && { 'data-own': true })}>
              {each.name}
              {each.team !== null && <span class="name-team">{each.team}</span>}
            </li>
          ))}
          {more > 0 && <li class="name">{`and ${formatNumber(more)} more`}</li>}
        </ul>
      </section>
    </div>
  );
}
