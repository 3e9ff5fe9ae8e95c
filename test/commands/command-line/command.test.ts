import { describe, expect, it, vi } from 'vitest';
import * as z from 'zod/mini';
import { defineCommand } from '../../../source/commands/command-line/command.ts';
import { port } from '../../../source/commands/command-line/values.ts';
import { programName } from '../../../source/commands/process/program-name.ts';
import { captureOutput } from '../../helpers/output.ts';

/** Runs a command with some arguments; gives what it was called with, or what it printed instead. */
async function run(argv: readonly string[], names: readonly string[] = ['[address]', '[pin]']) {
  const calls: unknown[] = [];
  const example = defineCommand({
    name: 'example',
    help: '\nUsage\n  termquiz example\n',
    arguments: names,
    flags: {
      name: { type: 'string' },
      port: { type: 'string' },
      tlsCert: { type: 'string' },
      allowHost: { type: 'string', isMultiple: true },
      auto: { type: 'boolean' },
      resume: { type: 'boolean' },
      lateJoin: { type: 'boolean', default: true },
    },
    conflicts: [
      { flag: 'resume', excludes: ['port', 'lateJoin'], reason: 'a resumed game keeps its settings' },
    ],
    options: z.object({
      name: z.optional(z.string()),
      port: z._default(port, 7849),
      tlsCert: z.optional(z.string()),
      allowHost: z.array(z.string()),
      auto: z.optional(z.boolean()),
      resume: z.optional(z.boolean()),
      lateJoin: z.boolean(),
    }),
    environment: { port: 'EXAMPLE_PORT' },
    async run(input, options) {
      calls.push(input, options);
      return 0;
    },
  });
  const output = captureOutput();
  const exitCode = await example.run(argv);
  return { exitCode, input: calls[0], options: calls[1], ...output };
}

const defaults = { port: 7849, allowHost: [], lateJoin: true };

