import { randomFillSync } from 'node:crypto'
import { makeId, type Id } from '#domain/kernel/id.ts'

const BYTES = 10
/** Random bytes are dear by the call, not by the byte. */
const drawn = Buffer.allocUnsafe(BYTES * 400)
let at = drawn.length

/** A new id of now. */
export function newId(): Id {
  if (at === drawn.length) {
    randomFillSync(drawn)
    at = 0
  }
  return makeId(Date.now(), drawn.subarray(at, (at += BYTES)))
}
