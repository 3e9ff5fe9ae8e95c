import type { PlayerSnapshot } from '../../client/player-seat.ts';
import { formatNumber } from '../../text/numbers.ts';
import type { PodiumStage, Stage } from '../../view/stage.ts';
import { playerName } from '../../words/game.ts';
import {
  MISSED_GAME,
  awardLabels,
  cardFigures,
  cardHeading,
  meritOf,
  missedGame,
} from '../../words/podium.ts';
import { displayedRank } from '../../words/result.ts';
import { SIGNS } from '../signs.ts';
import { Confetti } from './confetti.tsx';

interface CardProps {
  readonly snapshot: PlayerSnapshot;
  readonly stage: Extract<Stage, PodiumStage>;
}

/** The player's own result: rank and points, correct answers, best streak, fastest answer, and awards. */
export function Card({ snapshot, stage }: CardProps) {
  const { you, welcome } = snapshot;
  const name = playerName(snapshot);
  const team = welcome?.player?.team ?? null;
  const rank = displayedRank(you);
  const isMissed = missedGame(stage, you);
  const medal = rank !== null && rank <= 3 && stage.players > 1 && !isMissed ? rank : undefined;
  const score = you?.score ?? 0;
  const awards = stage.awards.filter(({ names }) => names.includes(name));
  return (
    <section class="centred card">
      {medal !== undefined && <Confetti />}
      <p class="card-name">{team === null ? name : `${name} (${team})`}</p>
      <h1 class="card-heading" data-medal={medal}>
        {isMissed ? MISSED_GAME.heading : cardHeading(you, stage.players)}
      </h1>
      {score > 0 && (
        <p class="card-score">
          <span class="card-points">{formatNumber(score)}</span> {score === 1 ? 'point' : 'points'}
        </p>
      )}
      {isMissed ? (
        <p>{MISSED_GAME.outlook}</p>
      ) : (
        <dl class="card-figures">
          {cardFigures(you?.summary, SIGNS.dash).map(({ value, meanings: [meaning] }) => (
            <div key={meaning}>
              <dt>{meaning}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {awards.length > 0 && (
        <ul class="awards">
          {awards.map((award) => (
            <li key={award.type}>
              <b>{`★ ${awardLabels[award.type]}`}</b> {meritOf(award)}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
