import type { PlayerSnapshot } from '../../../client/player-seat.ts';
import { usePodium } from '../../hooks/use-podium.ts';
import type { Size } from '../../hooks/use-size.ts';
import { PodiumScreen } from '../../stage/screens/podium-screen.tsx';
import type { PodiumStage, Stage } from '../../../view/stage.ts';
import { Card } from './card.tsx';
import { ReviewPage, reviewScrolls } from './review.tsx';
import type { Theme } from '../../theme.ts';
import type { KeyHint } from '../../ui/key-hints.tsx';
import { playerName } from '../../../words/game.ts';
import { CARD_PAGE, PODIUM_PAGE, type TurnedPage, labelOfNext, pageOf } from '../../../words/podium.ts';

interface PlayerPodiumProps {
  readonly snapshot: PlayerSnapshot;
  readonly stage: Extract<Stage, PodiumStage>;
  readonly page: TurnedPage | null;
  readonly isAlone: boolean;
  readonly now: () => number;
  readonly fetchReview: (index: number) => void;
  readonly size: Size;
}

/** The end of a game as a player sees it, page by page: the podium, the player's card, then each of the player's answers. */
export function PlayerPodium(props: PlayerPodiumProps) {
  const { snapshot, stage, page, isAlone, now, fetchReview, size } = props;
  const { you, welcome, reviews, connection, end } = snapshot;
  const { isOver } = usePodium(stage, now);
  const name = playerName(snapshot);
  const team = welcome?.player?.team ?? null;
  const note = end?.message;
  const shown = pageOf(stage, page, isOver, isAlone);
  if (shown === PODIUM_PAGE) {
    return (
      <PodiumScreen
        {...{ stage, now, size }}
        own={name}
        ownTeam={team}
        notes={note === undefined ? [] : [note]}
      />
    );
  }
  const question = stage.questions[shown - 1];
  if (!question) return <Card {...{ stage, you, name, team, note, size }} />;
  return (
    <ReviewPage
      key={question.index}
      index={question.index}
      page={shown}
      pages={stage.questions.length}
      review={reviews.get(question.index)}
      isConnected={connection === 'open'}
      fetch={fetchReview}
      size={size}
    />
  );
}

/** The keys that turn the pages now. */
export function pageHints(
  { stage, reviews }: PlayerSnapshot,
  { page, isAlone, content }: Pick<PlayerPodiumProps, 'page' | 'isAlone'> & { readonly content: Size },
  theme: Theme,
): KeyHint[] {
  if (stage?.phase !== 'podium') return [];
  const shown = pageOf(stage, page, true, isAlone);
  const { questions } = stage;
  const review = reviews.get(questions[shown - 1]?.index ?? -1);
  return [
    ...(shown < questions.length ? [{ key: 'right', label: labelOfNext(shown) }] : []),
    ...(shown > CARD_PAGE && reviewScrolls(review, content, theme)
      ? [{ key: theme.symbols.updown, label: 'scroll' }]
      : []),
    ...(shown > (isAlone ? CARD_PAGE : PODIUM_PAGE)
      ? [{ key: 'left', label: shown === CARD_PAGE ? 'podium' : 'back' }]
      : []),
  ];
}
