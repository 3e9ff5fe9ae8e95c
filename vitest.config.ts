import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    // chalk decides on colours when it is imported; the screens' tests read them.
    env: { FORCE_COLOR: '3' },
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // The end-to-end tests start several processes each: more workers than cores only slow each other down.
    maxWorkers: 2,
  },
});
