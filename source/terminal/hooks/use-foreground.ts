import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { useApp } from 'ink';
import { useEffect } from 'react';

/**
 * Sets up the terminal again after the program was stopped (`kill -STOP`, then `fg`), because the shell has changed
 * the terminal's mode and written over the screen. In the background, waits until the program is in the foreground again, because
 * the system stops background programs that change the mode.
 */
export function useForeground(): void {
  const { suspendTerminal } = useApp();
  useEffect(() => {
    let timer: NodeJS.Timeout | undefined;
    let isWaiting = false;
    let isOver = false;
    const restore = async () => {
      const isReady = await isInForeground();
      if (isOver) return;
      isWaiting = !isReady;
      if (isReady) await suspendTerminal(() => undefined);
      else timer = setTimeout(() => void restore(), RETRY_MS);
    };
    const onContinue = () => {
      if (isWaiting) return;
      isWaiting = true;
      void restore();
    };
    process.on('SIGCONT', onContinue);
    return () => {
      isOver = true;
      clearTimeout(timer);
      process.off('SIGCONT', onContinue);
    };
  }, [suspendTerminal]);
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
