import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useNow } from './game/hooks.ts';

interface CountdownProps {
  /** The clock of the deadline, such as the seat's. */
  readonly clock: { now(): number };
  /** When the time is up, in milliseconds of the clock. */
  readonly endsAt: number;
  /** The time at which the clock was stopped; null while it runs. */
  readonly pausedAt: number | null;
  /** Also draws a bar, which is full at this time. */
  readonly startsAt?: number;
  /** Whether to leave out the unit. Default: false. */
  readonly isBare?: boolean;
}

/** The seconds left, at a fixed width, and a bar that shrinks. */
export function Countdown({ clock, endsAt, pausedAt, startsAt, isBare = false }: CountdownProps) {
  const now = useNow(clock);
  const leftMs = Math.max(0, endsAt - (pausedAt ?? now));
  const seconds = Math.min(MAX_SECONDS, Math.ceil(leftMs / 1000));
  const isUrgent = seconds <= (startsAt === undefined ? 1 : URGENT_SECONDS) && pausedAt === null;
  const text = (
    <span class="countdown" role="timer" data-urgent={isUrgent}>
      {isBare ? seconds : `${seconds} s`}
    </span>
  );
  if (startsAt === undefined) return text;
  const share = Math.min(1, leftMs / Math.max(1, endsAt - startsAt));
  return (
    <div class="time-left" data-urgent={isUrgent}>
      <div class="time-bar" aria-hidden="true">
        <div class="time-bar-rest" style={{ transform: `scaleX(${share})` }} />
      </div>
      {text}
    </div>
  );
}

/** Far more than the longest time limit: there is no room for more digits. */
const MAX_SECONDS = 999;

/** The last seconds to answer are red; of other countdowns, only the last one. */
const URGENT_SECONDS = 5;

interface NoticeProps {
  readonly tone?: 'notice' | 'warning';
  readonly children: ComponentChildren;
}

/** A message to the player, below the header. */
export function Notice({ tone = 'notice', children }: NoticeProps) {
  return (
    <p class="notice" data-tone={tone}>
      {children}
    </p>
  );
}

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

/** A modal dialog. Escape, its button and a tap beside it close it; the focus then goes back to where it was. */
export function Dialog({ title, onClose, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby="dialog-title"
      onClose={onClose}
      onClick={({ target }) => {
        if (target === dialog.current) dialog.current?.close();
      }}
    >
      <div class="dialog">
        <h2 id="dialog-title">{title}</h2>
        {children}
      </div>
    </dialog>
  );
}
