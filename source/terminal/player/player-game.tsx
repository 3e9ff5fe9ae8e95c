import { useCallback } from 'react';
import type { GivenAnswer, PlayerSeat, PlayerSnapshot } from '../../client/player-seat.ts';
import { useSuspend } from '../hooks/use-foreground.ts';
import { MotionContext, useMovesUntilCovered } from '../hooks/use-motion.ts';
import { usePodium } from '../hooks/use-podium.ts';
import type { Size } from '../hooks/use-size.ts';
import { useTheme } from '../hooks/use-theme.ts';
import { PlayerFooter, playerHints } from './player-footer.tsx';
import {
  type PlayerState,
  newNameIn,
  showsKeyList,
  showsMoveCode,
  draftFor,
  wayBack,
} from './player-keys.ts';
import { PlayerLobby } from './screens/lobby.tsx';
import { MoveScreen, type PlayerPlace } from './screens/move.tsx';
import { PlayerPodium, pageHints } from './screens/podium.tsx';
import { PlayerQuestion } from './screens/question.tsx';
import { PlayerReveal } from './screens/reveal.tsx';
import { PlayerStandings } from './screens/standings.tsx';
import type { DraftAnswer } from '../questions/widgets.ts';
import { headerCountdown, useExtension } from '../stage/header-countdown.tsx';
import { EndScreen } from '../stage/screens/end-screen.tsx';
import { ReadyScreen } from '../stage/screens/ready-screen.tsx';
import { Frame, contentSize, footerColumns, frameMessage } from '../ui/frame.tsx';
import { KeyList, controlHints } from '../ui/key-list.tsx';
import { isNarrow } from '../ui/layout.ts';
import { formatNumber } from '../../text/numbers.ts';
import { connectionBadges, connectionQuality } from '../../words/connection.ts';
import {
  SEAT_IS_SAVED,
  hasEndScreen,
  latecomerNotice,
  playerName,
  quizTitle,
  givenAnswer,
  extensionBadge,
} from '../../words/game.ts';
import { disputeNotice } from '../../words/question.ts';
import { displayedRank } from '../../words/result.ts';
import type { TurnedPage } from '../../words/podium.ts';

interface PlayerGameProps {
  /** For the time of the server's clock. */
  readonly seat: PlayerSeat;
  readonly snapshot: PlayerSnapshot;
  readonly state: PlayerState;
  /** Whether the player plays alone and continues without a host. */
  readonly isAlone: boolean;
  readonly place: PlayerPlace | null;
  readonly size: Size;
}

/** The game as a player sees it. */
export function PlayerGame({ seat, snapshot, state, isAlone, place, size }: PlayerGameProps) {
  const theme = useTheme();
  const { symbols } = theme;
  const now = useCallback(() => seat.now(), [seat]);
  const note =
    snapshot.you?.note ?? nameProblem(snapshot) ?? disputeNotice(snapshot.stage) ?? latecomerNotice(snapshot);
  const message = note === null ? undefined : frameMessage('notice', note, size, symbols.ellipsis);
  const content = contentSize(size, message);
  const fetchReview = useCallback((question: number) => seat.review(question), [seat]);
  const { isOver } = usePodium(snapshot.stage, now);
  const pages = isOver ? pageHints(snapshot, { page: state.page, isAlone, content }, theme) : [];
  const draft = draftFor(state.draft, snapshot);
  const extension = extensionBadge(useExtension(snapshot.stage));
  const quality = connectionQuality(snapshot);
  const showsKeys = showsKeyList(state, snapshot);
  const showsCode = showsMoveCode(state, snapshot);
  const moves = useMovesUntilCovered(snapshot.stage, showsKeys || showsCode, isOver);
  const badges = connectionBadges(snapshot, symbols);
  const canSuspend = useSuspend() !== null;
  return (
    <Frame
      size={size}
      title={quizTitle(snapshot)}
      status={statusOf(snapshot, size.columns)}
      sign={quality === null ? '' : symbols.signal[quality]}
      badge={extension || (isNarrow(size.columns) ? badges.at(-1) : badges[0])}
      part={
        isNarrow(size.columns)
          ? undefined
          : headerCountdown(snapshot.stage, now, size.columns, showsKeys || showsCode)
      }
      message={message}
      footer={
        <PlayerFooter
          {...{ snapshot, draft, isAlone, pages, content }}
          isLeaving={state.isLeaving}
          showsCode={showsCode}
          newName={newNameIn(state, snapshot)}
          showsConnection={state.showsConnection}
          columns={footerColumns(size)}
        />
      }
    >
      {showsCode ? (
        <MoveScreen {...{ snapshot, place, now }} size={content} />
      ) : showsKeys ? (
        <KeyList
          hints={[
            ...playerHints({ snapshot, draft, isAlone, pages, content }, theme),
            ...controlHints(canSuspend, LEAVING),
          ]}
          size={content}
        />
      ) : (
        <MotionContext value={moves}>
          <Body {...{ snapshot, draft, now, isAlone, fetchReview }} page={state.page} size={content} />
        </MotionContext>
      )}
    </Frame>
  );
}

