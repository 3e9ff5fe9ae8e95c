import { useContext, useEffect, useRef, useState } from 'react';
import { useKeyPresses } from '../hooks/use-key-presses.ts';
import type { Deadline } from '../hooks/use-countdown.ts';
import { SpeakerContext } from './speaker.ts';
import { TIME_MARKS, timeMarkOf } from '../../words/stage-topics.ts';
import { type ReadTopics, type Topic, asRead, readingsOf } from '../../words/topic.ts';

/** The shortest time between two readings of topics that change often, in milliseconds. */
const BUSY_MS = 3000;

/**
 * Reads topics aloud when they change, and all of them again with Ctrl+R. Echoes the text that the user is typing; null if there is
 * none.
 */
export function useNarration(topics: readonly Topic[], typed: string | null): void {
  const speaker = useContext(SpeakerContext);
  const read = useRef<ReadTopics>(new Map());
  const busyUntil = useRef(0);
  const [, lookAgain] = useState(0);

  // Without dependencies: whatever is new has to be read, whatever the reason for the render.
  useEffect(() => {
    const waitMs = busyUntil.current - performance.now();
    const readings = readingsOf(topics, read.current);
    const due = readings.filter(({ topic: { isBusy = false } }) => !isBusy || waitMs <= 0);
    if (typed === null) speaker?.echo(null);
    speaker?.say(...due.flatMap(({ lines }) => lines));
    speaker?.echo(typed);
    if (due.some(({ topic }) => topic.isBusy)) busyUntil.current = performance.now() + BUSY_MS;
    const postponed = readings.filter((reading) => !due.includes(reading)).map(({ topic }) => topic);
    const before = postponed.flatMap(({ subject }) => read.current.get(subject) ?? []);
    read.current = asRead([...topics.filter((topic) => !postponed.includes(topic)), ...before]);
    if (postponed.length === 0) return;
    const timer = setTimeout(() => lookAgain((count) => count + 1), Math.max(0, waitMs));
    return () => clearTimeout(timer);
  });

  useKeyPresses((keyPress) => {
    if (keyPress.type === 'repeat') speaker?.say(...topics.flatMap(({ lines }) => lines));
  });
}

/** Returns the last mark that a deadline has passed: 30, 10 or 5 seconds before it. Null before the first one, and without a deadline. */
export function useTimeMark(deadline: Deadline | null): number | null {
  const [, lookAgain] = useState(0);
  const left = deadline === null ? Infinity : deadline.endsAt - (deadline.pausedAt ?? deadline.now());
  const total = deadline === null ? 0 : deadline.endsAt - deadline.startsAt;
  const next = TIME_MARKS.find((mark) => mark * 1000 < Math.min(left, total));
  const isRunning = deadline !== null && deadline.pausedAt === null && next !== undefined;
  const waitMs = isRunning ? Math.ceil(left - next * 1000) : null;
  // Without dependencies, because each render waits for the next mark.
  useEffect(() => {
    if (waitMs === null) return;
    const timer = setTimeout(() => lookAgain((count) => count + 1), waitMs);
    return () => clearTimeout(timer);
  });
  return timeMarkOf(left, total);
}
