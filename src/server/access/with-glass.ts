import type { Kysely } from 'kysely'
import { ABILITIES, glassScope } from '#domain/access/index.ts'
import type { Actor } from '#domain/kernel/actor.ts'
import type { DB } from '#server/db/types.ts'
import { findGlass } from './repository.ts'

type FindActor = (token: string) => Promise<Actor | undefined>

/** While the glass is broken, the actor is one who reads that county; before and after, who they are. */
export const withGlass =
  (db: Kysely<DB>, clock: () => Date, findActor: FindActor): FindActor =>
  async (token) => {
    const actor = await findActor(token)
    if (!actor || actor.viewer || !ABILITIES[actor.role].includes('break glass')) return actor
    const glass = await findGlass(db, actor, clock())
    return glass ? { ...actor, scope: glassScope(glass.county, glass.id) } : actor
  }
