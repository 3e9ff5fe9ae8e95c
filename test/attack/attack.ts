/** The host to attack. */
export interface Target {
  readonly port: number;
  readonly pin: string;
  readonly isTls: boolean;
}

/** What attackers got: a number for each thing that is counted. */
export type Gains = Readonly<Record<string, number>>;

/** An attack on a host, and what it may achieve. */
export interface Attack {
  readonly name: string;
  /** A description for the table. */
  readonly title: string;
  /** The kind of host that is attacked. Default: one with default settings. */
  readonly host?: HostSetup;
  /** How long it lasts, in milliseconds. Default: 5000. */
  readonly durationMs?: number;
  /** How many honest players try to join from the attackers' own address meanwhile. Default: 20. */
  readonly joinsFromSameAddress?: number;
  /** Whether honest players may have to wait until it is over. Default: no. */
  readonly delaysJoins?: boolean;
  /** The most that the attackers may get of each thing that is counted. Things that are not listed have no limit. */
  readonly atMost?: Gains;
  /** Attacks until the signal aborts. Resolves with what it got. */
  run(target: Target, signal: AbortSignal): Promise<Gains>;
}

export interface HostSetup {
  /** Default: one of six digits. */
  readonly pin?: string;
  /** How many files the host may open. */
  readonly openFiles?: number;
  readonly isTls?: boolean;
  /** Whether the host believes `X-Forwarded-For`. */
  readonly isBehindProxy?: boolean;
  /** Whether the game stays in its lobby. Default: questions are played throughout. */
  readonly staysInLobby?: boolean;
}

/** How many connections attackers have, unless they only hoard them. */
export const CONNECTIONS = 20;

/** The address that attackers write into `X-Forwarded-For`. */
export const ATTACKER = '203.0.113.66';

/** Counts what attackers get. */
export class Counter {
  readonly #counts = new Map<string, number>();

  /** @param kinds What is counted, in the order of the table. */
  constructor(...kinds: readonly string[]) {
    for (const kind of kinds) this.#counts.set(kind, 0);
  }

  add(kind: string, count = 1): void {
    this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + count);
  }

  get gains(): Gains {
    return Object.fromEntries(this.#counts);
  }
}

export async function nextTurn(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

/** Runs this many attackers at the same time, each of them again and again, until the signal aborts. */
export async function keepAttacking(
  attackers: number,
  signal: AbortSignal,
  act: (attacker: number) => Promise<unknown>,
): Promise<void> {
  const attack = async (attacker: number) => {
    while (!signal.aborted) {
      await act(attacker);
      // Lets the others act, and the signal abort, even if this attacker never had to wait.
      await nextTurn();
    }
  };
  await Promise.all(Array.from({ length: attackers }, (_, attacker) => attack(attacker)));
}
