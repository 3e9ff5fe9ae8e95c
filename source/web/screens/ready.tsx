import type { PlayerSeat } from '../../client/player-seat.ts';
import type { ReadyStage } from '../../view/stage.ts';
import { questionPosition, questionTerms } from '../../words/question.ts';
import { Countdown } from '../parts.tsx';
import { SIGNS } from '../signs.ts';

interface ReadyScreenProps {
  readonly seat: PlayerSeat;
  readonly stage: ReadyStage;
}

/** The next question before it opens: its text, what it is worth, and a countdown. */
export function ReadyScreen({ seat, stage: { question, opensAt, pausedAt } }: ReadyScreenProps) {
  return (
    <div class="centred ready">
      <p class="eyebrow">{questionPosition(question)}</p>
      <h1>{question.text}</h1>
      <p class="ready-terms">{questionTerms(question, SIGNS)}</p>
      <p class="ready-countdown">
        {pausedAt === null ? (
          <Countdown clock={seat} endsAt={opensAt} pausedAt={null} isBare />
        ) : (
          <span class="badge badge-notice">paused</span>
        )}
      </p>
    </div>
  );
}
