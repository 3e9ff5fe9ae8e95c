import type { Command } from 'commander';
import { ascii, playerName, quizToPlay } from './shared-options.ts';
import { type Done, subcommand } from './subcommand.ts';
import type { PlayOptions } from '../play.ts';

/** Declares `termquiz play`. */
export function declarePlay(termquiz: Command, done: Done): void {
  subcommand(
    termquiz,
    'play',
    'Play alone, without a network. Without a file, choose a bundled quiz.',
    EXAMPLES,
  )
    .addArgument(quizToPlay())
    .addOption(playerName())
    .addOption(ascii())
    .action(async (file: string | undefined, options: PlayOptions) => {
      const { play } = await import('../play.ts');
      done(await play(file, options));
    });
}

const EXAMPLES = `
Examples:
  termquiz play
  termquiz play quiz.json                  try a quiz that you write`;
