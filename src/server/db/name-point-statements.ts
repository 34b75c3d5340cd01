import { createHash } from 'node:crypto'
import type { PoolClient } from 'pg'

/** One table by equal keys or whole, or one row in: no join, no list of varying length, no order, nothing that a generic plan gets wrong. */
const POINT =
  /^(select (?!\*)[^()]* from "app"\."\w+"( where ("\w+" = \$\d+)( and "\w+" = \$\d+)*)?|insert into "app"\."\w+" \([^()]*\) values \((\$\d+|, )*\)|select app\.append_audit\([$\d:\w,\s]*\))$/

const MOST_NAMES = 300

const names = new Map<string, string | undefined>()

/** The name of a statement worth planning once a connection: policies make planning ten times dearer than running it. */
export function nameOf(text: string): string | undefined {
  if (names.has(text)) return names.get(text)
  const name = text.length < 4_000 && POINT.test(text) ? createHash('sha256').update(text).digest('hex').slice(0, 24) : undefined
  // lists of varying length are many texts: the oldest known goes, so that those that come again and again keep their names
  const [oldest] = names.keys()
  if (names.size >= MOST_NAMES && oldest !== undefined) names.delete(oldest)
  names.set(text, name)
  return name
}

/** From here on the connection keeps the plans of its point statements. */
export function namePointStatements(client: PoolClient): void {
  const query = client.query.bind(client) as (...given: readonly unknown[]) => unknown
  const named = (text: unknown, values?: unknown, ...rest: readonly unknown[]): unknown => {
    const name = typeof text === 'string' && Array.isArray(values) && rest.length === 0 ? nameOf(text) : undefined
    return name === undefined ? query(text, values, ...rest) : query({ name, text, values })
  }
  client.query = named as typeof client.query
}
