import { onTestFinished, vi } from 'vitest';

const NAMES = ['http_proxy', 'https_proxy', 'all_proxy', 'no_proxy'];

/** Sets these proxy variables and unsets all others, until the end of the test. */
export function proxyEnvironment(variables: Record<string, string> = {}): void {
  for (const name of NAMES) {
    for (const spelling of [name, name.toUpperCase()]) vi.stubEnv(spelling, variables[spelling]);
  }
  onTestFinished(() => void vi.unstubAllEnvs());
}
