import { Text } from 'ink';
import { useEffect, useRef, useState } from 'react';
import { type Deadline, questionDeadline, useCountdown } from '../hooks/use-countdown.ts';
import { useTheme } from '../hooks/use-theme.ts';
import type { HeaderPart } from '../ui/frame.tsx';
import { isNarrow } from '../ui/layout.ts';
import { fit, widthOf } from '../../text/width.ts';
import type { Stage } from '../../view/stage.ts';
import { EXTENSION_SHOWN_MS, extensionOf, openTimeOf } from '../../words/game.ts';

/**
 * The countdown for the header: to the next phase, in games that continue automatically, and to the end of a question that something
 * covers. Otherwise undefined.
 */
export function headerCountdown(
  stage: Stage | null,
  now: () => number,
  columns: number,
  isCovered: boolean,
): HeaderPart | undefined {
  if (stage?.phase === 'question')
    return isCovered ? timeLeft(questionDeadline(stage, now), columns) : undefined;
  if (!stage || !('continuesAt' in stage)) return undefined;
  const { phase, continuesAt, pausedAt } = stage;
  if (continuesAt === null) return pausedAt === null ? undefined : paused;
  if (pausedAt !== null) return paused;
  const deadline = { now, startsAt: continuesAt, endsAt: continuesAt, pausedAt };
  return secondsLeft(deadline, phase === 'lobby' ? 'starts in ' : 'continues in ', columns);
}

function timeLeft(deadline: Deadline | null, columns: number): HeaderPart | undefined {
  return deadline ? secondsLeft(deadline, 'closes in ', columns) : undefined;
}

function secondsLeft(deadline: Deadline, longLabel: string, columns: number): HeaderPart {
  const label = isNarrow(columns) ? '' : longLabel;
  const { endsAt, now, pausedAt } = deadline;
  const digits = Math.max(10, Math.ceil((endsAt - (pausedAt ?? now())) / 1000));
  const width = widthOf(` ${label}${digits} s `);
  return { width, content: <SecondsLeft {...{ deadline, label, width }} /> };
}

interface SecondsLeftProps {
  readonly deadline: Deadline;
  readonly label: string;
  readonly width: number;
}

function SecondsLeft({ deadline, label, width }: SecondsLeftProps) {
  const { styles, symbols } = useTheme();
  const { seconds } = useCountdown(deadline, 0);
  return <Text {...styles.noticeBadge}>{fit(` ${label}${seconds} s`, width, symbols.ellipsis)}</Text>;
}

function Paused() {
  const { styles } = useTheme();
  return <Text {...styles.noticeBadge}>{PAUSED}</Text>;
}

const PAUSED = ' paused ';
const paused: HeaderPart = { width: widthOf(PAUSED), content: <Paused /> };

/** Returns for a few seconds by how many seconds the open question was extended; otherwise 0. */
export function useExtension(stage: Stage | null): number {
  const [seconds, setSeconds] = useState(0);
  const { question, lengthMs } = openTimeOf(stage);
  const before = useRef({ question, lengthMs });
  useEffect(() => {
    const extension = extensionOf(before.current, { question, lengthMs });
    before.current = { question, lengthMs };
    setSeconds(extension);
    if (extension === 0) return;
    const timer = setTimeout(() => setSeconds(0), EXTENSION_SHOWN_MS);
    return () => clearTimeout(timer);
  }, [question, lengthMs]);
  return lengthMs === null ? 0 : seconds;
}
