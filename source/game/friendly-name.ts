import { hash } from './hash.ts';

/**
 * A friendly name of two words, such as "Brave Otter".
 *
 * @param seed Draws the order of the names.
 * @param index Which one of them, from 0. No two of the first 1,600 are the same; later ones have a number.
 */
export function friendlyName(seed: string, index: number): string {
  const place = (hash(seed) + index * STRIDE) % (ADJECTIVES.length * ANIMALS.length);
  const adjective = ADJECTIVES[place % ADJECTIVES.length];
  const animal = ANIMALS[Math.floor(place / ADJECTIVES.length)];
  const round = Math.floor(index / (ADJECTIVES.length * ANIMALS.length));
  return round === 0 ? `${adjective} ${animal}` : `${adjective} ${animal} ${round + 1}`;
}

/** A prime: steps of it come by every name before they come back, and change both words. */
const STRIDE = 977;

const ADJECTIVES =
  'Agile Amber Brave Bright Calm Clever Cosmic Cozy Curious Daring Eager Fancy Gentle Golden Happy Humble Jolly Kind Lively Lucky Merry Mighty Nimble Noble Patient Polite Proud Quick Quiet Rapid Silver Sly Smart Snappy Steady Sunny Swift Tidy Witty Zesty'.split(
    ' ',
  );

const ANIMALS =
  'Badger Beaver Bison Camel Cobra Crane Dingo Dolphin Eagle Falcon Ferret Finch Fox Gecko Gopher Heron Ibex Jackal Koala Lemur Lynx Magpie Marmot Moose Narwhal Newt Ocelot Octopus Otter Owl Panda Panther Penguin Puffin Python Raven Salmon Seal Tapir Walrus'.split(
    ' ',
  );
