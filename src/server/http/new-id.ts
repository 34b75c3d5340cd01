import { randomFillSync } from 'node:crypto'
import { makeId, type Id } from '#domain/kernel/id.ts'

const BYTES = 10
/** Random bytes are dear by the call, not by the byte. */
const drawn = Buffer.allocUnsafe(BYTES * 400)
let at = drawn.length
/** A clock set back by more than this starts anew. */
const SET_BACK_MS = 1_000
/** The twelve bits after the instant count the ids of one millisecond on from a random start. */
const MOST = 0xfff
let lastMs = 0
let count = 0

/** A new id of now; of two that one process makes, the later sorts later, within one millisecond too. */
export function newId(): Id {
  if (at === drawn.length) {
    randomFillSync(drawn)
    at = 0
  }
  const random = drawn.subarray(at, (at += BYTES))
  const now = Date.now()
  if (now > lastMs || now < lastMs - SET_BACK_MS) {
    lastMs = now
    count = random.readUInt16BE() & (MOST >> 1)
  } else if (count < MOST) count++
  else {
    lastMs++
    count = 0
  }
  random.writeUInt16BE(count)
  return makeId(lastMs, random)
}
