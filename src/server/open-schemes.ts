import type { Kysely } from 'kysely'
import { deriveStation } from '#domain/station/index.ts'
import { deriveTurnover } from '#domain/workforce/index.ts'
import type { DB } from '#server/db/types.ts'
import { createSchemeOpener, type SchemeOpener } from '#server/scheme/index.ts'

/** The opener of the application: with everything that the modules work out of what is recorded. */
export const openSchemes = (db: Kysely<DB>): SchemeOpener => createSchemeOpener(db, [deriveStation, deriveTurnover])
