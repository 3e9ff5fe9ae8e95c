import { checkName, checkProxy, checkTcp, checkTls } from './check-connection.ts';
import { checkHttp } from './check-http.ts';
import { checkLongPolling } from './check-long-polling.ts';
import { checkPing } from './check-ping.ts';
import { checkWebSocket } from './check-websocket.ts';
import type { StepResult } from './step.ts';
import type { Target } from './target.ts';

export interface Diagnosis {
  readonly steps: readonly StepResult[];
  /** The better way to play if there are two; null if the game cannot be played. */
  readonly transport: 'websocket' | 'long-polling' | null;
}

/**
 * Checks everything that playing a game needs, step by step, up to the first failure that rules out the rest.
 *
 * @param onStep Called after each step.
 */
export async function diagnoseGame(
  target: Target,
  onStep: (result: StepResult) => void = () => undefined,
): Promise<Diagnosis> {
  const steps: StepResult[] = [];
  const take = (result: StepResult) => {
    steps.push(result);
    onStep(result);
    return result.ok || result.canContinue === true;
  };
  const isReachable =
    take(await checkProxy(target)) &&
    take(await checkName(target)) &&
    take(await checkTcp(target)) &&
    (!target.isSecure || take(await checkTls(target))) &&
    take(await checkHttp(target));
  if (!isReachable) return { steps, transport: null };
  const isOk = (name: string) => steps.some((step) => step.name === name && step.ok);
  const { result, socket } = await checkWebSocket(target, isOk('http'));
  take(result);
  if (socket) take(await checkPing(target, socket));
  take(await checkLongPolling(target, isOk('http')));
  if (isOk('ping')) return { steps, transport: 'websocket' };
  return { steps, transport: isOk('long-polling') ? 'long-polling' : null };
}
