import type { SeededRandom } from './seeded-random.ts';

/** When and how often to kill the host: mostly while a question is open, but at any other moment, too. */
export class KillSchedule {
  /** The number of kills by moment: a command or phase, and its number. */
  readonly #kills = new Map<string, number>();

  constructor(dice: SeededRandom, questions: number, kills: number) {
    for (let kill = 0; kill < kills; kill++) {
      const moment = momentIn(dice, dice.int(1, questions));
      this.#kills.set(moment, (this.#kills.get(moment) ?? 0) + 1);
    }
  }

  /** Returns the number of kills at this moment, and removes them. */
  take(moment: string): number {
    const kills = this.#kills.get(moment) ?? 0;
    this.#kills.delete(moment);
    return kills;
  }

  /** Returns the number of kills left: some moments never come, because a question may close before the host closes it. */
  takeRest(): number {
    return [...this.#kills.keys()].reduce((sum, moment) => sum + this.take(moment), 0);
  }
}

function momentIn(dice: SeededRandom, count: number): string {
  if (dice.chance(0.7)) return `question ${count}`;
  const phase = dice.pick([
    'joining 1',
    `ready ${count}`,
    `reveal ${count}`,
    `standings ${count}`,
    'podium 1',
  ]);
  return dice.pick([phase, `next ${count}`, `close ${count}`, 'start 1']);
}
