import { defineConfig } from 'vitest/config';
import { pageBuild } from './test/helpers/page-build.ts';

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
    // Safety nets for busy machines, not bounds: what is waited for usually comes at once.
    testTimeout: 90_000,
    hookTimeout: 90_000,
    // Most of the time of most files is spent waiting for sockets and processes, so this is more than a small machine's cores.
    maxWorkers: 5,
    projects: [
      // One project, because workers are only reused within one.
      shared('unit', [
        'test/*.test.ts',
        'test/{text,quiz,game,view,protocol,report,web,journal,network,server,client,commands}/**/*.test.ts',
        'test/terminal/**/*.test.{ts,tsx}',
      ]),
      alone('mocks', [MOCKED]),
      // The fuzz tests are quick here; `npm run test:fuzz` sends a million messages.
      shared('e2e', ['test/e2e/*.test.ts', 'test/fuzz/*.test.ts']),
      // Slow runs with scripts of their own: real browsers, other transports, TLS, real proxies and broken lines, killed hosts and full disks.
      alone('browser', ['test/browser/*.test.ts']),
      // What the page shares with the program, as it is built for browsers.
      {
        ...alone('page', [
          'test/client/*.test.ts',
          'test/client/transport/{auto,delays,fallback-policy,keep-alive,polling,round-trip}.test.ts',
          'test/browser/built/*.test.ts',
          'test/web/*.test.ts',
        ]),
        plugins: [pageBuild()],
      },
      alone('network', ['test/e2e/network/*.test.ts']),
      alone('faults', ['test/faults/*.test.ts']),
    ],
    coverage: { include: ['source/**'] },
  },
});
