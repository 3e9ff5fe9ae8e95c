import { useEffect } from 'react';
import type { PlayerSeat, PlayerSnapshot } from '../../client/player-seat.ts';
import { questionDeadline, useHasPassed } from '../hooks/use-countdown.ts';
import { useSuspend } from '../hooks/use-foreground.ts';
import { usePodium } from '../hooks/use-podium.ts';
import { useExtension } from '../stage/header-countdown.tsx';
import { useTheme } from '../hooks/use-theme.ts';
import { useSize } from '../hooks/use-size.ts';
import { playerHints } from '../player/player-footer.tsx';
import { LEAVING } from '../player/player-game.tsx';
import { type PlayerState, showsKeyList, draftFor } from '../player/player-keys.ts';
import type { PlayerPlace } from '../player/screens/move.tsx';
import { pageHints } from '../player/screens/podium.tsx';
import { controlHints } from '../ui/key-list.tsx';
import { moveTopic, playerTopics, reviewedQuestion, typedAnswer } from './player-topics.ts';
import { keyListTopic } from '../../words/topic.ts';
import { useNarration, useTimeMark } from './use-narration.ts';
import { connectionDetails } from '../../words/connection.ts';

interface PlayerAloudProps {
  /** For the time of the server's clock. */
  readonly seat: PlayerSeat;
  readonly snapshot: PlayerSnapshot;
  readonly state: PlayerState;
  /** Whether the player plays alone. */
  readonly isAlone: boolean;
  readonly place: PlayerPlace | null;
}

/** The game as a player hears it. */
export function PlayerAloud({ seat, snapshot, state, isAlone, place }: PlayerAloudProps) {
  const theme = useTheme();
  const { symbols } = theme;
  const { stage } = snapshot;
  const deadline = stage?.phase === 'question' ? questionDeadline(stage, () => seat.now()) : null;
  const timeMark = useTimeMark(deadline);
  const podium = usePodium(stage, () => seat.now());
  const extension = useExtension(stage);
  const question = reviewedQuestion(snapshot, state);
  const isConnected = snapshot.connection === 'open';
  useEffect(() => {
    if (question !== null && isConnected) seat.review(question);
  }, [seat, question, isConnected]);
  const content = useSize();
  const canSuspend = useSuspend() !== null;
  const keyHints = () => {
    const draft = draftFor(state.draft, snapshot);
    const pages = podium.isOver ? pageHints(snapshot, { page: state.page, isAlone, content }, theme) : [];
    return [
      ...playerHints({ snapshot, draft, isAlone, pages, content }, theme),
      ...controlHints(canSuspend, LEAVING),
    ];
  };
  const isExpired = useHasPassed(snapshot.move?.expiresAt ?? null, () => seat.now());
  const [details = ''] = state.showsConnection ? connectionDetails(snapshot, symbols) : [];
  useNarration(
    [
      ...playerTopics({ snapshot, state, timeMark, extension, podium, isAlone, symbols }),
      { subject: 'connection details', version: '', lines: details === '' ? [] : [details] },
      moveTopic(snapshot, state, place, isExpired),
      keyListTopic(showsKeyList(state, snapshot) ? keyHints() : null),
    ],
    typedAnswer(snapshot, state),
  );
  return null;
}