/** What Ctrl+C does. */
export const LEAVING = { label: 'leave', about: 'leave the game at once' };

/** Why the player does not have the name that was asked for; null if there is no reason, or once the game has started. */
function nameProblem({ stage, nameRejection }: PlayerSnapshot): string | null {
  return stage?.phase === 'lobby' ? (nameRejection?.message ?? null) : null;
}

/** The player's name and team, and once there are points the score and the rank. */
function statusOf(snapshot: PlayerSnapshot, columns: number): string {
  const { welcome, you, stage } = snapshot;
  const name = playerName(snapshot);
  const team = welcome?.player?.team ?? null;
  const who = team !== null && !isNarrow(columns) ? `${name} (${team})` : name;
  const rank = displayedRank(you);
  if (!you || rank === null || !stage || stage.phase === 'lobby') return who;
  const ranked = stage.players === 1 ? [] : [`#${formatNumber(rank)}`];
  return [who, formatNumber(you.score), ...ranked].join('  ');
}

interface BodyProps {
  readonly snapshot: PlayerSnapshot;
  readonly draft: DraftAnswer | null;
  readonly isAlone: boolean;
  /** Null before the player turns to another page of the podium. */
  readonly page: TurnedPage | null;
  readonly fetchReview: (question: number) => void;
  readonly now: () => number;
  readonly size: Size;
}

/** The screen of the phase, or why the game is over. */
function Body({ snapshot, draft, isAlone, page, fetchReview, now, size }: BodyProps) {
  const { connection, stage, you, welcome, end } = snapshot;
  if (end && hasEndScreen(end, stage)) {
    // A seat that continues elsewhere has no final rank yet.
    const isOver = end.type !== 'bye' || end.code !== 'moved';
    return (
      <EndScreen
        {...{ end, size }}
        you={isOver ? you : null}
        outlook={OUTLOOKS.get(wayBack(snapshot) ?? connection)}
      />
    );
  }
  const name = playerName(snapshot);
  const team = welcome?.player?.team ?? null;
  switch (stage?.phase) {
    case undefined:
      return null;
    case 'lobby':
      return <PlayerLobby {...{ stage, name, team, size }} title={quizTitle(snapshot)} />;
    case 'ready':
      return <ReadyScreen {...{ stage, now, size }} />;
    case 'question':
      return <PlayerQuestion {...{ snapshot, stage, draft, now, size }} />;
    case 'reveal':
      return <PlayerReveal {...{ stage, you, size }} wasAutomatic={wasAutomatic(givenAnswer(snapshot))} />;
    case 'standings':
      return <PlayerStandings {...{ stage, you, name, team, size }} />;
    case 'podium':
      return <PlayerPodium {...{ snapshot, stage, page, isAlone, now, fetchReview, size }} />;
  }
}

/** Whether an answer that was sent because time ran out has arrived. */
function wasAutomatic(given: GivenAnswer | null): boolean {
  return given !== null && given.isAutomatic && given.status === 'accepted';
}

const OUTLOOKS = new Map<PlayerSnapshot['connection'] | 'kicked', string>([
  ['waiting', SEAT_IS_SAVED],
  ['removed', 'Press Enter to join again, as a new player.'],
  ['kicked', 'If the host lets you back in, press Enter to join again.'],
  [
    'other-game',
    "Another game is at its address. Press Enter to join it. If yours resumes, you'll rejoin automatically.",
  ],
]);
