import { INFO_PATH } from '../../protocol/endpoints.ts';
import { NOTHING_HERE } from '../../protocol/nothing-here.ts';
import type { Diagnosis } from '../diagnosis.ts';
import { type Answer, ask } from './ask.ts';
import { gameIn } from './game-in.ts';
import { type Target, addressBy, hostAndPort } from './target.ts';

/** What it means that a game is there, but not by this path; undefined where none is seen. */
export async function wrongPath(
  target: Target,
  { status, body }: Answer,
  signal: AbortSignal,
): Promise<Diagnosis | undefined> {
  const { host, port, isSecure, base } = target;
  const place = hostAndPort(host, port);
  const { origin, pathname } = new URL(base);
  const path = pathname === '/' ? '' : pathname;
  const atRoot = { ...target, base: origin };
  if (path !== '' && (await hasGame(atRoot, signal))) {
    return {
      meaning: `There is a game at ${place}, but not below the path ${path}.`,
      advice: `Leave the path out: ${addressBy(isSecure ? 'wss' : 'ws', atRoot)}`,
    };
  }
  if (status !== 404 || !body.startsWith(NOTHING_HERE)) return undefined;
  return {
    meaning: `A termquiz answers at ${place}, but was asked for another path than ${INFO_PATH}: the path of the address is wrong, or a server in front of the game changes it.`,
    advice: `Compare the path with the one on the host's screen. A server in front has to pass ${path}${INFO_PATH} on as ${INFO_PATH}.`,
  };
}

async function hasGame(target: Target, signal: AbortSignal): Promise<boolean> {
  const asked = await ask(target, INFO_PATH, {}, signal);
  return asked.ok && asked.value.ok && gameIn(asked.value.answer) !== undefined;
}
