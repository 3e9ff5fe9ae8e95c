import type { Attack } from './attack.ts';
import { connectionAttacks } from './connections.ts';
import { frameAttacks } from './frames.ts';
import { pinAttacks } from './pins.ts';
import { requestAttacks } from './requests.ts';
import { seatAttacks } from './seats.ts';
import { strangerAttacks } from './strangers.ts';

/** A run in which nobody attacks, to compare the others with. */
export const undisturbed: Attack = {
  name: 'undisturbed',
  title: 'undisturbed',
  run: async (_target, signal) => {
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
    return {};
  },
};

export const attacks: readonly Attack[] = [
  ...requestAttacks,
  ...frameAttacks,
  ...connectionAttacks,
  ...seatAttacks,
  ...pinAttacks,
  ...strangerAttacks,
];
