import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    // chalk decides about colours when it is imported. With a size, Ink need not run programs to find one.
    env: { FORCE_COLOR: '3', COLUMNS: '80', LINES: '24' },
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // The end-to-end tests start several processes each: more workers than cores only slow each other down.
    maxWorkers: 2,
  },
});