describe('the command line', () => {
  it.each<[readonly string[], object]>([
    [[], {}],
    [['--name', 'Ada'], { name: 'Ada' }],
    [['--name=Ada'], { name: 'Ada' }],
    [['--name', ''], { name: '' }],
    [['--name='], { name: '' }],
    [['--name', '-x'], { name: '-x' }],
    [['--name', '--auto'], { name: '--auto' }],
    [['--name', '--help'], { name: '--help' }],
    [['--name', '--'], { name: '--' }],
    [['--name', 'a=b'], { name: 'a=b' }],
    [['--name', '"Ada"'], { name: '"Ada"' }],
    [['--name', "'"], { name: "'" }],
    [['--name', '0x10'], { name: '0x10' }],
    [['--name', 'two\nlines'], { name: 'two\nlines' }],
    [['--name', 'Ada', '--name', 'Bob'], { name: 'Bob' }],
    [['--port', '0', '--port', '80'], { port: 80 }],
    [['--tls-cert', 'cert.pem'], { tlsCert: 'cert.pem' }],
    [['--allow-host', 'a', '--auto', '--allow-host=b'], { allowHost: ['a', 'b'], auto: true }],
    [['--auto', '--auto'], { auto: true }],
    [['--no-late-join'], { lateJoin: false }],
    [['--resume', '--auto'], { resume: true, auto: true }],
  ])('reads the options %j', async (argv, options) => {
    expect(await run(argv)).toEqual({
      exitCode: 0,
      input: [],
      options: { ...defaults, ...options },
      stdout: '',
      stderr: '',
    });
  });

  it.each<[readonly string[], readonly string[]]>([
    [
      ['192.168.1.20', '012345'],
      ['192.168.1.20', '012345'],
    ],
    [
      ['a', '--auto', 'b'],
      ['a', 'b'],
    ],
    [
      ['--', '--auto', '-x'],
      ['--auto', '-x'],
    ],
    [['-'], ['-']],
    [['""'], ['""']],
    [['1e3'], ['1e3']],
  ])('reads the arguments %j', async (argv, input) => {
    expect(await run(argv)).toMatchObject({ exitCode: 0, input });
  });

  it('accepts any number of arguments where there may be several', async () => {
    expect(await run(['a', 'b', 'c'], ['<file...>'])).toMatchObject({ input: ['a', 'b', 'c'] });
  });

  it.each([[['--help']], [['-h']], [['--nonsense', '--help']], [['a', 'b', 'c', '-h']]])(
    'shows the help for %j',
    async (argv) => {
      expect(await run(argv)).toMatchObject({
        exitCode: 0,
        input: undefined,
        stdout: `Usage\n  ${programName()} example\n`,
      });
    },
  );

  it.each(['--version', '-v'])('shows the version for %s', async (flag) => {
    expect(await run([flag])).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/u),
    });
  });

  it.each<[readonly string[], string]>([
    [['--prot', '80'], 'Unknown option --prot. Did you mean --port?'],
    [['-port', '80'], 'Unknown option -port. Did you mean --port?'],
    [['--nonsense=1'], 'Unknown option --nonsense.'],
    [['-x'], 'Unknown option -x.'],
    [['--late-join'], 'Unknown option --late-join. Did you mean --no-late-join?'],
    [['--no-auto'], 'Unknown option --no-auto.'],
    [['--lateJoin'], 'Unknown option --lateJoin. Did you mean --no-late-join?'],
    [['--constructor'], 'Unknown option --constructor.'],
    [['--name'], '--name needs a value.'],
    [['--auto=false'], '--auto takes no value.'],
    [['--help=host'], '--help takes no value.'],
    [['--port', 'abc'], '--port must be a whole number from 0 to 65535, not "abc".'],
    [['--port', '-1'], '--port must be a whole number from 0 to 65535, not "-1".'],
    [['--resume', '--port', '80'], '--port cannot be used with --resume: a resumed game keeps its settings.'],
    [
      ['--no-late-join', '--resume'],
      '--no-late-join cannot be used with --resume: a resumed game keeps its settings.',
    ],
    [['a', 'b', 'c', 'd'], 'Unexpected argument: c d. Expected only [address] [pin].'],
    [
      ['a', 'b', '--name', 'Ada', 'Lovelace'],
      'Unexpected argument: Lovelace. Expected only [address] [pin]. Put a value of several words in quotes.',
    ],
  ])('rejects %j', async (argv, message) => {
    const { exitCode, input, stdout, stderr } = await run(argv);
    expect({ exitCode, input, stdout }).toEqual({ exitCode: 2, input: undefined, stdout: '' });
    expect(stderr).toMatch(/^See ".* example --help"\.$/mu);
    expect(stderr.split('\n')[0]).toBe(message);
  });

  it('rejects a command without the argument that it needs', async () => {
    const { exitCode, stderr } = await run([], ['<file...>']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('Missing argument: <file...>.');
  });

  it('rejects arguments of a command that takes none', async () => {
    const { exitCode, stderr } = await run(['a'], []);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('Unexpected argument: a. This command takes none.');
  });

  it('turns colours off for --no-color', async () => {
    vi.stubEnv('NO_COLOR', undefined);
    vi.stubEnv('FORCE_COLOR', '1');
    await run(['--no-color']);
    expect(process.env).toMatchObject({ NO_COLOR: '1' });
    expect(process.env['FORCE_COLOR']).toBeUndefined();
    vi.unstubAllEnvs();
  });
});

describe('a variable in the environment that stands in for a flag', () => {
  it('applies if the flag is missing, and is not empty', async () => {
    vi.stubEnv('EXAMPLE_PORT', '8080');
    expect((await run([])).options).toMatchObject({ port: 8080 });
    expect((await run(['--port', '9090'])).options).toMatchObject({ port: 9090 });
    vi.stubEnv('EXAMPLE_PORT', '');
    expect((await run([])).options).toMatchObject({ port: 7849 });
    vi.unstubAllEnvs();
  });

  it('is checked like the flag, and named in the message', async () => {
    vi.stubEnv('EXAMPLE_PORT', 'abc');
    const { exitCode, stderr } = await run([]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('EXAMPLE_PORT must be');
    expect((await run(['--port', '9090'])).exitCode).toBe(0);
    vi.unstubAllEnvs();
  });
});
