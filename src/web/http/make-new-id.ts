import { makeId, type Id } from '#domain/kernel/id.ts'

/** The id of a thing made here and now: it is made before the first try to save, so that a retry saves the same thing. */
export const makeNewId = (): Id => makeId(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
