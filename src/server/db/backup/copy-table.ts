import { createHash } from 'node:crypto'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import type { TableSum } from './manifest.ts'

export interface Table {
  readonly name: string
  readonly columns: string[]
}

/** Rows look the same on every server, and come in the order in which they lie. */
const SETTINGS = [
  `set local time zone 'UTC'`,
  `set local datestyle = 'ISO, YMD'`,
  `set local intervalstyle = 'iso_8601'`,
  `set local extra_float_digits = 1`,
  `set local bytea_output = 'hex'`,
  `set local xmloption = 'content'`,
  `set local synchronize_seqscans = off`,
  `set local max_parallel_workers_per_gather = 0`,
  `set local enable_indexscan = off`,
  `set local enable_indexonlyscan = off`,
  `set local enable_bitmapscan = off`,
  `set local statement_timeout = 0`,
  `set local lock_timeout = '30s'`,
  `set local idle_in_transaction_session_timeout = 0`,
]

/** Makes the running transaction one whose rows can be compared byte by byte. */
export async function fixRowFormat(client: pg.ClientBase): Promise<void> {
  for (const setting of SETTINGS) await client.query(setting)
}

export const columnsOf = ({ name, columns }: Table): string =>
  `app.${pg.escapeIdentifier(name)} (${columns.map((column) => pg.escapeIdentifier(column)).join(', ')})`

/** The rows of a table as COPY text, in pieces of about `size` bytes; returns what they come to. */
export async function* copyRows(client: pg.ClientBase, table: Table, size: number): AsyncGenerator<Buffer, TableSum, undefined> {
  const stream = client.query(copyTo(`copy ${columnsOf(table)} to stdout`, { highWaterMark: size }))
  const hash = createHash('sha256')
  let bytes = 0
  let held: Buffer[] = []
  let heldBytes = 0
  for await (const piece of stream as AsyncIterable<Buffer>) {
    held.push(piece)
    heldBytes += piece.length
    if (heldBytes < size) continue
    const full = Buffer.concat(held)
    hash.update(full)
    bytes += full.length
    held = []
    heldBytes = 0
    yield full
  }
  if (heldBytes > 0) {
    const rest = Buffer.concat(held)
    hash.update(rest)
    bytes += rest.length
    yield rest
  }
  return {
    name: table.name,
    rows: (stream as unknown as { readonly rowCount: number }).rowCount,
    bytes,
    sha256: hash.digest('hex'),
  }
}

/** What the rows of a table come to, without keeping them. */
export async function sumRows(client: pg.ClientBase, table: Table): Promise<TableSum> {
  const rows = copyRows(client, table, 1 << 20)
  for (;;) {
    const next = await rows.next()
    if (next.done) return next.value
  }
}
