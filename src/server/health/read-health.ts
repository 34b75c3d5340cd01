import type { readHealth as endpoint } from '#contract/health.ts'
import type { UseCase } from '#server/http/context.ts'
import { getDatabaseVersion } from './repository.ts'

/** Asks the database something; where it does not answer, the binding says 503. */
export const readHealth =
  (version: string): UseCase<typeof endpoint> =>
  async ({ tx }) => ({ status: 'ready', version, databaseVersion: await getDatabaseVersion(tx) })
