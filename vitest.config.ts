import { defineConfig } from 'vitest/config';

/** These start a browser or a packager: one file after another, once the quick tests are through. */
const heavy = ['screens', 'e2e', 'electron-standin', 'packaging', 'bench'].map((dir) => `test/${dir}/**`);
const tests = 'test/**/*.test.{ts,tsx}';

const shared = { pool: 'forks', testTimeout: 60_000, hookTimeout: 120_000, teardownTimeout: 30_000, retry: 0 } as const;

export default defineConfig({
  test: {
    reporters: ['default', './test/summary-reporter.ts'],
    allowOnly: false,
    projects: [
      {
        test: {
          ...shared,
          name: 'quick',
          include: [tests],
          exclude: heavy,
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          ...shared,
          name: 'heavy',
          include: heavy.map((dir) => `${dir}/*.test.{ts,tsx}`),
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
