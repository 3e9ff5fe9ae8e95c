import { onTestFinished, vi } from 'vitest';

/** Captures what the test writes to stdout and stderr from now on. */
export function captureOutput(): { stdout: string; stderr: string } {
  const captured = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    const spy = vi.spyOn(process[name], 'write').mockImplementation((text) => {
      captured[name] += String(text);
      return true;
    });
    onTestFinished(() => void spy.mockRestore());
  }
  return captured;
}
