import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generatedName } from '../../../source/game/names/generated-name.ts';
import { parsePlayerName } from '../../../source/game/names/player-name.ts';
import { lookAlikesAmong } from '../../helpers/look-alikes.ts';

describe('a generated name', () => {
  it('is the same for the same seed and index', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(10_000), (seed, index) => {
        expect(generatedName(seed, index)).toBe(generatedName(seed, index));
      }),
    );
  });

  it('looks different from all others, for 5,000 players', () => {
    for (const seed of ['', 'seed', 'quiz/2']) {
      const names = Array.from({ length: 5000 }, (_, index) => generatedName(seed, index));
      expect(names.filter((name) => parsePlayerName(name) !== name)).toEqual([]);
      expect(lookAlikesAmong(names)).toEqual([]);
    }
  });

  it('has two words for the first 1,600 players, and a number after that', () => {
    const names = Array.from({ length: 3200 }, (_, index) => generatedName('seed', index));
    for (const name of names.slice(0, 1600)) expect(name).toMatch(/^[A-Z][a-z]+ [A-Z][a-z]+$/u);
    for (const [index, name] of names.slice(1600).entries()) expect(name).toBe(`${names[index]} 2`);
  });

  it('differs in both words from one player to the next', () => {
    for (let index = 0; index < 1599; index++) {
      const [before, after] = [index, index + 1].map((index) => generatedName('seed', index).split(' '));
      expect(before?.[0]).not.toBe(after?.[0]);
      expect(before?.[1]).not.toBe(after?.[1]);
    }
  });
});
