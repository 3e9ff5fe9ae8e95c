/** Not a wait for anything: what happens next, happens at a moment that was drawn. */
export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
