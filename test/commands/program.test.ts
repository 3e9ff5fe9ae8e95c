import { describe, expect, it } from 'vitest';
import { commands, runProgram } from '../../source/commands/program.ts';
import { spelling } from '../../source/commands/command-line/scan-arguments.ts';
import { programName } from '../../source/commands/process/program-name.ts';
import { VERSION } from '../../source/protocol/endpoints.ts';
import { captureOutput } from '../helpers/output.ts';

async function run(...argv: string[]) {
  const output = captureOutput();
  const exitCode = await runProgram(argv);
  return { exitCode, ...output };
}

describe('termquiz', () => {
  it.each([[['--help']], [['-h']], [['help']], [['help', '--help']]])(
    'shows its help for %j',
    async (argv) => {
      const { exitCode, stdout, stderr } = await run(...argv);
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
      for (const name of commands.keys()) expect(stdout).toMatch(new RegExp(`^  ${name} `, 'mu'));
      expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
    },
  );

  it('shows its help on stderr without a command, and exits with 2', async () => {
    const { exitCode, stdout, stderr } = await run();
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain('Usage');
  });

  it.each(['--version', '-v'])('shows its version for %s', async (flag) => {
    expect(await run(flag)).toEqual({ exitCode: 0, stdout: `${VERSION}\n`, stderr: '' });
  });

  it.each([
    ['hots', 'Unknown command "hots". Did you mean "host"?'],
    ['jion', 'Unknown command "jion". Did you mean "join"?'],
    ['nonsense', 'Unknown command "nonsense".'],
    ['constructor', 'Unknown command "constructor".'],
  ])('rejects the command %s', async (name, message) => {
    const { exitCode, stdout, stderr } = await run(name);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr.split('\n')[0]).toBe(message);
    expect((await run('help', name)).exitCode).toBe(2);
  });

  it('rejects an option before the command', async () => {
    const { exitCode, stderr } = await run('--port', '80', 'host');
    expect(exitCode).toBe(2);
    expect(stderr).toContain('Unknown option --port.\nPut options after the command.\n');
    expect((await run('--screen-reader', 'host')).stderr).toContain('Put options after the command.');
  });

  it('takes options for its menu, which needs a terminal', async () => {
    expect(await run('--screen-reader', '--ascii')).toEqual(await run());
    expect((await run()).stderr).toMatch(/^The menu needs a terminal\./u);
  });
});

describe.each([...commands.keys()])('termquiz %s', (name) => {
  it('shows the same help for --help and for "help <command>"', async () => {
    const shown = await run(name, '--help');
    expect(shown).toMatchObject({ exitCode: 0, stderr: '' });
    expect(await run('help', name)).toEqual(shown);
    expect(shown.stdout).toContain(`\nUsage\n  ${programName()} ${name}`);
    expect(shown.stdout).toContain('\nExamples\n');
  });

  it('fits its help into 80 columns, and shows no default for an option without a value', async () => {
    const { stdout } = await run('help', name);
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
    expect(stdout).not.toMatch(/\(default|default: false/iu);
  });

  it('describes each of its options once, and no others', async () => {
    const { help, flags } = await load(name);
    const described = [...help.matchAll(/^ {2}(?:-h, )?(--[a-z-]+)/gmu)].map(([, flag]) => flag);
    const expected = Object.entries(flags).map(([key, flag]) => spelling(key, flag));
    expect(described.toSorted()).toEqual([...expected, '--help'].toSorted());
  });

  it('says for each option whether it takes a value', async () => {
    const { help, flags } = await load(name);
    for (const [key, flag] of Object.entries(flags)) {
      const takesValue = new RegExp(`^  ${spelling(key, flag)} <`, 'mu').test(help);
      expect([key, takesValue]).toEqual([key, flag.type === 'string']);
    }
  });
});

async function load(name: string) {
  const command = await commands.get(name)?.();
  if (!command) throw new Error(`There is no command ${name}.`);
  return command;
}
