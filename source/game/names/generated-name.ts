import { hash } from '../shuffle.ts';

/**
 * Returns a friendly name of two words, such as "Brave Otter".
 *
 * @param seed Determines the order of the names.
 * @param index Which name, from 0. The first 1,600 are all different; later ones have a number added.
 */
export function generatedName(seed: string, index: number): string {
  const combination = (hash(seed) + index * STRIDE) % (ADJECTIVES.length * ANIMALS.length);
  const adjective = ADJECTIVES[combination % ADJECTIVES.length];
  const animal = ANIMALS[Math.floor(combination / ADJECTIVES.length)];
  const pass = Math.floor(index / (ADJECTIVES.length * ANIMALS.length));
  return pass === 0 ? `${adjective} ${animal}` : `${adjective} ${animal} ${pass + 1}`;
}

/** A prime, so that steps of this length visit every combination, and change both words each time. */
const STRIDE = 977;

const ADJECTIVES =
  'Agile Amber Brave Bright Calm Clever Cosmic Cozy Curious Daring Eager Fancy Gentle Golden Happy Humble Jolly Kind Lively Lucky Merry Mighty Nimble Noble Patient Polite Proud Quick Quiet Rapid Silver Sly Smart Snappy Steady Sunny Swift Tidy Witty Zesty'.split(
    ' ',
  );

const ANIMALS =
  'Badger Beaver Bison Camel Cobra Crane Dingo Dolphin Eagle Falcon Ferret Finch Fox Gecko Gopher Heron Ibex Jackal Koala Lemur Lynx Magpie Marmot Moose Narwhal Newt Ocelot Octopus Otter Owl Panda Panther Penguin Puffin Python Raven Salmon Seal Tapir Walrus'.split(
    ' ',
  );
