import { type Clock, systemClock } from '../../source/clock.ts';

/** How many times faster than real time an accelerated clock runs. More would leave too little time on a busy machine. */
export const SPEED = 5;

/** Twenty seconds of real time, so that no question closes early on a busy machine. */
export const LONG_QUESTIONS = { time: 20 * SPEED };

/** A clock that runs `speed` times faster than real time, with its timers. The client and the room have to share it. */
export function acceleratedClock(speed = SPEED): Clock {
  const clock = systemClock();
  const start = clock.now();
  return {
    now: () => start + (clock.now() - start) * speed,
    after: (delayMs, callback) => clock.after(delayMs / speed, callback),
    soon: clock.soon,
  };
}
