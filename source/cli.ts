#!/usr/bin/env node
import { connectPatiently } from './commands/process/connect-patiently.ts';
import { exitCodes } from './commands/process/exit-codes.ts';
import { outliveReaders } from './commands/process/outlive-readers.ts';
import { reportCrash } from './commands/process/signals.ts';
import { program } from './commands/program.ts';

outliveReaders();
connectPatiently();
try {
  process.exitCode = await program(process.argv.slice(2));
} catch (error) {
  process.exitCode = exitCodes.failed;
  reportCrash(error);
}
