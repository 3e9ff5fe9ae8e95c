import type { Fault } from '../faults/fault.ts';
import { cleanText } from '../../text/clean.ts';

export type StepName =
  'proxy' | 'name' | 'tcp' | 'tls' | 'http' | 'websocket' | 'ping' | 'long-polling' | 'port' | 'addresses';

/** The result of one step of a diagnosis. */
export interface StepResult extends Finding {
  readonly name: StepName;
  readonly ok: boolean;
  /** How long it took, in milliseconds. */
  readonly ms: number;
}

export interface Finding {
  /** A few words. */
  readonly summary: string;
  /** What was sent and received, line by line, safe to draw on a terminal. */
  readonly details?: readonly string[] | undefined;
  /** The same for programs. */
  readonly data?: Readonly<Record<string, unknown>> | undefined;
  /** Why the step failed. */
  readonly fault?: Fault | undefined;
  /** The step failed, but later steps may succeed. Default: false. */
  readonly canContinue?: boolean | undefined;
}

export type FailedFinding = Finding & { readonly fault: Fault };

/** Returns the beginning of a text from outside, as one line that is safe to draw. */
export function shownText(text: string): string {
  return cleanText(text.slice(0, MAX_SHOWN_LENGTH));
}

const MAX_SHOWN_LENGTH = 200;

/** Something that a step opened, or why it could not. */
export type Outcome<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly finding: FailedFinding };

/** Runs a step and times it. @param now A clock, in milliseconds. */
export async function runStep(
  name: StepName,
  now: () => number,
  step: () => Promise<Finding>,
): Promise<StepResult> {
  const startedAt = now();
  const finding = await step();
  return { ...finding, name, ok: !finding.fault, ms: now() - startedAt };
}
