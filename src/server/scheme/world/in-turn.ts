const PATIENCE_MS = 20_000

type InTurn = <T>(key: string, work: () => Promise<T>, whileWaiting: () => Promise<unknown>) => Promise<T>

/**
 * Lets those who ask for the same work one after another: whoever comes second finds what the first has made, or tries anew
 * where it failed. Who waits long is asked to say something now and then: the database ends a transaction that is silent.
 */
export function createTurns(patienceMs = PATIENCE_MS): InTurn {
  const last = new Map<string, Promise<unknown>>()
  return async (key, work, whileWaiting) => {
    const before = last.get(key) ?? Promise.resolve()
    const mine = (async () => {
      while (!(await isOverWithin(before, patienceMs))) await whileWaiting()
      return work()
    })()
    // it is over when all before it are, however it came out
    const over = Promise.allSettled([before, mine]).then(() => undefined)
    last.set(key, over)
    try {
      return await mine
    } finally {
      if (last.get(key) === over) last.delete(key)
    }
  }
}

async function isOverWithin(work: Promise<unknown>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const tired = new Promise<boolean>((resolve) => (timer = setTimeout(() => resolve(false), ms)))
  try {
    return await Promise.race([work.then(() => true), tired])
  } finally {
    clearTimeout(timer)
  }
}
