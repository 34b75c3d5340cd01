import { defineConfig } from 'vitest/config'

const WEATHER = 'src/server/weather/**/*.test.ts'
/** Minutes of kills, cuts and crowds: `npm run weather` alone. Every test run kills program and database in start-embedded and main. */
const STORMS = 'src/server/weather/{bad-night,connections,database-gone,kill}.test.ts'

interface OnDatabase {
  readonly exclude?: string[]
  readonly env?: Record<string, string>
}
const onDatabase = (name: string, postgres: string, include: string[], { exclude = [], env = {} }: OnDatabase = {}) => ({
  test: {
    name,
    include,
    exclude: [WEATHER, ...exclude],
    environment: 'node',
    // a file's state is its database; loading the program anew for each would take longer than most tests
    isolate: false,
    globalSetup: ['./src/server/db/testing/global-setup.ts'],
    env: { TEST_POSTGRES: postgres, ...env },
    // generous: a machine under load is slow, not wrong
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
})

export default defineConfig({
  test: {
    // one more than the processors there are at least: tests wait, for a browser, a disk, a start
    maxWorkers: 3,
    reporters: ['default'],
    projects: [
      {
        test: {
          name: 'domain',
          include: ['src/domain/**/*.test.ts', 'src/contract/**/*.test.ts', 'schemes/**/*.test.ts'],
          environment: 'node',
          // pure: tests of this project may share their modules
          isolate: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      onDatabase('server', '17', ['src/server/**/*.test.ts', 'src/cli/**/*.test.ts']),
      onDatabase(
        'server-on-15',
        '15',
        ['src/server/db/*.test.ts', 'src/server/http/**/*.test.ts', 'src/server/session/**/*.test.ts'],
        // these ask no database anything
        {
          exclude: [
            'src/server/db/{name-point-statements,split-sql}.test.ts',
            // plans are those of the version that comes with the program
            'src/server/db/plans.test.ts',
            'src/server/http/{reply/describe-error,limit/front-door,limit/gate,new-id,limit/token-bucket}.test.ts',
            'src/server/session/factor/totp.test.ts',
          ],
        },
      ),
      {
        test: {
          name: 'weather',
          include: [WEATHER],
          exclude: process.env['WEATHER'] === 'long' ? [] : [STORMS],
          environment: 'node',
          globalSetup: ['./src/server/weather/support/global-setup.ts'],
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
      // `npm run nightly`: the same property on another country every night, at length
      onDatabase('nightly', '17', ['src/server/access/row-security.test.ts'], {
        env: {
          RLS_CHECKS: process.env['RLS_CHECKS'] ?? '1000000',
          RLS_SEED: process.env['RLS_SEED'] ?? new Date().toISOString().slice(0, 10).replaceAll('-', ''),
        },
      }),
      {
        test: {
          name: 'web',
          include: ['src/{web,ui}/**/*.test.{ts,tsx}'],
          environment: 'happy-dom',
          isolate: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['e2e/**/*.test.ts'],
          environment: 'node',
          // one browser, and an account signs in once for many journeys
          isolate: false,
          globalSetup: ['./e2e/support/global-setup.ts'],
          // a machine under load is slow, not wrong
          testTimeout: 240_000,
          hookTimeout: 240_000,
          expect: { poll: { timeout: 60_000 } },
        },
      },
      { test: { name: 'tools', include: ['tools/**/*.test.ts'], environment: 'node', testTimeout: 60_000, hookTimeout: 60_000 } },
    ],
  },
})
