import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg, { type ClientConfig } from 'pg'
import * as copyStreams from 'pg-copy-streams'
import { applyMigration, checkServerVersion, letBackupRead, MIGRATION_LOCK, prepareRoles, readMigrations } from '../migrate.ts'
import { BackupError } from './backup-error.ts'
import { columnsOf, fixRowFormat, sumRows, type Table } from './copy-table.ts'
import { hasTables, listTables } from './list-tables.ts'
import type { Manifest, Summary } from './manifest.ts'
import { readBackup, type BackupReader, type ReadBackup } from './read-backup.ts'
import { withWallsDown } from './walls-down.ts'

export interface RestoreOptions {
  readonly passphrase?: string | undefined
  /** What becomes of the files that came with the database. */
  readonly onFile?: BackupReader['file'] | undefined
  readonly onProgress?:
    | ((progress: { readonly bytes: number; readonly totalBytes: number; readonly table: string }) => void)
    | undefined
}

/**
 * Brings a backup into an empty database, in one transaction: the structure as it was then, every row, and the proof, by
 * reading everything back, that each table is the same byte by byte. The file is read and checked as a whole before anything
 * is touched. The structure is brought up to date afterwards, by `migrate`.
 */
export async function restoreBackup(
  config: ClientConfig,
  file: string,
  dir: string,
  options: RestoreOptions = {},
): Promise<ReadBackup> {
  const checked = await readBackup(file, options.passphrase)
  const migrations = await chooseMigrations(dir, checked.manifest)
  const client = new pg.Client(config)
  client.on('error', () => undefined)
  await client.connect()
  try {
    const { rows } = await client.query<{ v: string }>(`select current_setting('server_version_num') as v`)
    checkServerVersion(Number(rows[0]?.v))
    await client.query('begin')
    await client.query('select pg_advisory_xact_lock($1)', [MIGRATION_LOCK])
    if (await hasTables(client)) throw notEmpty()
    await prepareRoles(client, dir)
    await client.query('set local role sgz_owner')
    for (const one of migrations) await applyMigration(client, one)
    await letBackupRead(client)
    await fill(client, file, checked, options)
    await client.query('commit')
    for (const { name } of checked.manifest.tables)
      await client.query(`analyze app.${pg.escapeIdentifier(name)}`).catch(() => undefined)
    return checked
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  } finally {
    await client.end()
  }
}

const notEmpty = (): BackupError =>
  new BackupError(
    'TARGET_NOT_EMPTY',
    '目标数据库里已有数据，没有恢复。请恢复到新的数据文件夹（DATA_DIR）或空的数据库（DATABASE_URL）。',
    'The target database holds data; nothing was restored. Restore into a new data folder (DATA_DIR) or an empty database (DATABASE_URL).',
  )

/** The migrations the backup's data was written under; this program must have every one of them, unchanged. */
async function chooseMigrations(dir: string, { migrations, program }: Manifest) {
  const files = await readMigrations(dir)
  return migrations.map(({ name, sha256 }) => {
    const found = files.find((one) => one.name === name)
    if (found?.sha256 === sha256) return found
    throw new BackupError(
      'BACKUP_NEWER',
      `备份由另一版本的程序（${program}）写成，含本程序没有的结构变更 ${name}。请用同一版本或更新版本恢复；没有恢复任何内容。`,
      `The backup was written by another version (${program}) with a migration this program lacks: ${name}. Restore with that version or a later one; nothing was restored.`,
    )
  })
}

async function fill(client: pg.Client, file: string, { manifest, summary }: ReadBackup, options: RestoreOptions): Promise<void> {
  const tables = await listTables(client)
  if (JSON.stringify(tables) !== JSON.stringify(manifest.tables))
    throw new BackupError(
      'SCHEMA_DIFFERS',
      '备份里的表与按其结构变更建成的表不一致，没有恢复任何内容。',
      'The tables in the backup differ from those its migrations make; nothing was restored.',
    )
  const byName = new Map(tables.map((table) => [table.name, table]))
  const totalBytes = summary.tables.reduce((sum, { bytes }) => sum + bytes, 0)
  let bytes = 0
  await withWallsDown(client, async () => {
    await client.query(`truncate ${tables.map(({ name }) => `app.${pg.escapeIdentifier(name)}`).join(', ')}`)
    await fixRowFormat(client)
    await readBackup(file, options.passphrase, {
      table: async (name, pieces) => {
        const table = byName.get(name)
        if (!table) return
        const counted = async function* () {
          for await (const piece of pieces) {
            yield piece
            bytes += piece.length
            options.onProgress?.({ bytes, totalBytes, table: name })
          }
        }
        await pipeline(
          Readable.from(counted(), { objectMode: true }),
          client.query(copyStreams.from(`copy ${columnsOf(table)} from stdin with (freeze)`)),
        )
      },
      ...(options.onFile && { file: options.onFile }),
    })
    await proveSame(client, tables, summary)
  })
}

/** Reads every table back: as many rows, and the same bytes in the same order. */
async function proveSame(client: pg.Client, tables: readonly Table[], summary: Summary): Promise<void> {
  for (const table of tables) {
    const found = await sumRows(client, table)
    const wanted = summary.tables.find(({ name }) => name === table.name)
    if (wanted && found.rows === wanted.rows && found.sha256 === wanted.sha256) continue
    throw new BackupError(
      'ROWS_DIFFER',
      `表 ${table.name} 恢复后与备份不一致（${found.rows} 行，应为 ${wanted?.rows ?? 0} 行），已全部撤销。`,
      `Table ${table.name} is not the same after the restore (${found.rows} rows, ${wanted?.rows ?? 0} expected); everything was undone.`,
    )
  }
}
