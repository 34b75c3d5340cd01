import { createHash } from 'node:crypto'
import fs from 'node:fs/promises'
import path from 'node:path'
import pg, { type ClientConfig } from 'pg'
import { StartError } from '#server/start-error.ts'
import { splitSql } from './split-sql.ts'

/** What stands in `db/` and what the database has of it. */
export interface MigrationState {
  readonly applied: readonly string[]
  readonly pending: readonly string[]
}

export interface MigrationFile {
  readonly name: string
  readonly text: string
  readonly sha256: string
}

const OLDEST_SERVER = 150_000
/** Any number, the same in every version: one migrator at a time. */
export const MIGRATION_LOCK = 7_301_904
const INSUFFICIENT_PRIVILEGE = '42501'

/** Says no to a server that is too old. `versionNumber` as in `server_version_num`. */
export function checkServerVersion(versionNumber: number): void {
  if (versionNumber >= OLDEST_SERVER) return
  const found = Math.floor(versionNumber / 10_000)
  throw new StartError(
    'DATABASE_TOO_OLD',
    `数据库是 PostgreSQL ${found}，需要 15 或更高版本。`,
    `The database is PostgreSQL ${found}; 15 or later is needed.`,
  )
}

/** Brings the database up to the migrations in `dir`, each in a transaction of its own; returns those applied now. */
export async function migrate(config: ClientConfig, dir: string): Promise<readonly string[]> {
  return withLock(config, async (client) => {
    const files = await readMigrations(dir)
    if (await hasMigrationList(client)) await findState(client, files)
    await prepareRoles(client, dir)
    const { pending } = await findState(client, files)
    for (const file of files.filter(({ name }) => pending.includes(name)))
      await asOwner(client, () => applyMigration(client, file))
    if (pending.length > 0) await asOwner(client, () => letBackupRead(client))
    return pending
  })
}

/** What is applied and what is pending; changes nothing. */
export async function migrationState(config: ClientConfig, dir: string): Promise<MigrationState> {
  return withLock(config, async (client) => {
    const files = await readMigrations(dir)
    return (await hasMigrationList(client)) ? findState(client, files) : { applied: [], pending: files.map(({ name }) => name) }
  })
}

async function withLock<T>(config: ClientConfig, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(config)
  try {
    await client.connect()
  } catch (cause) {
    throw unreachable(cause)
  }
  try {
    const { rows } = await client.query<{ v: string }>(`select current_setting('server_version_num') as v`)
    checkServerVersion(Number(rows[0]?.v))
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK])
    return await work(client)
  } catch (error) {
    throw (error as pg.DatabaseError).code === INSUFFICIENT_PRIVILEGE ? notAllowed(error as pg.DatabaseError) : error
  } finally {
    await client.end()
  }
}

const notAllowed = (cause: pg.DatabaseError): StartError =>
  new StartError(
    'DATABASE_FAILED',
    `DATABASE_URL 的账户权限不够（${cause.message}）。它须拥有该数据库，并能建立角色（createrole）；或请管理员先执行 db/roles.sql 并把 sgz_owner、sgz_app 授予它。`,
    `The account of DATABASE_URL lacks a privilege (${cause.message}). It must own the database and be able to create roles, or have an administrator run db/roles.sql and grant it sgz_owner and sgz_app.`,
    { cause },
  )

function unreachable(cause: unknown): StartError {
  const { code, message } = cause as NodeJS.ErrnoException
  const reason = [code, message].filter(Boolean).join('：')
  return new StartError(
    'DATABASE_UNREACHABLE',
    `连不上数据库（${reason}）。请检查 DATABASE_URL、网络和数据库是否已启动。`,
    `The database cannot be reached (${reason}). Check DATABASE_URL, the network, and that the database runs.`,
    { cause },
  )
}

export async function readMigrations(dir: string): Promise<readonly MigrationFile[]> {
  const names = (await fs.readdir(dir)).filter((name) => name.endsWith('.sql')).sort()
  return Promise.all(
    names.map(async (name) => {
      const text = await fs.readFile(path.join(dir, name), 'utf8')
      return { name, text, sha256: createHash('sha256').update(text).digest('hex') }
    }),
  )
}

async function hasMigrationList(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ there: boolean }>(`select to_regclass('app.migration') is not null as there`)
  return rows[0]?.there ?? false
}

async function findState(client: pg.Client, files: readonly MigrationFile[]): Promise<MigrationState> {
  const rows = await asOwner(
    client,
    async () => (await client.query<{ name: string; sha256: string }>('select name, sha256 from app.migration')).rows,
  )
  for (const { name, sha256 } of rows) {
    const file = files.find((one) => one.name === name)
    if (!file)
      throw new StartError(
        'DATA_NEWER',
        `数据由更新的版本写成（含本程序没有的变更 ${name}）。请升级本程序，数据未被改动。`,
        `The data was written by a newer version (it has ${name}, which this program lacks). Upgrade this program; nothing was changed.`,
      )
    if (file.sha256 !== sha256) throw new Error(`migration ${name} was edited after it had been applied`)
  }
  const applied = new Set(rows.map(({ name }) => name))
  return {
    applied: [...applied].sort(),
    pending: files.map(({ name }) => name).filter((name) => !applied.has(name)),
  }
}

/** Roles, schema and the list of migrations, by the account that connects. */
export async function prepareRoles(client: pg.ClientBase, dir: string): Promise<void> {
  for (const statement of splitSql(await fs.readFile(path.join(dir, '../roles.sql'), 'utf8'))) await client.query(statement)
}

/** One migration in the running transaction, as the owner. */
export async function applyMigration(client: pg.ClientBase, file: MigrationFile): Promise<void> {
  for (const statement of splitSql(file.text)) await client.query(statement)
  await client.query('insert into app.migration (name, sha256) values ($1, $2)', [file.name, file.sha256])
}

/** Opens tables made just now to the role that takes backups. */
export async function letBackupRead(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ there: boolean }>(`select to_regproc('app.let_backup_read') is not null as there`)
  if (rows[0]?.there) await client.query('select app.let_backup_read()')
}

/** In one transaction as the role that owns everything. */
async function asOwner<T>(client: pg.Client, work: () => Promise<T>): Promise<T> {
  await client.query('begin')
  try {
    await client.query('set local role sgz_owner')
    const result = await work()
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}
