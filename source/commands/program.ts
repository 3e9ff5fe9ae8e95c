import { Command } from 'commander';
import { declareCheck } from './command-line/check.ts';
import { declareDoctor } from './command-line/doctor.ts';
import { declareHost } from './command-line/host.ts';
import { declareImport } from './command-line/import.ts';
import { declareJoin } from './command-line/join.ts';
import { declarePlay } from './command-line/play.ts';
import { declareQuizzes } from './command-line/quizzes.ts';
import { declareReport } from './command-line/report.ts';
import type { Done } from './command-line/subcommand.ts';
import { declareWatch } from './command-line/watch.ts';
import { VERSION } from '../protocol/endpoints.ts';

/** In the order of the help. */
const DECLARATIONS = [
  declareHost,
  declareJoin,
  declareWatch,
  declareQuizzes,
  declareCheck,
  declarePlay,
  declareImport,
  declareReport,
  declareDoctor,
];

/** The command line: what it takes, and its help. Each command is imported only when it runs. */
export function program(done: Done): Command {
  const termquiz = new Command('termquiz')
    .description('A live multiplayer quiz in the terminal, for developer teams and meetups.')
    .version(VERSION, '-v, --version', 'Show the version.')
    .helpOption('-h, --help', 'Show this help.')
    .helpCommand(false)
    .showHelpAfterError('Run with --help to see what there is.')
    .exitOverride()
    .addHelpText('after', EXAMPLES);
  for (const declare of DECLARATIONS) declare(termquiz, done);
  return termquiz;
}

const EXAMPLES = `
Examples:
  termquiz host                            choose a bundled quiz and run it
  termquiz host quiz.json                  run a quiz of your own
  termquiz join 192.168.1.20 482913        play in it
  termquiz watch 192.168.1.20 482913       show it on another screen
  termquiz check quiz.json                 find the mistakes in a quiz
  termquiz import questions.gift           make a quiz of another program's
  termquiz report                          show how the last game went
  termquiz doctor 192.168.1.20             see why a game cannot be reached

Run "termquiz <command> --help" for a command's options.`;
