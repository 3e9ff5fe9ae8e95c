import * as z from 'zod/mini';
import { type DoctorStyle, hostVerdict, stepForPrograms, stepText, verdict } from './doctor-report.ts';
import { command } from '../command-line/command.ts';
import { bindAddress, fixedPort } from '../command-line/values.ts';
import { type ExitCode, exitCodes } from '../process/exit-codes.ts';
import { printError } from '../process/output.ts';
import { readCertificateAuthorities } from '../process/certificate-authorities.ts';
import { parseAddress } from '../../network/addresses/address.ts';
import { examineHost } from '../../network/doctor/examine-host.ts';
import { examine } from '../../network/doctor/examine.ts';
import type { StepResult } from '../../network/doctor/step.ts';
import { targetAt } from '../../network/doctor/target.ts';
import { DEFAULT_PORT } from '../../protocol/endpoints.ts';

export interface DoctorOptions {
  /** One JSON object in place of the text. */
  readonly json: boolean;
  /** Draw with ASCII characters only. */
  readonly ascii?: boolean | undefined;
  /** A file of authorities to trust. */
  readonly ca?: string | undefined;
  /** On the host's side: the port that is to be looked at. */
  readonly port?: number | undefined;
  /** On the host's side: the address to listen on; undefined: all interfaces. */
  readonly bind?: string | undefined;
}

export const doctorCommand = command({
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
  --ascii           Draw with ASCII characters only.
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
  run: ([address], options) => doctor(address, options),
});

/** `termquiz doctor`: says step by step where a network fails; without an address, whether a game can be hosted here. */
export async function doctor(address: string | undefined, options: DoctorOptions): Promise<ExitCode> {
  const problem = misuse(address, options);
  if (problem !== undefined) return misused(problem);
  return address === undefined ? examineHere(options) : examineThere(address, options);
}

function misuse(address: string | undefined, { ca, port, bind }: DoctorOptions): string | undefined {
  if (address === undefined) {
    return ca === undefined ? undefined : '--ca is for looking at a game: give its address, too.';
  }
  return port === undefined && bind === undefined
    ? undefined
    : `--port and --bind are for the host's side, without an address. Write the port behind the address: ${address}:${port ?? DEFAULT_PORT}`;
}

async function examineThere(address: string, options: DoctorOptions): Promise<ExitCode> {
  const parsed = parseAddress(address);
  if (!parsed.ok) return misused(parsed.message);
  const read = options.ca === undefined ? undefined : await readCertificateAuthorities(options.ca);
  if (read && !read.ok) return misused(read.message);
  const { base } = parsed;
  const report = await reporter(options);
  report.title(`termquiz doctor: ${base}`);
  const { steps, transport } = await examine(targetAt(base, { ca: read?.ca }), report.step);
  const ok = transport !== null;
  report.end({ ok, address: base, transport, steps: steps.map(stepForPrograms) }, verdict(transport));
  return ok ? exitCodes.done : exitCodes.failed;
}

async function examineHere({ port = DEFAULT_PORT, bind, ...options }: DoctorOptions): Promise<ExitCode> {
  const report = await reporter(options);
  report.title('termquiz doctor: hosting on this machine');
  const steps = await examineHost({ port, bind }, report.step);
  const ok = steps.every((step) => step.ok);
  report.end({ ok, port, bind: bind ?? null, steps: steps.map(stepForPrograms) }, hostVerdict(steps, port));
  return ok ? exitCodes.done : exitCodes.failed;
}

function misused(message: string): ExitCode {
  printError(message);
  return exitCodes.usage;
}

/** Writes each step as soon as it is done; for programs, all at once. */
async function reporter({ json, ascii = false }: Pick<DoctorOptions, 'json' | 'ascii'>) {
  const { colorLevel } = await import('../../terminal/theme.ts');
  const { stdout } = process;
  const style: DoctorStyle = {
    ascii,
    isColoured: colorLevel() !== '0',
    columns: stdout.isTTY ? stdout.columns : Infinity,
  };
  const say = (text: string) => {
    if (!json) stdout.write(`${text}\n`);
  };
  return {
    title: (title: string) => say(`${title}\n`),
    step: (step: StepResult) => say(stepText(step, style)),
    end(object: Readonly<Record<string, unknown>>, sentence: string) {
      say(`\n${sentence}`);
      if (json) stdout.write(`${JSON.stringify(object)}\n`);
    },
  };
}
