import type * as z from 'zod/mini';
import { type Accepted, type Flags, scanArguments, spelling } from './scan-arguments.ts';
import type { ExitCode } from '../process/exit-codes.ts';
import { helpText, printOutput, printUsageError } from '../process/output.ts';
import { VERSION } from '../../protocol/endpoints.ts';
import { quote } from '../../text/clean.ts';

/** What the file of a command declares. */
export interface Declaration<Options> extends Accepted {
  readonly name: string;
  /** At most 80 columns wide. */
  readonly help: string;
  /** Checks the values of `flags`, and gives those that are missing their defaults. */
  readonly options: z.ZodMiniType<Options>;
  /** Environment variables that stand in for missing flags, by flag. Empty variables count as missing. */
  readonly environment?: Readonly<Record<string, string>>;
  run(input: readonly string[], options: Options): Promise<ExitCode>;
}

/** A command that is ready to run. */
export interface Command extends Accepted {
  readonly help: string;
  /** Runs the command with the arguments that follow its name. */
  run(argv: readonly string[]): Promise<ExitCode>;
}

/** Creates a command from its declaration, and adds the options that every command has: `--help`, `--version`, `--no-color`. */
export function defineCommand<Options>(declaration: Declaration<Options>): Command {
  const { name, help, options, environment = {}, conflicts = [] } = declaration;
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
      // Imported only when needed, because it is slow to load.
      const { default: meow } = await import('meow');
      const parsed = meow(help, {
        argv: scan.argv,
        flags,
        importMeta: import.meta,
        pkg: { name: 'termquiz', version: VERSION },
        autoHelp: false,
        autoVersion: false,
        // `scanArguments` has already rejected them.
        allowUnknownFlags: true,
        booleanDefault: undefined,
      });
      const given = Object.entries(environment).filter(([key]) => parsed.flags[key] === undefined);
      const variables = new Map(given.filter(([, variable]) => process.env[variable]));
      const fromVariables = [...variables].map(([key, variable]) => [key, process.env[variable]]);
      const values = { ...parsed.flags, ...Object.fromEntries(fromVariables) };
      const checked = options.safeParse(values);
      if (!checked.success) {
        const nameOf = (key: string) => variables.get(key) ?? spelling(key, flags[key]);
        return printUsageError(name, ...valueProblems(checked.error.issues, nameOf, values));
      }
      if (parsed.flags['color'] === false) turnColorOff();
      return declaration.run(parsed.input, checked.data);
    },
  };
}

function valueProblems(
  issues: readonly z.core.$ZodIssue[],
  nameOf: (key: string) => string,
  values: Readonly<Record<string, unknown>>,
): string[] {
  return issues.map(({ path, message }) => {
    const key = String(path[0]);
    return `${nameOf(key)} ${message}, not ${quote(String(values[key]))}.`;
  });
}

/** Sets NO_COLOR in the environment, so that whatever draws has only one place to look. */
function turnColorOff(): void {
  process.env['NO_COLOR'] = '1';
  delete process.env['FORCE_COLOR'];
}
