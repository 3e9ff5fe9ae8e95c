/** Waits for a planned or random delay. To wait for something to happen, use `until`. */
export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
