import http from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { askJson } from './browser.ts'

/** A write the server has acknowledged: the value stored and the id of its request. */
export interface Acknowledged {
  readonly value: string
  readonly requestId: string
}

export interface WriteLoad {
  readonly acknowledged: readonly Acknowledged[]
  /** Answers that were neither a success nor an honest "not now". */
  readonly odd: readonly string[]
  /** Sends no more; settles when nothing is under way. */
  stop(): Promise<void>
}

let next = 1

/** Signs the same setting over and over from `writers` connections, each time with another value, and notes what is acknowledged. */
export function startWriting(address: string, cookie: string, writers: number): WriteLoad {
  const acknowledged: Acknowledged[] = []
  const odd: string[] = []
  const agent = new http.Agent({ keepAlive: true, maxSockets: writers })
  let isOver = false
  const write = async (): Promise<void> => {
    while (!isOver) {
      const value = `${next++} 天`
      try {
        const { status, headers, body } = await askJson(
          address,
          'POST',
          '/api/schemes/county90/settings/setting:plan-days/signatures',
          { value },
          { cookie },
          { agent },
        )
        if (status === 200) acknowledged.push({ value, requestId: String(headers['x-request-id']) })
        else {
          if (![503, 429].includes(status)) odd.push(`${status} ${body}`)
          await sleep(50)
        }
      } catch {
        // no answer: may be stored or not, but not in part
        await sleep(20)
      }
    }
  }
  const running = Array.from({ length: writers }, write)
  return {
    acknowledged,
    odd,
    async stop() {
      isOver = true
      agent.destroy()
      await Promise.all(running)
    },
  }
}
