/** How to get into the game. */
export interface HostJoining {
  /** What to type, exactly, the best first. */
  readonly commands: readonly string[];
  readonly pin: string;
}
