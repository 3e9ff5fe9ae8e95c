import { useEffect } from 'preact/hooks';
import type { PlayerSeat, PlayerSnapshot } from '../../client/player-seat.ts';
import { formatNumber } from '../../text/numbers.ts';
import { QuestionReview } from '../questions/question-review.tsx';

interface ReviewPageProps {
  readonly seat: PlayerSeat;
  readonly snapshot: PlayerSnapshot;
  /** The question, by its index in play order. */
  readonly index: number;
  /** The number of the page, from 1, and the number of pages. */
  readonly page: number;
  readonly pages: number;
}

/** One of the player's own answers: the question, the correct answer, and why. */
export function ReviewPage({ seat, snapshot, index, page, pages }: ReviewPageProps) {
  const { connection, reviews } = snapshot;
  const isConnected = connection === 'open';
  useEffect(() => {
    if (isConnected) seat.review(index);
  }, [seat, index, isConnected]);
  const review = reviews.get(index);
  return (
    <>
      <h1 class="eyebrow">{reviewTitle(page, pages)}</h1>
      {review ? <QuestionReview review={review} /> : <p>{isConnected ? FETCHING : GONE}</p>}
    </>
  );
}

/** `Your answers · 2 of 12`. */
export function reviewTitle(page: number, pages: number): string {
  return `Your answers · ${formatNumber(page)} of ${formatNumber(pages)}`;
}

const FETCHING = 'Fetching your answer…';
const GONE = 'This answer is no longer available.';
