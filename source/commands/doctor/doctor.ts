import * as z from 'zod/mini';
import { defineCommand } from '../command-line/command.ts';
import { bindAddress, fixedPort } from '../command-line/values.ts';
import { gameVerdict, hostVerdict, stepJson, stepLines, type DoctorStyle } from './output.ts';
import { type ExitCode, exitCodes } from '../process/exit-codes.ts';
import { fail, printJson, printStyled } from '../process/output.ts';
import { readCertificateAuthorities } from '../process/certificate-authorities.ts';
import { parseAddress } from '../../network/addresses/address.ts';
import { diagnoseGame } from '../../network/doctor/diagnose-game.ts';
import { diagnoseHost } from '../../network/doctor/diagnose-host.ts';
import type { StepResult } from '../../network/doctor/step.ts';
import { targetAt } from '../../network/doctor/target.ts';
import { DEFAULT_PORT } from '../../protocol/endpoints.ts';
import { colorDepth, showsUtf8 } from '../../terminal/capabilities.ts';

export interface DoctorOptions {
  /** Print one JSON object instead of text. */
  readonly json: boolean;
  /** Draw with ASCII characters only. */
  readonly ascii?: boolean | undefined;
  /** A file with certificates of authorities to trust. */
  readonly ca?: string | undefined;
  /** The port to host on. */
  readonly port?: number | undefined;
  /** The address to host on; undefined: all interfaces. */
  readonly bind?: string | undefined;
}

export const doctorCommand = defineCommand({
  name: 'doctor',
  help: `
Diagnose, step by step, why a game is unreachable

Usage
  termquiz doctor <address> [options]    check the way to a game
  termquiz doctor [options]              check whether this machine can host

  address  Where the game is, as for join.

Checking a game
  --ca <file>       Trust these certificate authorities (PEM), not those built
                    into Node.

Checking this machine
  --port <number>   The port to check. Default: 7849.
  --bind <address>  The address to listen on. Default: all interfaces.

Other options
  --json            Print one JSON object, for programs.
  --ascii           Draw with ASCII characters only. This is the default
                    if the locale names a charset other than UTF-8.
  --no-color        Use no colour. Same as NO_COLOR in the environment.
  -h, --help        Show this help.

HTTP_PROXY, HTTPS_PROXY and NO_PROXY in the environment apply, as they do for
join.

Examples
  termquiz doctor 192.168.1.20
  termquiz doctor wss://quiz.example.org --ca team-ca.pem
  termquiz doctor --port 8080
`,
  arguments: ['[address]'],
  flags: {
    json: { type: 'boolean' },
    ca: { type: 'string' },
    port: { type: 'string' },
    bind: { type: 'string' },
    ascii: { type: 'boolean' },
  },
  options: z.object({
    json: z._default(z.boolean(), false),
    ca: z.optional(z.string()),
    port: z.optional(fixedPort),
    bind: z.optional(bindAddress),
    ascii: z.optional(z.boolean()),
  }),
  run: ([address], options) => runDoctor(address, options),
});

/** Runs `termquiz doctor`: diagnoses a game by its address or, without one, hosting on this machine. */
export async function runDoctor(address: string | undefined, options: DoctorOptions): Promise<ExitCode> {
  const problem = usageProblem(address, options);
  if (problem !== undefined) return fail(exitCodes.usage, problem);
  return address === undefined ? hostDoctor(options) : gameDoctor(address, options);
}

function usageProblem(address: string | undefined, { ca, port, bind }: DoctorOptions): string | undefined {
  if (address === undefined) {
    return ca === undefined ? undefined : '--ca needs the address of a game.';
  }
  return port === undefined && bind === undefined
    ? undefined
    : `--port and --bind are for hosting, without an address. To check a game, put the port in its address: ${address}:${port ?? DEFAULT_PORT}`;
}

async function gameDoctor(address: string, options: DoctorOptions): Promise<ExitCode> {
  const parsed = parseAddress(address);
  if (!parsed.ok) return fail(exitCodes.usage, parsed.message);
  const read = options.ca === undefined ? undefined : await readCertificateAuthorities(options.ca);
  if (read && !read.ok) return fail(exitCodes.usage, read.message);
  const { base } = parsed;
  const output = openOutput(options);
  output.title(`termquiz doctor: ${base}`);
  const { steps, transport } = await diagnoseGame(targetAt(base, { ca: read?.ca }), output.step);
  const ok = transport !== null;
  output.end({ ok, address: base, transport, steps: steps.map(stepJson) }, gameVerdict(transport));
  return ok ? exitCodes.done : exitCodes.failed;
}

async function hostDoctor({ port = DEFAULT_PORT, bind, ...options }: DoctorOptions): Promise<ExitCode> {
  const output = openOutput(options);
  output.title('termquiz doctor: hosting on this machine');
  const steps = await diagnoseHost({ port, bind }, output.step);
  const ok = steps.every((step) => step.ok);
  output.end({ ok, port, bind: bind ?? null, steps: steps.map(stepJson) }, hostVerdict(steps, port));
  return ok ? exitCodes.done : exitCodes.failed;
}

/** Prints each step as soon as it is done or, as JSON, all of them at the end. */
function openOutput({ json, ascii = !showsUtf8() }: Pick<DoctorOptions, 'json' | 'ascii'>) {
  const { stdout } = process;
  const style: DoctorStyle = {
    ascii,
    isColored: colorDepth() > 1,
    columns: stdout.isTTY ? stdout.columns : Infinity,
  };
  const print = (...lines: readonly string[]) => {
    if (!json) printStyled(...lines);
  };
  return {
    title: (title: string) => print(title, ''),
    step: (step: StepResult) => print(...stepLines(step, style)),
    end(object: Readonly<Record<string, unknown>>, verdict: string) {
      print('', verdict);
      if (json) printJson(object);
    },
  };
}
