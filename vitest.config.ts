import { defineConfig } from 'vitest/config';

// React's production build is the one in the bundle, and it draws faster. Set here, it also decides how JSX is compiled.
process.env['NODE_ENV'] = 'production';

/** Replaces node:fs, so it cannot share its modules with other files. */
const MOCKED = 'test/journal/journal.test.ts';

/** Folders whose files leave nothing behind: they share modules, so that each worker loads zod and Ink only once. */
const shared = (name: string, include: string[]) => ({
  extends: true as const,
  test: { name, include, exclude: [MOCKED], isolate: false },
});

const alone = (name: string, include: string[]) => ({ extends: true as const, test: { name, include } });

export default defineConfig({
  test: {
    // chalk decides about colours when it is imported. With a size, Ink need not run programs to find one.
    env: { FORCE_COLOR: '3', COLUMNS: '80', LINES: '24' },
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // Most of the time of most files is spent waiting for sockets and processes, so this is more than a small machine's cores.
    maxWorkers: 4,
    projects: [
      shared('rules', [
        'test/*.test.ts',
        'test/{text,quiz,game,view,protocol,report}/**/*.test.ts',
        'test/terminal/**/*.test.{ts,tsx}',
      ]),
      shared('parts', ['test/{journal,network,server,client,commands}/**/*.test.ts']),
      alone('mocks', [MOCKED]),
      // The fuzz tests are quick here; `npm run test:fuzz` sends a million messages.
      shared('e2e', ['test/e2e/*.test.ts', 'test/fuzz/*.test.ts']),
      // Slow runs with scripts of their own: real proxies and broken lines, killed hosts and full disks.
      alone('network', ['test/e2e/network/*.test.ts']),
      alone('faults', ['test/faults/*.test.ts']),
    ],
    coverage: { include: ['source/**'] },
  },
});
