import type { Command } from 'commander';
import { ascii, ca, stateDir, transport } from './shared-options.ts';
import { type Done, subcommand } from './subcommand.ts';
import type { WatchOptions } from '../watch.ts';

/** Declares `termquiz watch`. */
export function declareWatch(termquiz: Command, done: Done): void {
  subcommand(termquiz, 'watch', 'Show a game on another screen, or a past one again.', EXAMPLES)
    .argument(
      '<address|game.jsonl>',
      'Where the game is, as for join; or the journal or the name of a past game.',
    )
    .argument('[pin]', "The PIN on the host's screen; with an address only.")
    .option('--play', 'Play a past game as it happened, in place of phase by phase.', false)
    .addOption(stateDir())
    .addOption(ca())
    .addOption(transport())
    .addOption(ascii())
    .action(async (game: string, pin: string | undefined, options: WatchOptions) => {
      const { watch } = await import('../watch.ts');
      done(await watch(game, pin, options));
    });
}

const EXAMPLES = `
Examples:
  termquiz watch 192.168.1.20 482913       the stage, on a projector or in a second room
  termquiz watch game.jsonl                a past game, phase by phase
  termquiz watch game.jsonl --play         the same, as it happened

A past game's keys: space, Enter or right for the next phase, backspace or left for the one before, Home, End, p to play
and stop. Where no clock runs, what took longer than 5 seconds is played in 5.`;
