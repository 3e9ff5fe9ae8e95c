import { useEffect, useReducer } from 'preact/hooks';
import type { PlayerSeat, PlayerSnapshot } from '../../client/player-seat.ts';
import type { RevealStage, Stage } from '../../view/stage.ts';
import { canAnswer, latecomerNotice } from '../../words/game.ts';
import { podiumProgress } from '../../words/podium.ts';
import { correctLine, disputeNotice } from '../../words/question.ts';
import {
  answerTopic,
  connectionTopic,
  extensionTopic,
  pauseTopic,
  rankTopic,
  resultTopics,
  stageTopics,
  timeMarkOf,
  timeTopic,
} from '../../words/stage-topics.ts';
import { type ReadTopics, type Topic, asRead, readingsOf } from '../../words/topic.ts';
import { useExtension } from '../frame.tsx';
import { useNow } from '../game/hooks.ts';

interface AnnouncementsProps {
  readonly seat: PlayerSeat;
  readonly snapshot: PlayerSnapshot;
}

/** Announces to screen readers what changes by itself: phases, questions, the time left, results. */
export function Announcements({ seat, snapshot }: AnnouncementsProps) {
  const extension = useExtension(snapshot.stage);
  const now = useNow(seat, STEP_MS);
  const topics = pageTopics(snapshot, now, extension);
  const [spoken, speak] = useReducer(afterReading, SILENCE);
  // Without dependencies, because any render may bring something new. Once that is read, the state stays the same.
  // oxlint-disable-next-line react-hooks/exhaustive-deps
  useEffect(() => speak(topics));
  return (
    <>
      <Region live="polite" id={spoken.id} lines={spoken.polite} />
      <Region live="assertive" id={spoken.id} lines={spoken.urgent} />
    </>
  );
}

const STEP_MS = 500;

/** The lines that were read last, and all topics that have been read. */
interface Spoken {
  readonly id: number;
  readonly polite: readonly string[];
  readonly urgent: readonly string[];
  readonly read: ReadTopics;
}

export const SILENCE: Spoken = { id: 0, polite: [], urgent: [], read: new Map() };

/** The subjects that interrupt others, because the player has to act now. */
const URGENT = new Set(['connection', 'time', 'answer', 'pause']);

/** Returns what to read for these topics: the same as before if nothing is new. */
export function afterReading(spoken: Spoken, topics: readonly Topic[]): Spoken {
  const readings = readingsOf(topics, spoken.read);
  const read = asRead(topics);
  if (readings.length === 0) return read.size === spoken.read.size ? spoken : { ...spoken, read };
  const linesOf = (isUrgent: boolean) =>
    readings.filter(({ topic }) => URGENT.has(topic.subject) === isUrgent).flatMap(({ lines }) => lines);
  return { id: spoken.id + 1, polite: linesOf(false), urgent: linesOf(true), read };
}

interface RegionProps {
  readonly live: 'polite' | 'assertive';
  readonly id: number;
  readonly lines: readonly string[];
}

/** New elements each time, so that the same words are read again. */
function Region({ live, id, lines }: RegionProps) {
  return (
    <div class="hidden" aria-live={live}>
      {lines.map((line, index) => (
        <p key={`${id} ${index}`}>{line}</p>
      ))}
    </div>
  );
}

/**
 * The topics to read, in this order. Code and counts are only on the screen.
 *
 * @param extension By how many seconds the open question was just extended.
 */
export function pageTopics(snapshot: PlayerSnapshot, now: number, extension: number): Topic[] {
  const { stage, welcome, end, you } = snapshot;
  const connection = connectionTopic(snapshot);
  if (!welcome || end || !stage) return [connection];
  const podium = podiumProgress(stage, now);
  return [
    connection,
    ...resultTopics(snapshot),
    { subject: 'note', lines: you?.note === undefined ? [] : [you.note] },
    ...(stage.phase === 'reveal' ? [revealTopic(stage)] : stageTopics(withoutCode(stage), podium)),
    { subject: 'latecomer', lines: [latecomerNotice(snapshot) ?? []].flat() },
    pauseTopic(stage),
    extensionTopic(stage, extension),
    answerTopic(snapshot),
    ...(canAnswer(snapshot) ? [timeTopic(stage, markOf(stage, now))] : []),
    rankTopic(snapshot, podium),
  ];
}

/** The last time mark that has passed; null before the first one, and without a limit. */
function markOf(stage: Stage, now: number): number | null {
  if (stage.phase !== 'question' || stage.closesAt === null) return null;
  const { openedAt, closesAt, pausedAt } = stage;
  return timeMarkOf(closesAt - (pausedAt ?? now), closesAt - openedAt);
}

/** Leaves out how everybody answered, which would take too long to read. */
function revealTopic(stage: Stage & RevealStage): Topic {
  const { question, correct, explanation } = stage;
  const lines = [
    disputeNotice(stage) ?? [],
    correct === null ? [] : correctLine(question, correct),
    explanation ?? [],
  ];
  return { subject: 'reveal', lines: lines.flat() };
}

function withoutCode(stage: Stage): Stage {
  if (stage.phase !== 'question') return stage;
  const { code, ...question } = stage.question;
  return code === undefined ? stage : { ...stage, question };
}
