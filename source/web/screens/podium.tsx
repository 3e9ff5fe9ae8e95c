import { useEffect, useState } from 'preact/hooks';
import type { PlayerSeat, PlayerSnapshot } from '../../client/player-seat.ts';
import { formatNumber } from '../../text/numbers.ts';
import type { PodiumStage, Stage, TeamStanding } from '../../view/stage.ts';
import { playerName } from '../../words/game.ts';
import {
  CARD_PAGE,
  PODIUM_PAGE,
  type PodiumProgress,
  type TurnedPage,
  awardLabels,
  hasPoints,
  isPlaceShown,
  labelOfNext,
  meritOf,
  pageOf,
  podiumHeadings,
  podiumProgress,
  winnersOf,
} from '../../words/podium.ts';
import { SIGNS } from '../signs.ts';
import { Card } from './card.tsx';
import { Confetti } from './confetti.tsx';
import { ReviewPage, reviewTitle } from './review.tsx';
import { StandingsTable } from './standings.tsx';

interface PodiumScreenProps {
  readonly seat: PlayerSeat;
  readonly snapshot: PlayerSnapshot;
  readonly stage: Extract<Stage, PodiumStage>;
  readonly page: TurnedPage | null;
  readonly onTurn: (step: 1 | -1) => void;
}

/** The end of a game, page by page: the podium, the player's card, then each of the player's answers. */
export function PodiumScreen({ seat, snapshot, stage, page, onTurn }: PodiumScreenProps) {
  const progress = usePodium(seat, stage);
  const shown = pageOf(stage, page, progress.isOver, false);
  const question = stage.questions[shown - 1];
  return (
    <div class="podium">
      <div class="podium-page" key={shown}>
        {shown === PODIUM_PAGE ? (
          <Podium {...{ snapshot, stage, progress }} />
        ) : question ? (
          <ReviewPage
            {...{ seat, snapshot }}
            index={question.index}
            page={shown}
            pages={stage.questions.length}
          />
        ) : (
          <Card {...{ snapshot, stage }} />
        )}
      </div>
      {snapshot.end && <p class="podium-end">{snapshot.end.message}</p>}
      {progress.isOver && <Pages {...{ shown, onTurn }} pages={stage.questions.length} />}
    </div>
  );
}

interface PagesProps {
  readonly shown: number;
  readonly pages: number;
  readonly onTurn: (step: 1 | -1) => void;
}

/** The buttons that turn the pages. */
function Pages({ shown, pages, onTurn }: PagesProps) {
  return (
    <nav class="pages" aria-label="Pages">
      <p class="hidden" role="status">
        {titleOf(shown, pages)}
      </p>
      {shown > PODIUM_PAGE && (
        <button type="button" class="button" onClick={() => onTurn(-1)}>
          <span aria-hidden="true">←</span> {shown === CARD_PAGE ? 'Podium' : 'Back'}
        </button>
      )}
      {shown < pages && (
        <button type="button" class="button pages-next" onClick={() => onTurn(1)}>
          {capitalized(labelOfNext(shown))} <span aria-hidden="true">→</span>
        </button>
      )}
    </nav>
  );
}

/** The title of a page, which is announced when the player turns to it. */
function titleOf(page: number, pages: number): string {
  if (page === PODIUM_PAGE) return 'Podium';
  return page === CARD_PAGE ? 'Your result' : reviewTitle(page, pages);
}

function capitalized(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

interface PodiumProps extends Pick<PodiumScreenProps, 'snapshot' | 'stage'> {
  readonly progress: PodiumProgress;
}

/** The winners one after the other, then everybody else and the awards. Without points, just who played. */
function Podium({ snapshot, stage, progress }: PodiumProps) {
  const { top, teams, awards } = stage;
  const ranked = teams ?? top;
  const name = playerName(snapshot);
  const team = snapshot.welcome?.player?.team ?? undefined;
  const isBursting = progress.places > 0 && progress.shown === progress.places;
  return (
    <>
      {isBursting && <Confetti />}
      <h1 class={isBursting ? 'podium-winner' : ''}>{podiumHeadings(stage, progress, SIGNS)[0]}</h1>
      {hasPoints(ranked) ? (
        <>
          {ranked.length > 1 && <Steps {...{ ranked, progress }} own={teams ? team : name} />}
          {progress.isOver && (
            <>
              {teams && <Others caption="Teams" standings={teams.slice(progress.places)} own={team} />}
              <Others caption="Players" standings={teams ? top : top.slice(progress.places)} own={name} />
            </>
          )}
        </>
      ) : (
        <ul class="names">
          {top.map((each) => (
            <li key={each.name} class="name" {...(each.name === name && { 'data-own': true })}>
              {each.name}
            </li>
          ))}
        </ul>
      )}
      {progress.isOver && awards.length > 0 && (
        <ul class="awards">
          {awards.map((award) => (
            <li key={award.type}>
              <b>{`★ ${awardLabels[award.type]}`}</b> {`${meritOf(award)} · ${winnersOf(award)}`}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

interface OthersProps {
  readonly caption: string;
  readonly standings: readonly TeamStanding[];
  readonly own: string | undefined;
}

function Others({ caption, standings, own }: OthersProps) {
  return standings.length === 0 ? null : <StandingsTable {...{ caption, standings, own }} changes={false} />;
}

interface StepsProps {
  readonly ranked: readonly TeamStanding[];
  readonly progress: PodiumProgress;
  readonly own: string | undefined;
}

/** The first three on the steps of a podium. A step rises when its place is shown. */
function Steps({ ranked, progress, own }: StepsProps) {
  return (
    <ol class="steps">
      {LEFT_TO_RIGHT.map((index) => {
        const standing = ranked[index];
        if (!standing) return null;
        const { rank, name, score } = standing;
        const isShown = isPlaceShown(index, progress);
        return (
          <li key={index} class="step" data-rank={Math.min(3, rank)} data-shown={isShown}>
            {isShown && (
              <>
                <span class="step-name" {...(name === own && { 'data-own': true })}>
                  {name}
                </span>
                <span class="step-score">{formatNumber(score)}</span>
                <span class="step-block">{rank}</span>
              </>
            )}
          </li>
        );
      })}
    </ol>
  );
}

/** The first place stands between the second and the third. */
const LEFT_TO_RIGHT = [1, 0, 2];

/** How often an unfinished podium checks the clock, in milliseconds. */
const STEP_MS = 250;

/** Returns how far the podium has come. */
function usePodium(seat: PlayerSeat, stage: PodiumScreenProps['stage']): PodiumProgress {
  const [, setAt] = useState(0);
  const progress = podiumProgress(stage, seat.now());
  useEffect(() => {
    if (progress.isOver) return;
    const timer = setInterval(() => setAt(seat.now()), STEP_MS);
    return () => clearInterval(timer);
  }, [seat, progress.isOver]);
  return progress;
}
