import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { useApp } from 'ink';
import type { WindowTitle } from './use-window.ts';
import { createContext, useCallback, useContext, useEffect, useRef } from 'react';

/** Stops the program, as Ctrl+Z does in a shell, until it is continued; null where programs cannot be stopped. */
type Suspend = (() => void) | null;

export const SuspendContext = createContext<Suspend>(null);

/** Returns what Ctrl+Z calls to stop the program; null on Windows. */
export function useSuspend(): Suspend {
  return useContext(SuspendContext);
}

/**
 * Sets up the terminal again after the program was stopped (`kill -STOP`, or the returned function, then `fg`), because the shell has
 * changed the terminal's mode and written over the screen. In the background, waits until the program is in the foreground again,
 * because the system stops background programs that change the mode. In the meantime, the window has its old title.
 */
export function useForeground(title: WindowTitle | null): Suspend {
  const { suspendTerminal } = useApp();
  const isWaiting = useRef(false);
  const leave = useCallback(
    async (stop: () => Promise<void>) => {
      if (isWaiting.current) return;
      isWaiting.current = true;
      try {
        await stop();
      } finally {
        isWaiting.current = false;
      }
    },
    [isWaiting],
  );
  useEffect(() => {
    const restore = async () => {
      await waitForForeground();
      await suspendTerminal(() => undefined);
      title?.refresh();
    };
    const onContinue = () => void leave(restore);
    process.on('SIGCONT', onContinue);
    return () => {
      process.off('SIGCONT', onContinue);
    };
  }, [leave, suspendTerminal, title]);
  const suspend = useCallback(() => {
    void leave(async () =>
      suspendTerminal(async () => {
        title?.restore();
        await stopGroup();
        await waitForForeground();
        title?.open();
      }),
    );
  }, [leave, suspendTerminal, title]);
  return process.platform === 'win32' ? null : suspend;
}

/** Stops this program and the others of its group, such as npx, and resolves once they are continued. */
async function stopGroup(): Promise<void> {
  const continued = new AbortController();
  const { signal } = continued;
  const waiting = [once(process, 'SIGCONT', { signal }), sleep(STOP_MS, undefined, { signal })];
  process.kill(0, 'SIGTSTP');
  await Promise.race(waiting);
  continued.abort();
  await Promise.allSettled(waiting);
}

/** By then, the system has stopped the program, unless no shell could continue it. */
const STOP_MS = 500;

async function waitForForeground(): Promise<void> {
  while (!(await isInForeground())) await sleep(RETRY_MS, undefined, { ref: false });
}

const RETRY_MS = 500;

/** Whether the terminal belongs to this program, not to a shell that has put it in the background. */
async function isInForeground(): Promise<boolean> {
  try {
    const { stdout } = await promisify(execFile)('ps', ['-o', 'pgid=,tpgid=', '-p', String(process.pid)]);
    const [group, foreground] = stdout.trim().split(/\s+/u);
    return group === foreground;
  } catch {
    // Without ps, there is no way to tell.
    return true;
  }
}
