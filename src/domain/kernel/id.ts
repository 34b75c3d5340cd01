/** UUIDv7, lower case. Made by whoever creates the thing, offline too; it is the idempotency key. */
export type Id = string & { readonly __brand: 'Id' }

const SHAPE = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

/** Whether `text` is written as an id. */
export const isId = (text: string): text is Id => SHAPE.test(text)

/**
 * The UUIDv7 of the instant `ms` (milliseconds since 1970) with ten given random bytes.
 * Ids made later sort later, to the millisecond.
 */
export function makeId(ms: number, random: Uint8Array): Id {
  if (!Number.isInteger(ms) || ms < 0 || ms >= 2 ** 48) throw new RangeError(`not an instant: ${ms}`)
  if (random.length < 10) throw new RangeError('ten random bytes are needed')
  const time = ms.toString(16).padStart(12, '0')
  const r = Array.from(random.subarray(0, 10))
  r[0] = ((r[0] ?? 0) & 0x0f) | 0x70
  r[2] = ((r[2] ?? 0) & 0x3f) | 0x80
  const rest = r.map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${time.slice(0, 8)}-${time.slice(8)}-${rest.slice(0, 4)}-${rest.slice(4, 8)}-${rest.slice(8)}` as Id
}

/** The instant, in milliseconds since 1970, at which a UUIDv7 was made. */
export const instantOfId = (id: Id): number => Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)
