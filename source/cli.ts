#!/usr/bin/env node
import { CommanderError } from 'commander';
import { outliveReaders } from './commands/outlive-readers.ts';
import { exitCodes } from './commands/exit-codes.ts';
import { reportCrash } from './commands/report-crash.ts';
import { program } from './commands/program.ts';

outliveReaders();
try {
  await program((exitCode) => {
    process.exitCode = exitCode;
  }).parseAsync();
} catch (error) {
  process.exitCode = error instanceof CommanderError ? usageExitCode(error) : exitCodes.failed;
  if (!(error instanceof CommanderError)) reportCrash(error);
}

/** Commander has said on the terminal what is wrong; help and version are not wrong. */
function usageExitCode({ exitCode }: CommanderError): number {
  return exitCode === 0 ? exitCodes.done : exitCodes.usage;
}
