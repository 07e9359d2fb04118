import { defineConfig } from 'vitest/config';

interface Suite {
  readonly name: string;
  readonly include: readonly string[];
  readonly exclude?: readonly string[];
  /** Groups run one after the other, so that heavy suites have both cores for themselves. */
  readonly groupOrder: number;
  readonly testTimeout: number;
  readonly maxWorkers?: number;
}

const SUITES: readonly Suite[] = [
  {
    name: 'unit',
    include: ['tests/unit/**/*.test.ts'],
    exclude: ['tests/unit/renderer/**'],
    groupOrder: 0,
    testTimeout: 60_000,
  },
  { name: 'renderer', include: ['tests/unit/renderer/**/*.test.{ts,tsx}'], groupOrder: 0, testTimeout: 60_000 },
  { name: 'contract', include: ['tests/contract/**/*.test.ts'], groupOrder: 1, testTimeout: 60_000 },
  { name: 'electron', include: ['tests/electron/**/*.test.ts'], groupOrder: 1, testTimeout: 60_000 },
  // Integration tests fork engines and scorers that use both cores: one file at a time.
  {
    name: 'integration',
    include: ['tests/integration/**/*.test.ts'],
    groupOrder: 2,
    testTimeout: 180_000,
    maxWorkers: 1,
  },
];

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: SUITES.map(({ name, include, exclude = [], groupOrder, testTimeout, maxWorkers = 2 }) => ({
      test: {
        name,
        include: [...include],
        exclude: [...exclude],
        environment: 'node',
        pool: 'forks',
        testTimeout,
        hookTimeout: testTimeout,
        teardownTimeout: 20_000,
        maxWorkers,
        sequence: { groupOrder },
      },
    })),
  },
});
