import pg from 'pg'

export interface SentStatement {
  readonly text: string
  readonly values: readonly unknown[]
}

export interface Recorder {
  /** What the last request within `work` sent: finding out who asks, and its transaction without its end. */
  during(work: () => Promise<unknown>): Promise<readonly SentStatement[]>
  stop(): void
}

type Query = (this: pg.Client, ...given: readonly unknown[]) => unknown
interface Config {
  readonly text?: string
  readonly values?: readonly unknown[]
}

/** Listens to what this process sends to PostgreSQL from now on, on connections opened from now on. */
export function recordStatements(): Recorder {
  const prototype = pg.Client.prototype as unknown as { query: Query }
  const before = prototype.query
  let sent: SentStatement[] | undefined
  prototype.query = function (this: pg.Client, ...given) {
    const [first, second] = given
    const config: Config = typeof first === 'string' ? { text: first } : (first as Config)
    sent?.push({ text: config.text ?? '', values: (Array.isArray(second) ? second : config.values) ?? [] })
    return before.apply(this, given as unknown[])
  }
  return {
    async during(work) {
      sent = []
      await work()
      const all = sent
      sent = undefined
      const asking = all.findLastIndex(({ text }) => text.includes('find_viewing_session'))
      // noting that a session was used is no part of every request
      const own = all.slice(asking).filter(({ text }) => !/^commit$|touch_session/.test(text))
      return own.map(({ text, values }) => ({ text: text.replace(/^commit; /, ''), values }))
    },
    stop: () => void (prototype.query = before),
  }
}
