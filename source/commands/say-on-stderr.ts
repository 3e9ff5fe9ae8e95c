/** Says something to who runs the command, beside its output: what is wrong and what to do, or what is good to know. */
export function sayOnStderr(...lines: readonly string[]): void {
  for (const line of lines) process.stderr.write(`${line}\n`);
}
