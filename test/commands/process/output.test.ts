import { describe, expect, it } from 'vitest';
import { printError, printJson, printLines } from '../../../source/commands/process/output.ts';
import { captureOutput } from '../../helpers/output.ts';

describe('printError and printLines', () => {
  it.each([
    ['keep ordinary text', '  a  b é 日本', '  a  b é 日本'],
    ['escape control characters', '\u001B]52;c;eA==\u0007', String.raw`\u001b]52;c;eA==\u0007`],
    ['keep a line on one line', 'a\n::error::b', String.raw`a\n::error::b`],
    ['break up commands of GitHub Actions', ' ::error::a', ' : :error::a'],
    ['break up commands of Azure, anywhere in a line', 'a ##[error]b ##vso[c]', 'a # #[error]b # #vso[c]'],
  ])('%s', (_, line, printed) => {
    const output = captureOutput();
    printError(line);
    printLines(line);
    expect(output).toEqual({ stderr: `${printed}\n`, stdout: `${printed}\n` });
  });
});

describe('printJson', () => {
  it('escapes what a terminal or a CI server would obey, and changes no value', () => {
    const output = captureOutput();
    const value = { text: '\u001B[2J\u009B\u202E\u{E0041} ##[error] ##vso[a] é' };
    printJson(value);
    expect(JSON.parse(output.stdout)).toEqual(value);
    expect(output.stdout).not.toMatch(/(?!\n)[\p{C}\p{DI}]|##(?:vso)?\[/u);
  });
});
