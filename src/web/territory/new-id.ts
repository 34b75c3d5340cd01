import { makeId, type Id } from '#domain/kernel/id.ts'

/** A new id, made here: the same request sent twice is done once. */
export const newId = (): Id => makeId(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
