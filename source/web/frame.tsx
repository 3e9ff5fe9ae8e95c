import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { PlayerSeat, PlayerSnapshot } from '../client/player-seat.ts';
import { formatNumber, pluralize } from '../text/numbers.ts';
import type { Stage } from '../view/stage.ts';
import { connectionBadges, connectionQuality } from '../words/connection.ts';
import {
  playerName,
  quizTitle,
  EXTENSION_SHOWN_MS,
  extensionBadge,
  extensionOf,
  openTimeOf,
} from '../words/game.ts';
import { questionPosition } from '../words/question.ts';
import { displayedRank } from '../words/result.ts';
import { connectionTopic } from '../words/stage-topics.ts';
import { keyHints } from './key-hints.ts';
import type { DialogName } from './keys.ts';
import { Countdown, Notice } from './parts.tsx';
import { type ScreenName, noticeFor } from './screens/screen-name.ts';

interface FrameProps {
  readonly seat: PlayerSeat;
  readonly snapshot: PlayerSnapshot;
  readonly screen: ScreenName;
  readonly onOpen: (dialog: DialogName) => void;
  readonly children: ComponentChildren;
}

/** Everything around a screen: the header, notices and, on wide screens, the keys. */
export function Frame({ seat, snapshot, screen, onOpen, children }: FrameProps) {
  const { welcome, end } = snapshot;
  const isPlaying = welcome !== null && screen !== 'end';
  const lost = isPlaying && !end ? connectionTopic(snapshot).lines[0] : undefined;
  const notice = isPlaying ? noticeFor(snapshot) : null;
  return (
    <div class="frame" data-screen={screen}>
      <header class="header">
        <p class="header-title">
          <span class="header-name">termquiz</span>
          <span class="header-quiz">{quizTitle(snapshot)}</span>
          {isPlaying && <News {...{ seat, snapshot }} />}
        </p>
        {isPlaying && <Status {...{ snapshot, onOpen }} />}
      </header>
      {(lost !== undefined || notice !== null) && (
        <section aria-label="Notices">
          {lost !== undefined && <Notice tone="warning">{lost}</Notice>}
          {notice !== null && <Notice>{notice}</Notice>}
        </section>
      )}
      <main tabIndex={-1}>{children}</main>
      {isPlaying && (
        <footer class="keys">
          <ul>
            {keyHints(snapshot).map(({ key, label }) => (
              <li key={key}>
                <kbd>{key}</kbd> {label}
              </li>
            ))}
          </ul>
        </footer>
      )}
    </div>
  );
}

type StatusProps = Pick<FrameProps, 'snapshot' | 'onOpen'>;

/** The position in the quiz, the player's score, the connection and the menu. */
function Status({ snapshot, onOpen }: StatusProps) {
  return (
    <>
      <div class="header-status">
        <p>{positionOf(snapshot)}</p>
        <Own snapshot={snapshot} />
      </div>
      <div class="header-buttons">
        <Connection {...{ snapshot, onOpen }} />
        <button type="button" class="icon-button" aria-label="Menu" onClick={() => onOpen('menu')}>
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <path
              d="M4 6.5h16M4 12h16M4 17.5h16"
              stroke="currentColor"
              stroke-width="2.25"
              stroke-linecap="round"
            />
          </svg>
        </button>
      </div>
    </>
  );
}

/** The position in the game, such as `Question 3 of 12`. */
function positionOf({ stage, welcome }: PlayerSnapshot): string {
  if (!stage) return '';
  if ('question' in stage) return questionPosition(stage.question);
  if (stage.phase === 'lobby') return pluralize(stage.players, 'player');
  return stage.phase === 'standings' ? pluralize(welcome?.quiz.questions ?? 0, 'question') : 'Podium';
}

/** The player's name and, once there are points, the score and the rank. */
function Own({ snapshot }: Pick<FrameProps, 'snapshot'>) {
  const { you, stage } = snapshot;
  const rank = displayedRank(you);
  const hasScore = you && rank !== null && stage && stage.phase !== 'lobby';
  return (
    <p class="header-own">
      <span class="header-player">{playerName(snapshot)}</span>
      {hasScore && <b class="number">{formatNumber(you.score)}</b>}
      {hasScore && stage.players > 1 && <span class="number">{`#${formatNumber(rank)}`}</span>}
    </p>
  );
}

/** The current news, in the line of the title: the title becomes shorter, and nothing else moves. */
function News({ seat, snapshot }: Pick<FrameProps, 'seat' | 'snapshot'>) {
  const { stage } = snapshot;
  const extension = extensionBadge(useExtension(stage));
  const news = waiting(seat, stage) ?? (extension || connectionBadges(snapshot, { ellipsis: '…' })[0]);
  return news === undefined ? null : <span class="badge badge-notice">{news}</span>;
}

/** The time until the game continues automatically, or a note that the host has paused it. */
function waiting(seat: PlayerSeat, stage: Stage | null): ComponentChildren {
  if (!stage || !('pausedAt' in stage)) return undefined;
  const { pausedAt } = stage;
  if (pausedAt !== null) return 'paused';
  if (!('continuesAt' in stage) || stage.continuesAt === null) return undefined;
  return (
    <>
      {stage.phase === 'lobby' ? 'starts in ' : 'continues in '}
      <Countdown clock={seat} endsAt={stage.continuesAt} pausedAt={pausedAt} />
    </>
  );
}

/** A button that shows the quality of the connection and opens its details. */
function Connection({ snapshot, onOpen }: StatusProps) {
  const quality = connectionQuality(snapshot);
  const bars = quality === null ? 0 : { weak: 1, fair: 2, good: 3 }[quality];
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={`Connection${quality === null ? '' : `: ${quality}`}`}
      onClick={() => onOpen('connection')}
    >
      <svg viewBox="0 0 24 24" aria-hidden="true">
        {[10, 14, 18].map((height, index) => (
          <rect
            key={height}
            class={index < bars ? 'signal-bar' : 'signal-bar signal-bar-off'}
            x={4 + index * 6}
            y={21 - height}
            width="4"
            height={height}
            rx="1"
          />
        ))}
      </svg>
    </button>
  );
}

/** Returns by how many seconds the open question was just extended; 0 again after a few seconds. */
export function useExtension(stage: Stage | null): number {
  const [seconds, setSeconds] = useState(0);
  const { question, lengthMs } = openTimeOf(stage);
  const beforeRef = useRef({ question, lengthMs });
  useEffect(() => {
    const extension = extensionOf(beforeRef.current, { question, lengthMs });
    beforeRef.current = { question, lengthMs };
    setSeconds(extension);
    if (extension === 0) return;
    const timer = setTimeout(() => setSeconds(0), EXTENSION_SHOWN_MS);
    return () => clearTimeout(timer);
  }, [question, lengthMs]);
  return lengthMs === null ? 0 : seconds;
}
