export interface Buckets {
  /** Takes one; the milliseconds to wait where there is none. */
  take(key: string, nowMs: number): number
}

const MOST_KEYS = 50_000

/**
 * A bucket per key that refills evenly and holds a burst. Of more keys than are worth remembering the one asked longest ago
 * is forgotten. A clock that jumps back refills nothing and locks nobody out.
 */
export function createBuckets(perMinute: number, burst = Math.ceil(perMinute / 6)): Buckets {
  const buckets = new Map<string, { left: number; atMs: number }>()
  const perMs = perMinute / 60_000
  return {
    take(key, nowMs) {
      const known = buckets.get(key)
      buckets.delete(key)
      const left = known ? Math.min(burst, known.left + Math.max(0, nowMs - known.atMs) * perMs) : burst
      const isAllowed = left >= 1
      buckets.set(key, { left: isAllowed ? left - 1 : left, atMs: nowMs })
      const [oldest] = buckets.keys()
      if (buckets.size > MOST_KEYS && oldest !== undefined) buckets.delete(oldest)
      return isAllowed ? 0 : Math.ceil((1 - left) / perMs)
    },
  }
}
