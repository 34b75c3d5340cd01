/** Lets in as many at a time as the database can serve, keeps some waiting in order, and sends the others away at once. */
export interface Gate {
  /** Runs `work` when its turn comes. @throws Busy, without having run it. */
  run<T>(work: () => Promise<T>, isGone?: () => boolean): Promise<T>
  readonly running: number
  readonly waiting: number
}

export interface GateOptions {
  readonly width: number
  readonly mostWaiting: number
  readonly longestWaitMs: number
}

/** Too many are waiting already, or the wait was too long. */
export class Busy extends Error {
  readonly code = 'GATE_BUSY'
}

/** Whoever asked has left while waiting. */
export class Gone extends Error {
  readonly code = 'GATE_GONE'
}

interface Waiter {
  enter(): void
}

/** A gate with nobody inside. */
export function createGate({ width, mostWaiting, longestWaitMs }: GateOptions): Gate {
  let running = 0
  const queue = new Set<Waiter>()
  const leave = (): void => {
    const [next] = queue
    if (!next) {
      running--
      return
    }
    queue.delete(next)
    next.enter()
  }
  const enter = async (): Promise<void> => {
    if (running < width) {
      running++
      return
    }
    if (queue.size >= mostWaiting) throw new Busy('queue full')
    await new Promise<void>((resolve, reject) => {
      const waiter: Waiter = { enter: () => (clearTimeout(timer), resolve()) }
      const timer = setTimeout(() => {
        queue.delete(waiter)
        reject(new Busy('waited too long'))
      }, longestWaitMs)
      queue.add(waiter)
    })
  }
  return {
    get running() {
      return running
    },
    get waiting() {
      return queue.size
    },
    async run(work, isGone = () => false) {
      await enter()
      try {
        if (isGone()) throw new Gone('caller left')
        return await work()
      } finally {
        leave()
      }
    },
  }
}
