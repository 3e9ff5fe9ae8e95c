import type { Command } from 'commander';
import { ascii, ca, playerName, transport } from './shared-options.ts';
import { type Done, subcommand } from './subcommand.ts';
import type { JoinOptions } from '../join/join.ts';

/** Declares `termquiz join`. */
export function declareJoin(termquiz: Command, done: Done): void {
  subcommand(termquiz, 'join', 'Play in a game. What is not given is asked for.', EXAMPLES)
    .argument(
      '[address]',
      'Where the game is: 192.168.1.20, 192.168.1.20:7849, [::1]:7849, or a ws, wss, http or https URL. Default: choose a game of the local network.',
    )
    .argument('[pin]', "The PIN on the host's screen.")
    .addOption(playerName())
    .option('--team <team>', 'The team to play in, where the game has teams. Default: the smallest.')
    .addOption(ca())
    .addOption(transport())
    .addOption(ascii())
    .action(async (address: string | undefined, pin: string | undefined, options: JoinOptions) => {
      const { join } = await import('../join/join.ts');
      done(await join(address, pin, options));
    });
}

const EXAMPLES = `
Examples:
  termquiz join                            choose a game on the local network
  termquiz join 192.168.1.20 482913
  termquiz join wss://quiz.example.org 482913 --name Ada`;
