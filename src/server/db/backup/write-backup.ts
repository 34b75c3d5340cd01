import { createHash } from 'node:crypto'
import fs from 'node:fs/promises'
import path from 'node:path'
import type { Readable } from 'node:stream'
import pg, { type ClientConfig } from 'pg'
import { BackupError } from './backup-error.ts'
import { jsonFrame, KIND, writeBackupFile, type Frame } from './backup-file.ts'
import { BEST_COMPRESSION, type Compression } from './compression.ts'
import { copyRows, fixRowFormat, type Table } from './copy-table.ts'
import { listTables, listUncovered } from './list-tables.ts'
import type { FileSum, Manifest, Summary, TableSum } from './manifest.ts'

const PIECE_BYTES = 1 << 20

/** A file of the data folder that goes with the database: `name` relative, with forward slashes. */
export interface AttachedFile {
  readonly name: string
  /** Where it lies, or how to open it; undefined from there: it is lost. */
  readonly source: string | (() => Promise<Readable | undefined>)
  /** What it must hold, where that is known. */
  readonly sha256?: string
}

export interface BackupProgress {
  /** Rows the planner expects in all; 0: unknown. */
  readonly expectedBytes: number
  readonly bytes: number
  readonly table: string
}

export interface BackupOptions {
  readonly program: string
  readonly keyFingerprint?: string | undefined
  readonly compression?: Compression | undefined
  readonly passphrase?: string | undefined
  readonly overwrite?: boolean | undefined
  readonly files?: readonly AttachedFile[] | undefined
  /** More files: those the rows tell of, asked for in the same moment as they. */
  readonly filesOf?: ((client: pg.ClientBase) => Promise<readonly AttachedFile[]>) | undefined
  /** A file that is lost, or not what it must be: the rest is backed up all the same. */
  readonly onFault?: ((name: string) => void) | undefined
  readonly onProgress?: ((progress: BackupProgress) => void) | undefined
}

/**
 * Writes every row of the schema, as of one moment, to `file`, while others go on writing. Reads as the role that sees
 * everything and changes nothing.
 */
export async function writeBackup(config: ClientConfig, file: string, options: BackupOptions): Promise<Summary> {
  const client = new pg.Client(config)
  // a connection that breaks surfaces in the query under way
  client.on('error', () => undefined)
  await client.connect()
  try {
    let summary: Summary | undefined
    const frames = listFrames(client, options, (done) => (summary = done))
    const { compression = BEST_COMPRESSION, passphrase, overwrite } = options
    await writeBackupFile(path.resolve(file), frames, { compression, passphrase, overwrite })
    if (!summary) throw new Error('no summary')
    return summary
  } finally {
    await client.end()
  }
}

async function* listFrames(
  client: pg.Client,
  options: BackupOptions,
  finish: (summary: Summary) => void,
): AsyncGenerator<Frame, void, undefined> {
  await beginSnapshot(client)
  const tables = await listTables(client)
  // held to the end, so that no migration changes a table under the copy
  await client.query(`lock table ${tables.map(({ name }) => `app.${pg.escapeIdentifier(name)}`).join(', ')} in access share mode`)
  const snapshotAt = await readMoment(client)
  yield jsonFrame(KIND.manifest, await describe(client, options, tables))
  const expectedBytes = await expectBytes(client)
  const sums: TableSum[] = []
  let bytes = 0
  for (const table of tables) {
    yield jsonFrame(KIND.table, { name: table.name })
    const rows = copyRows(client, table, PIECE_BYTES)
    for (;;) {
      const next = await rows.next()
      if (next.done) {
        sums.push(next.value)
        yield jsonFrame(KIND.tableEnd, next.value)
        break
      }
      yield { kind: KIND.data, bytes: next.value }
      bytes += next.value.length
      options.onProgress?.({ bytes, expectedBytes, table: table.name })
    }
  }
  const told = (await options.filesOf?.(client)) ?? []
  await client.query('commit')
  const files: FileSum[] = []
  for (const one of [...(options.files ?? []), ...told]) {
    const pieces = typeof one.source === 'string' ? await openFile(one.source) : await one.source()
    if (!pieces) {
      options.onFault?.(one.name)
      continue
    }
    yield jsonFrame(KIND.file, { name: one.name })
    const sum = yield* readPieces(one.name, pieces)
    if (one.sha256 !== undefined && one.sha256 !== sum.sha256) options.onFault?.(one.name)
    files.push(sum)
    yield jsonFrame(KIND.fileEnd, sum)
  }
  const summary: Summary = { tables: sums, files, snapshotAt }
  yield jsonFrame(KIND.end, summary)
  finish(summary)
}

/** One snapshot for everything, read as the backup's own role. */
async function beginSnapshot(client: pg.Client): Promise<void> {
  await client.query('begin isolation level repeatable read read only')
  await fixRowFormat(client)
  const uncovered = await listUncovered(client).catch((cause: unknown) => {
    throw (cause as pg.DatabaseError).code === '42704' ? notPrepared(cause) : cause
  })
  if (uncovered.length > 0)
    throw new BackupError(
      'TABLE_UNREADABLE',
      `备份角色读不全这些表：${uncovered.join('、')}。请先执行 sgz db migrate；仍不行则是程序的缺陷。没有写出备份。`,
      `The backup role does not see every row of: ${uncovered.join(', ')}. Run sgz db migrate first. No backup was written.`,
    )
  try {
    await client.query('set local role sgz_backup')
  } catch (cause) {
    throw (cause as pg.DatabaseError).code === '42501' ? notPrepared(cause) : cause
  }
}

const notPrepared = (cause: unknown): BackupError =>
  new BackupError(
    'TABLE_UNREADABLE',
    '数据库里没有备份角色 sgz_backup，或本账户不能使用它。请先执行 sgz db migrate；或请管理员执行 grant sgz_backup to 本账户。',
    'The database lacks the role sgz_backup, or this account may not use it. Run sgz db migrate, or have an administrator grant it.',
    { cause },
  )

async function describe(client: pg.Client, options: BackupOptions, tables: readonly Table[]): Promise<Manifest> {
  const version = await client.query<{ v: string }>(`select current_setting('server_version') as v`)
  const migrations = await client.query<{ name: string; sha256: string }>('select name, sha256 from app.migration order by name')
  return {
    createdAt: new Date().toISOString(),
    program: options.program,
    postgres: version.rows[0]?.v ?? '',
    keyFingerprint: options.keyFingerprint ?? null,
    migrations: migrations.rows,
    tables: [...tables],
  }
}

async function readMoment(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ at: Date }>('select transaction_timestamp() as at')
  return (rows[0]?.at ?? new Date()).toISOString()
}

async function expectBytes(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ n: string }>(
    `select coalesce(sum(pg_table_size(oid)), 0)::text as n from pg_class
     where relnamespace = 'app'::regnamespace and relkind = 'r'`,
  )
  return Number(rows[0]?.n ?? 0)
}

const openFile = async (source: string): Promise<Readable> =>
  (await fs.open(source, 'r')).createReadStream({ highWaterMark: PIECE_BYTES })

async function* readPieces(name: string, pieces: Readable): AsyncGenerator<Frame, FileSum, undefined> {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const piece of pieces as AsyncIterable<Buffer>) {
    hash.update(piece)
    bytes += piece.length
    yield { kind: KIND.data, bytes: piece }
  }
  return { name, bytes, sha256: hash.digest('hex') }
}
