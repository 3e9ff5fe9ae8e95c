/** Whether keys can be read and a screen can be drawn. */
export function hasTerminal(): boolean {
  return Boolean(process.stdin.isTTY && process.stdout.isTTY);
}

/** How many cells a line of the output has; 80 where it is no terminal. */
export function outputColumns(): number {
  return process.stdout.columns ?? 80;
}
