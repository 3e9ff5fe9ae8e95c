import type { PlayerSnapshot } from '../../client/player-seat.ts';
import { formatNumber } from '../../text/numbers.ts';
import type { Stage, StandingsStage } from '../../view/stage.ts';
import { playerName } from '../../words/game.ts';
import { hasPoints } from '../../words/podium.ts';
import { type StandingsRow, rankSummaries, topWithOwn } from '../../words/result.ts';

interface StandingsScreenProps {
  readonly snapshot: PlayerSnapshot;
  readonly stage: Extract<Stage, StandingsStage>;
}

/** The top of the standings, and the player's own row wherever it is. */
export function StandingsScreen({ snapshot, stage }: StandingsScreenProps) {
  const { you, welcome } = snapshot;
  const { top, teams, players } = stage;
  const name = playerName(snapshot);
  const isEmpty = top.length > 0 && !hasPoints(top);
  const summary = rankSummaries(you, players)[0];
  return (
    <div class="standings">
      <h1>Standings</h1>
      {summary !== undefined && <p class="standings-own">{summary}</p>}
      {isEmpty ? (
        <p>No points so far.</p>
      ) : (
        <>
          {teams && (
            <StandingsTable caption="Teams" standings={teams} own={welcome?.player?.team ?? undefined} />
          )}
          <StandingsTable
            caption="Players"
            standings={topWithOwn(top, you, name, Math.max(top.length, MIN_ROWS))}
            own={name}
          />
        </>
      )}
    </div>
  );
}

/** Leaves room for the player's own row below a short list. */
const MIN_ROWS = 11;

interface StandingsTableProps {
  readonly caption: string;
  readonly standings: readonly StandingsRow[];
  /** The name to highlight. */
  readonly own: string | undefined;
  /** Whether to show the points for the last question and changes of rank. Default: true. */
  readonly changes?: boolean;
}

/** A row for each ranked player or team. */
export function StandingsTable({ caption, standings, own, changes = true }: StandingsTableProps) {
  const best = Math.max(1, ...standings.map(({ score }) => score));
  const hasChanges = changes && standings.some(({ change }) => typeof change === 'number');
  return (
    <table class="table">
      <caption>{caption}</caption>
      <thead class="hidden">
        <tr>
          <th scope="col">Rank</th>
          <th scope="col">Name</th>
          <th scope="col">Points</th>
          {hasChanges && <th scope="col">Change</th>}
        </tr>
      </thead>
      <tbody>
        {standings.map((row) => (
          <tr key={row.name} {...(row.name === own && { 'data-own': true })}>
            <td class="table-rank" data-rank={row.rank}>
              {row.rank}
            </td>
            <th scope="row" class="table-name">
              <span>{row.name}</span>
              <span class="table-bar" style={{ transform: `scaleX(${row.score / best})` }} />
            </th>
            <td class="table-score">
              {changes && (row.gain ?? 0) > 0 && (
                <span class="gain">{`+${formatNumber(row.gain ?? 0)}`}</span>
              )}{' '}
              {formatNumber(row.score)}
            </td>
            {hasChanges && (
              <td class="table-change">
                <Change change={row.change} />
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Change({ change }: { readonly change: StandingsRow['change'] | undefined }) {
  if (change === undefined) return null;
  if (change === null) return <span class="change-new">new</span>;
  if (change === 0) return <span aria-label="no change">–</span>;
  const isUp = change > 0;
  const text = `${isUp ? '▲' : '▼'}${formatNumber(Math.abs(change))}`;
  return (
    <span class={isUp ? 'change-up' : 'change-down'}>
      <span aria-hidden="true">{text}</span>
      <span class="hidden">{`${isUp ? 'up' : 'down'} ${formatNumber(Math.abs(change))}`}</span>
    </span>
  );
}
