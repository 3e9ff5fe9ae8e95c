import type * as z from 'zod/mini';
import { type Accepted, type Flags, scanArguments, spelling } from './scan-arguments.ts';
import type { ExitCode } from '../process/exit-codes.ts';
import { helpText, printOutput, printUsageError } from '../process/output.ts';
import { VERSION } from '../../protocol/endpoints.ts';

/** A command as its file declares it. */
export interface Declaration<Options> extends Accepted {
  readonly name: string;
  /** At most 80 columns wide. */
  readonly help: string;
  /** Checks the values of `flags`, and gives those that are missing their defaults. */
  readonly options: z.ZodMiniType<Options>;
  run(input: readonly string[], options: Options): Promise<ExitCode>;
}

/** A command, ready to run with what follows its name on the command line. */
export interface Command extends Accepted {
  readonly help: string;
  run(argv: readonly string[]): Promise<ExitCode>;
}

/** Makes a command from its declaration: every command has `--help`, `--version` and `--no-color`. */
export function command<Options>(declaration: Declaration<Options>): Command {
  const { name, help, options, conflicts = [] } = declaration;
  const flags: Flags = { ...declaration.flags, color: { type: 'boolean', default: true } };
  const accepted = { flags, arguments: declaration.arguments, conflicts };
  return {
    ...accepted,
    help,
    async run(argv) {
      const scan = scanArguments(argv, accepted);
      if (scan.type === 'help') return printOutput(helpText(help));
      if (scan.type === 'version') return printOutput(VERSION);
      if (scan.type === 'problem') return printUsageError(name, scan.message);
      // Loaded only here: it takes a while.
      const { default: meow } = await import('meow');
      const parsed = meow(help, {
        argv: scan.argv,
        flags,
        importMeta: import.meta,
        pkg: { name: 'termquiz', version: VERSION },
        autoHelp: false,
        autoVersion: false,
        // The scan has rejected them.
        allowUnknownFlags: true,
        booleanDefault: undefined,
      });
      const checked = options.safeParse(parsed.flags);
      if (!checked.success) {
        return printUsageError(name, ...valueProblems(checked.error.issues, flags, parsed.flags));
      }
      if (parsed.flags['color'] === false) turnColorOff();
      return declaration.run(parsed.input, checked.data);
    },
  };
}

function valueProblems(
  issues: readonly z.core.$ZodIssue[],
  flags: Flags,
  values: Readonly<Record<string, unknown>>,
): string[] {
  return issues.map(({ path, message }) => {
    const key = String(path[0]);
    return `${spelling(key, flags[key])} ${message}, not "${String(values[key])}".`;
  });
}

/** Does what NO_COLOR in the environment does, so that everything that draws needs to look at one place only. */
function turnColorOff(): void {
  process.env['NO_COLOR'] = '1';
  delete process.env['FORCE_COLOR'];
}
