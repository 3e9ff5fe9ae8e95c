import { onTestFinished, vi } from 'vitest';

const NAMES = ['http_proxy', 'https_proxy', 'all_proxy', 'no_proxy'];

/** Sets these of the variables that name proxies, and no others, until the test is over. */
export function proxyEnvironment(variables: Record<string, string> = {}): void {
  for (const name of NAMES) {
    for (const spelling of [name, name.toUpperCase()]) vi.stubEnv(spelling, variables[spelling]);
  }
  onTestFinished(() => void vi.unstubAllEnvs());
}
