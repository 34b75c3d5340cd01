import type { FastifyBaseLogger } from 'fastify'
import { civilDayOf } from './http/today.ts'
import type { SchemeOpener } from './scheme/index.ts'

/**
 * Opens the adopted schemes in the background, once requests are answered, so that the first plan page need not wait.
 * Returns how to stop it. A failure is logged and costs the first reader a wait, nothing else.
 */
export function warmSchemes(opener: SchemeOpener, log: FastifyBaseLogger): () => Promise<void> {
  let isStopped = false
  const done = opener
    .warm(civilDayOf(new Date()), () => isStopped)
    .catch((error: unknown) => log.warn({ err: error }, 'schemes not opened beforehand'))
  return async () => {
    isStopped = true
    await done
  }
}
