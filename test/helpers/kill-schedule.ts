import type { SeededRandom } from './seeded-random.ts';

/** When in a game its host is killed, and how often: mostly while a question is open, but at any other moment, too. */
export class KillSchedule {
  /** By moment: a command or a phase, and the count of that. */
  readonly #kills = new Map<string, number>();

  constructor(dice: SeededRandom, questions: number, kills: number) {
    for (let kill = 0; kill < kills; kill++) {
      const moment = momentIn(dice, dice.int(1, questions));
      this.#kills.set(moment, (this.#kills.get(moment) ?? 0) + 1);
    }
  }

  /** How often the host is killed at this moment. */
  take(moment: string): number {
    const kills = this.#kills.get(moment) ?? 0;
    this.#kills.delete(moment);
    return kills;
  }

  /** The kills of all moments that did not come: a question may close before the host closes it. */
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
