import * as fc from 'fast-check';
import { parsePlayerName } from '../../source/game/names/player-name.ts';
import { cleanText } from '../../source/text/clean.ts';
import { hasStandIn, hostileText } from '../helpers/hostile-texts.ts';
import { SEED } from './runs.ts';

/** How many texts one place holds: the first place one of them, the second three, the third five, and so on. */
const RAW_PACKS = [1, 3, 5];

/** As many in a place for any text. Every other place has a name. */
const CLEAN_PACKS = [1, 3];

/** Returns places with this many hostile texts in all, as they come from outside. */
export function rawSamples(purpose: string, count: number): string[] {
  return packed(fc.sample(hostileText, { seed: seedNumber(purpose), numRuns: count }), RAW_PACKS);
}

/** Returns places with this many cleaned texts and names in all, which have stand-ins, and none of which is empty. */
export function cleanSamples(purpose: string, count: number): string[] {
  const texts = fc.sample(hostileText, { seed: seedNumber(purpose), numRuns: count });
  const cleaned = packed(texts, CLEAN_PACKS).map(
    (text, index) => (index % 2 === 0 ? parsePlayerName(text) : cleanText(text).slice(0, 60)) || 'x',
  );
  return cleaned.map((text) => cleanText(text)).map((text) => (hasStandIn(text) ? text : 'x'));
}

/** Joins texts, of which packs of these sizes share a place. */
function packed(texts: readonly string[], sizes: readonly number[]): string[] {
  const places: string[] = [];
  for (let from = 0; from < texts.length;) {
    const to = from + (sizes[places.length % sizes.length] ?? 1);
    places.push(texts.slice(from, to).join(' '));
    from = to;
  }
  return places;
}

function seedNumber(purpose: string): number {
  return [...`${SEED} ${purpose}`].reduce((sum, character) => (sum * 31 + character.charCodeAt(0)) | 0, 7);
}
