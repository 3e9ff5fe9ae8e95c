import type { WatchedGame, WatchSnapshot } from '../../client/watched-game.ts';
import { questionDeadline } from '../hooks/use-countdown.ts';
import { usePodium } from '../hooks/use-podium.ts';
import { useExtension } from '../stage/header-countdown.tsx';
import {
  answersTopic,
  extensionTopic,
  pauseTopic,
  playersTopic,
  stageTopics,
  timeTopic,
} from '../../words/stage-topics.ts';
import { type JoinInfo, spokenWays } from '../stage/join-info.ts';
import type { KeyHint } from '../ui/key-hints.tsx';
import { type Topic, keyListTopic } from '../../words/topic.ts';
import { useNarration, useTimeMark } from './use-narration.ts';
import type { PodiumProgress } from '../../words/podium.ts';

interface WatchAloudProps {
  /** For the time of the server's clock. */
  readonly source: WatchedGame;
  readonly snapshot: WatchSnapshot;
  /** How to join; null in a past game, which nobody can join. */
  readonly joining: JoinInfo | null;
  /** All keys, while they are listed; otherwise null. */
  readonly keyHints: readonly KeyHint[] | null;
}

/** A game as a watcher hears it. */
export function WatchAloud({ source, snapshot, joining, keyHints }: WatchAloudProps) {
  const { stage, replay } = snapshot;
  // In a replay that is not playing, no time passes.
  const isRunning = replay === null || replay.isPlaying;
  const deadline =
    stage?.phase === 'question' && isRunning ? questionDeadline(stage, () => source.now()) : null;
  const podium = usePodium(stage, () => source.now());
  const extension = useExtension(replay ? null : stage);
  const topics = watchTopics(snapshot, joining, useTimeMark(deadline), podium);
  const extensions = stage ? [extensionTopic(stage, extension)] : [];
  useNarration([...topics, ...extensions, keyListTopic(keyHints)], null);
  return null;
}

function watchTopics(
  snapshot: WatchSnapshot,
  joining: JoinInfo | null,
  timeMark: number | null,
  podium: PodiumProgress,
): Topic[] {
  const { title, stage, connection, end, replay, isBusy } = snapshot;
  const position = replay ? [`Phase ${replay.phase + 1} of ${replay.phases}.`] : [];
  const connecting = isBusy ? 'Many people are joining. Trying again.' : 'Connecting to the game.';
  const lost = connection === 'reconnecting' ? ['Connection lost. Reconnecting.'] : [];
  return [
    { subject: 'title', lines: title === '' ? [] : [`The quiz: ${title}.`] },
    { subject: 'connection', lines: stage ? lost : [connecting] },
    { subject: 'keys', lines: stage ? [replay ? REPLAY_KEYS : WATCH_KEYS] : [] },
    {
      subject: 'joining',
      lines: stage?.phase === 'lobby' && joining !== null ? spokenWays(joining) : [],
    },
    { subject: 'position', lines: position },
    ...(stage
      ? [
          ...stageTopics(stage, podium),
          playersTopic(stage),
          pauseTopic(stage),
          timeTopic(stage, timeMark),
          answersTopic(stage),
        ]
      : []),
    {
      subject: 'end',
      lines: [
        ...(end ? [end.message, 'Press q to leave.'] : []),
        ...(connection === 'other-game' ? ['Another game is at its address. Press Enter to watch it.'] : []),
        ...(connection === 'new-pin' ? ['Press Enter to type it.'] : []),
      ],
    },
  ];
}

const WATCH_KEYS = 'Ctrl+R repeats the screen. q stops watching.';
const REPLAY_KEYS = `Space shows the next phase, left the one before. ${WATCH_KEYS}`;
