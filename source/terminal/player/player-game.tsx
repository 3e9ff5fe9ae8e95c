import { useCallback } from 'react';
import type { GivenAnswer, PlayerSeat, PlayerSnapshot } from '../../client/player-seat.ts';
import type { Size } from '../hooks/use-size.ts';
import { useTheme } from '../hooks/use-theme.ts';
import { draftFor, givenAnswer } from './answer-draft.ts';
import { connectionBadge, connectionSign } from './connection-status.ts';
import { PlayerFooter } from './player-footer.tsx';
import type { PlayerState } from './player-keys.ts';
import { displayedRank } from './rank.ts';
import { FinalScore } from './screens/final-score.tsx';
import { PlayerLobby } from './screens/lobby.tsx';
import { PlayerPodium } from './screens/podium.tsx';
import { PlayerQuestion } from './screens/question.tsx';
import { PlayerReveal } from './screens/reveal.tsx';
import { PlayerStandings } from './screens/standings.tsx';
import type { DraftAnswer } from '../questions/widgets.ts';
import { EndScreen, hasEndScreen } from '../stage/screens/end-screen.tsx';
import { ReadyScreen } from '../stage/screens/ready-screen.tsx';
import { Frame, contentSize, footerColumns } from '../ui/frame.tsx';
import { isNarrow } from '../ui/layout.ts';
import { formatNumber } from '../../text/numbers.ts';

interface PlayerGameProps {
  /** For the time of the server's clock. */
  readonly seat: PlayerSeat;
  readonly snapshot: PlayerSnapshot;
  readonly state: PlayerState;
  /** Whether the player plays alone and continues without a host. */
  readonly isAlone: boolean;
  readonly size: Size;
}

/** The game as a player sees it. */
export function PlayerGame({ seat, snapshot, state, isAlone, size }: PlayerGameProps) {
  const { symbols } = useTheme();
  const now = useCallback(() => seat.now(), [seat]);
  const content = contentSize(size);
  const draft = draftFor(state.draft, snapshot);
  return (
    <Frame
      size={size}
      title={snapshot.welcome?.quiz.title ?? ''}
      status={statusOf(snapshot, size.columns)}
      sign={connectionSign(snapshot, symbols)}
      badge={connectionBadge(snapshot, size.columns, symbols)}
      footer={
        <PlayerFooter
          {...{ snapshot, draft, isAlone, content }}
          isLeaving={state.isLeaving}
          showsConnection={state.showsConnection}
          columns={footerColumns(size)}
        />
      }
    >
      <Body {...{ snapshot, draft, now, isAlone }} size={content} />
    </Frame>
  );
}

/** The player's name and team, and once there are points the score and the rank. */
function statusOf({ welcome, you, stage }: PlayerSnapshot, columns: number): string {
  const { name = '', team = null } = welcome?.player ?? {};
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
  readonly now: () => number;
  readonly size: Size;
}

/** The screen of the phase, or why the game is over. */
function Body({ snapshot, draft, isAlone, now, size }: BodyProps) {
  const { connection, stage, you, welcome, end } = snapshot;
  if (end && hasEndScreen(end, stage)) {
    return <EndScreen {...{ end, you, size }} outlook={connection === 'waiting' ? RESUME_OUTLOOK : ''} />;
  }
  const { name = '', team = null } = welcome?.player ?? {};
  switch (stage?.phase) {
    case undefined:
      return null;
    case 'lobby':
      return <PlayerLobby {...{ stage, name, team, size }} title={welcome?.quiz.title ?? ''} />;
    case 'ready':
      return <ReadyScreen {...{ stage, now, size }} />;
    case 'question':
      return <PlayerQuestion {...{ snapshot, stage, draft, now, size }} />;
    case 'reveal':
      return <PlayerReveal {...{ stage, you, size }} wasAutomatic={wasAutomatic(givenAnswer(snapshot))} />;
    case 'standings':
      return <PlayerStandings {...{ stage, you, name, team, size }} />;
    case 'podium':
      return isAlone ? (
        <FinalScore {...{ stage, you, size }} />
      ) : (
        <PlayerPodium {...{ stage, you, name, team, size }} note={end?.message} />
      );
  }
}

/** Whether an answer that was sent because time ran out has arrived. */
function wasAutomatic(given: GivenAnswer | null): boolean {
  return given !== null && given.isAutomatic && given.status === 'accepted';
}

const RESUME_OUTLOOK = "Your seat is saved. You'll rejoin automatically if the game resumes.";
