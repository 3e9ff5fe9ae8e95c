#!/usr/bin/env node
import { CommanderError } from 'commander';
import { connectPatiently } from './commands/process/connect-patiently.ts';
import { exitCodes } from './commands/process/exit-codes.ts';
import { outliveReaders } from './commands/process/outlive-readers.ts';
import { reportCrash } from './commands/process/signals.ts';
import { program } from './commands/program.ts';

outliveReaders();
connectPatiently();
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
