export interface KeepLast<V> {
  get(key: string): V | undefined
  set(key: string, value: V): V
}

/** Keeps the last few results of a costly computation by key. */
export function keepLast<V>(size: number): KeepLast<V> {
  const kept = new Map<string, V>()
  return {
    get: (key) => {
      const value = kept.get(key)
      if (value !== undefined) {
        kept.delete(key)
        kept.set(key, value)
      }
      return value
    },
    set: (key, value) => {
      kept.delete(key)
      kept.set(key, value)
      for (const old of kept.keys()) {
        if (kept.size <= size) break
        kept.delete(old)
      }
      return value
    },
  }
}
