import pg from 'pg'

export interface SentStatement {
  readonly text: string
  readonly values: readonly unknown[]
}

export interface Recorder {
  /** The statements of the last transaction that `work` opened, from its `begin` on and without its end. */
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
      const begin = all.findLastIndex(({ text }) => /^(commit; )?(begin|start transaction)/.test(text))
      const own = all.slice(begin).filter(({ text }) => !/^commit$/.test(text))
      return own.map(({ text, values }) => ({ text: text.replace(/^commit; /, ''), values }))
    },
    stop: () => void (prototype.query = before),
  }
}
