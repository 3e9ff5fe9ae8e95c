import type { Command } from 'commander';
import { bindAddress, fixedPort } from './option-values.ts';
import { ascii, ca } from './shared-options.ts';
import { type Done, subcommand } from './subcommand.ts';
import type { DoctorOptions } from '../doctor/doctor.ts';

/** Declares `termquiz doctor`. */
export function declareDoctor(termquiz: Command, done: Done): void {
  subcommand(
    termquiz,
    'doctor',
    'Say step by step why a game cannot be reached. Without an address, look whether one can be hosted here.',
    EXAMPLES,
  )
    .argument('[address]', 'Where the game is, as for join.')
    .option('--json', 'One JSON object, for programs.', false)
    .addOption(ca())
    .option('--port <number>', "On the host's side: the port to look at. Default: 7849.", fixedPort)
    .option(
      '--bind <address>',
      "On the host's side: the address to listen on. Default: all interfaces.",
      bindAddress,
    )
    .addOption(ascii())
    .action(async (address: string | undefined, options: DoctorOptions) => {
      const { doctor } = await import('../doctor/doctor.ts');
      done(await doctor(address, options));
    });
}

const EXAMPLES = `
Examples:
  termquiz doctor 192.168.1.20
  termquiz doctor wss://quiz.example.org --ca team-ca.pem
  termquiz doctor                          look whether a game can be hosted here

HTTP_PROXY, HTTPS_PROXY and NO_PROXY in the environment count, as they do for join.`;
