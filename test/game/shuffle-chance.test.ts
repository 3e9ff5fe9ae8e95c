import { describe, expect, it } from 'vitest';
import { evolve } from '../../source/game/evolve.ts';
import { createGame } from '../../source/game/game.ts';
import { playAgain } from '../../source/game/play-again.ts';
import { permuter } from '../../source/game/shuffle.ts';
import { START, created } from '../helpers/games.ts';
import { choiceQuestion } from '../helpers/questions.ts';

/** Successive orders of the same items, as indexes into the order in the file. */
type Sequence = readonly (readonly number[])[];

const SEEDS = Array.from({ length: 160 }, (_, index) => `seed ${index}`);
const SEQUENCE_LENGTH = 24;
const MAX_LAG = 8;
const sizes = [2, 3, 4, 5, 6];

describe.each(sizes)('a shuffle of %i items', (size) => {
  const letters = Array.from({ length: size }, (_, index) => 'abcdef'.charAt(index));
  const optionOrders = SEEDS.map((seed) => ordersOfOptions(seed, letters));
  const questionOrders = SEEDS.map((seed) => ordersOfQuestions(seed, size));

  it('puts each option in each place equally often', () => {
    for (const place of letters.keys()) expectUniform(optionOrders.flat().map(itemAt(place)), size);
  });

  it.each(lags())('orders options independently of those %i questions earlier', (lag) => {
    for (const place of letters.keys()) expectIndependent(optionOrders, lag, itemAt(place), size);
  });

  it('puts each question in each place equally often', () => {
    for (const place of letters.keys()) expectUniform(questionOrders.flat().map(itemAt(place)), size);
  });

  it.each(lags())('orders questions independently of their order %i games earlier', (lag) => {
    for (const place of letters.keys()) expectIndependent(questionOrders, lag, itemAt(place), size);
  });

  it('orders options independently of the questions', () => {
    const pairs = SEEDS.flatMap((_, index) => {
      const [options, questions] = [optionOrders[index], questionOrders[index]];
      return options?.[0] && questions?.[0] ? [[questions[0], options[0]]] : [];
    });
    for (const place of letters.keys()) expectIndependent(pairs, 1, itemAt(place), size);
  });

  it('makes all orders equally likely', () => {
    const items = [...letters.keys()];
    const orders = Array.from({ length: 6000 }, (_, index) => permuter(`seed ${index}`)(items));
    const count = items.reduce((product, index) => product * (index + 1), 1);
    expectUniform(orders.map(numberOf), count);
  });
});

function lags(): number[] {
  return Array.from({ length: MAX_LAG }, (_, index) => index + 1);
}

/** Returns the orders of the options in the questions of one game. */
function ordersOfOptions(seed: string, options: string[]): Sequence {
  const questions = Array.from({ length: SEQUENCE_LENGTH }, () => choiceQuestion({ options, answer: 0 }));
  const game = createGame(created({ questions, settings: { shuffle: 'answers' }, seed }));
  return questions.map((_, question) => {
    evolve(game, { type: 'question-announced', at: START, question, opensAt: START });
    return game.round?.rules.asked.options?.map((option) => options.indexOf(option)) ?? [];
  });
}

/** Returns the orders of the questions in successive games. */
function ordersOfQuestions(seed: string, size: number): Sequence {
  const questions = Array.from({ length: size }, () => choiceQuestion());
  let start = created({ questions, settings: { shuffle: 'questions' }, seed });
  return Array.from({ length: SEQUENCE_LENGTH }, () => {
    const game = createGame(start);
    start = playAgain(start, game, START).created;
    return game.playOrder;
  });
}

function itemAt(place: number): (order: readonly number[]) => number {
  return (order) => order[place] ?? -1;
}

/** Returns the number of an order among all orders of its items, from 0 (Lehmer code). */
function numberOf(order: readonly number[]): number {
  return order.reduce((number, item, place) => {
    const smaller = order.slice(place + 1).filter((later) => later < item).length;
    return number * (order.length - place) + smaller;
  }, 0);
}

/** Checks that values from 0 to `size` − 1 are equally frequent. */
function expectUniform(values: readonly number[], size: number): void {
  expect(chiSquared(values, size)).toBeLessThan(criticalValue(size - 1));
}

/**
 * Checks that the value of an order is independent of the one `lag` places before it in its sequence. No order belongs to
 * two pairs, so that the pairs are independent of each other.
 */
function expectIndependent(
  sequences: readonly Sequence[],
  lag: number,
  valueOf: (order: readonly number[]) => number,
  size: number,
): void {
  const pairs = sequences.flatMap((sequence) =>
    sequence.flatMap((order, index) => {
      const later = sequence[index + lag];
      return later && index % (2 * lag) < lag ? [valueOf(order) * size + valueOf(later)] : [];
    }),
  );
  expect(chiSquared(pairs, size * size)).toBeLessThan(criticalValue(size * size - 1));
}

/** Returns Pearson's statistic for values from 0 to `size` − 1, if all were equally likely. */
function chiSquared(values: readonly number[], size: number): number {
  const expected = values.length / size;
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const missing = (size - counts.size) * expected;
  return [...counts.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, missing);
}

/**
 * Returns the value that chi-squared exceeds with a probability of 3 in a million (z = 4.5), by the approximation of Wilson and
 * Hilferty (1931). Fewer than 400 values are compared with it, so a fair shuffle would fail with one choice of seeds in 800.
 */
function criticalValue(degreesOfFreedom: number): number {
  const variance = 2 / (9 * degreesOfFreedom);
  return degreesOfFreedom * (1 - variance + 4.5 * Math.sqrt(variance)) ** 3;
}
