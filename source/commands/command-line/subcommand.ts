import { type Command, Option } from 'commander';
import type { ExitCode } from '../process/exit-codes.ts';

/** Is given the exit code of the command that ran. */
export type Done = (exitCode: ExitCode) => void;

/** A subcommand with what they all have. */
export function subcommand(parent: Command, name: string, description: string, examples: string): Command {
  return parent
    .command(name)
    .description(description)
    .helpOption('-h, --help', 'Show this help.')
    .addOption(new Option('--no-color', 'Draw without colours; NO_COLOR in the environment does the same.'))
    .hook('preAction', (_parent, running) => setColour(running.opts()))
    .addHelpText('after', examples);
}

/** The same as the environment's own switch, so that everything that draws sees one. */
function setColour({ color }: { color?: boolean }): void {
  if (color !== false) return;
  process.env['NO_COLOR'] = '1';
  delete process.env['FORCE_COLOR'];
}
