import type { Diagnosis } from '../faults/fault.ts';

export type StepName =
  'proxy' | 'name' | 'tcp' | 'tls' | 'http' | 'websocket' | 'ping' | 'long-polling' | 'port' | 'addresses';

/** What one step of an examination found. */
export interface StepResult extends Finding {
  readonly name: StepName;
  readonly ok: boolean;
  /** How long it took, in milliseconds. */
  readonly ms: number;
}

export interface Finding {
  /** In a few words. */
  readonly summary: string;
  /** What was seen, line by line, safe to draw on a terminal. */
  readonly details?: readonly string[] | undefined;
  /** The same for programs. */
  readonly data?: Readonly<Record<string, unknown>> | undefined;
  /** Of a step that failed. */
  readonly diagnosis?: Diagnosis | undefined;
  /** After a step that failed: another way may work all the same. */
  readonly goOn?: boolean | undefined;
}

/** Runs a step, and times it. @param now A clock, in milliseconds. */
export async function runStep(
  name: StepName,
  now: () => number,
  look: () => Promise<Finding>,
): Promise<StepResult> {
  const startedAt = now();
  const finding = await look();
  return { ...finding, name, ok: !finding.diagnosis, ms: now() - startedAt };
}

/** Something that may be had, or may not: then why. */
export type Attempt<Value> =
  { readonly ok: true; readonly value: Value } | ({ readonly ok: false } & FailedAttempt);

export interface FailedAttempt {
  readonly diagnosis: Diagnosis;
  /** What failed, in a few words. */
  readonly summary: string;
  readonly details?: readonly string[] | undefined;
}
