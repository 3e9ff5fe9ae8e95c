import * as fc from 'fast-check';
import { parsePlayerName } from '../../source/game/player-name.ts';
import { cleanText } from '../../source/text/clean.ts';
import { hasStandIn, hostileText } from '../helpers/hostile-texts.ts';
import { SEED } from './runs.ts';

/** Returns hostile texts as they come from outside. */
export function rawSamples(purpose: string, count: number): string[] {
  return fc.sample(hostileText, { seed: seedNumber(purpose), numRuns: count });
}

/** Returns cleaned texts and names that have stand-ins, none of them empty. */
export function cleanSamples(purpose: string, count: number): string[] {
  const cleaned = rawSamples(purpose, count).map(
    (text, index) => (index % 2 === 0 ? parsePlayerName(text) : cleanText(text).slice(0, 60)) || 'x',
  );
  return cleaned.map((text) => cleanText(text)).map((text) => (hasStandIn(text) ? text : 'x'));
}

function seedNumber(purpose: string): number {
  return [...`${SEED} ${purpose}`].reduce((sum, character) => (sum * 31 + character.charCodeAt(0)) | 0, 7);
}
