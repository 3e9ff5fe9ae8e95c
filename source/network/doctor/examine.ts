import { checkTls } from './check-tls.ts';
import { connectTcp, lookUpName } from './connect.ts';
import { openWebSocket } from './open-websocket.ts';
import { ping } from './ping.ts';
import { poll } from './poll.ts';
import { type StepResult, runStep } from './step.ts';
import type { Target } from './target.ts';
import { type Route, routeTo } from '../proxy/proxy.ts';
import { askForGame } from './ask-for-game.ts';

export interface Examination {
  readonly steps: readonly StepResult[];
  /** How a game can be played, the better way where there are two; null: it cannot be. */
  readonly transport: 'websocket' | 'long-polling' | null;
}

/**
 * Tries all that a game needs, step by step, up to the first failure that makes the rest pointless.
 *
 * @param onStep Is told of each step once it is done.
 */
export async function examine(
  target: Target,
  onStep: (result: StepResult) => void = () => undefined,
): Promise<Examination> {
  const steps: StepResult[] = [];
  const take = (result: StepResult) => {
    steps.push(result);
    onStep(result);
    return result.ok || result.goOn === true;
  };
  const isReached =
    take(await nameProxy(target)) &&
    take(await lookUpName(target)) &&
    take(await connectTcp(target)) &&
    (!target.isSecure || take(await checkTls(target))) &&
    take(await askForGame(target));
  if (!isReached) return { steps, transport: null };
  const isOk = (name: string) => steps.some((step) => step.name === name && step.ok);
  const { result, socket } = await openWebSocket(target, isOk('http'));
  take(result);
  if (socket) take(await ping(target, socket));
  take(await poll(target, isOk('http')));
  if (isOk('ping')) return { steps, transport: 'websocket' };
  return { steps, transport: isOk('long-polling') ? 'long-polling' : null };
}

async function nameProxy({ base, system }: Target): Promise<StepResult> {
  return runStep('proxy', system.now, async () => describeRoute(routeTo(base)));
}

function describeRoute(route: Route) {
  switch (route.type) {
    case 'straight':
      return { summary: 'none', data: { proxy: null } };
    case 'unusable':
      return {
        summary: 'the environment names one that cannot be used',
        diagnosis: { meaning: route.message, advice: 'NO_PROXY=* goes straight everywhere.' },
      };
    case 'proxy': {
      const { shown, variable } = route;
      return { summary: `${shown}, by ${variable}`, data: { proxy: shown, variable } };
    }
  }
}
