import { randomBytes } from 'node:crypto'
import { makeId, type Id } from '#domain/kernel/id.ts'

/** A new id of now. */
export const newId = (): Id => makeId(Date.now(), randomBytes(10))
