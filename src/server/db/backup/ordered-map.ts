/** Applies `work` to up to `width` items at a time and yields the results in the order of the items; reads no further ahead. */
export async function* orderedMap<T, R>(
  source: AsyncIterable<T>,
  width: number,
  work: (item: T) => Promise<R>,
): AsyncGenerator<R, void, undefined> {
  const running: Promise<R>[] = []
  try {
    for await (const item of source) {
      const one = work(item)
      // a later failure is seen when its turn comes
      one.catch(() => undefined)
      running.push(one)
      if (running.length >= width) yield await (running.shift() as Promise<R>)
    }
    while (running.length > 0) yield await (running.shift() as Promise<R>)
  } finally {
    await Promise.allSettled(running)
  }
}
