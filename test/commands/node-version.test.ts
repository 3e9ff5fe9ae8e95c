import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { binary } from '../helpers/binary.ts';

const { engines } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
const minimum: string = engines.node.replace('>=', '');

/** Starts the built program on a pretended version of Node; gives what it prints, and its exit code. */
function startOn(node: string) {
  const printed: string[] = [];
  const process = { versions: { node }, exitCode: 0 };
  const code = readFileSync(binary, 'utf8').replace(/^#!.*/u, '').replaceAll('import(', 'imports(');
  const imports = (path: string) => void printed.push(`imports ${path}`);
  runInNewContext(code, { process, console: { error: (text: string) => printed.push(text) }, imports });
  return { printed, exitCode: process.exitCode };
}

describe('the built program', () => {
  it.each([
    ['20.18.3', '20.18'],
    ['18.19.0', '18.19'],
    ['16.20.2', '16.20'],
    ['9.0.0', '9.0'],
  ])('says on Node %s that it needs a newer one', (version, short) => {
    expect(startOn(version)).toEqual({
      printed: [`termquiz needs Node ${minimum} or newer (this is ${short})`],
      exitCode: 2,
    });
  });

  it.each(['20.19.0', '20.20.2', '21.0.0', '24.1.0', '100.0.0'])('starts on Node %s', (version) => {
    expect(startOn(version)).toEqual({ printed: ['imports ./commands/main.js'], exitCode: 0 });
  });
});
