/** Whether keys can be read and a screen can be drawn. */
export function hasTerminal(): boolean {
  return Boolean(process.stdin.isTTY && process.stdout.isTTY);
}
