import path from 'node:path'
import type { Kysely } from 'kysely'
import { keepAppKey } from './app-key.ts'
import { buildApp } from './app.ts'
import { clearIncoming, StorageFailed, type AttachmentParts } from './attachment/index.ts'
import { keepAnchors } from './audit/index.ts'
import { chooseDataDir, dataFolderAt, notWritable, prepareDataFolder } from './db/embedded/index.ts'
import { migrate } from './db/migrate.ts'
import { openDatabase, type OpenDatabase } from './db/open-database.ts'
import { openDb } from './db/pool.ts'
import type { DB } from './db/types.ts'
import { loadDemoIdentities } from './demo/index.ts'
import { keyringFor } from './env-crypto.ts'
import { identityOf } from './env-identity.ts'
import { attachmentsOf } from './env-storage.ts'
import type { Env } from './env.ts'
import { findRoot, versionOf } from './find-root.ts'
import { holdPort } from './http/limit/front-door.ts'
import { demoHint } from './demo/index.ts'
import { DEFAULT_LIMITS } from './http/limit/limits.ts'
import { loadDemo, loadSchemes, loadTerritory, proposeFromFacts, type Progress } from './load-content.ts'
import { openSchemes } from './open-schemes.ts'
import { StartError } from './start-error.ts'
import { loadDivisions } from './territory/index.ts'
import { warmSchemes } from './warm-schemes.ts'

export interface RunningServer {
  readonly address: string
  readonly dataDir: string
  readonly hasDemo: boolean
  /** Settles when the database under us is gone. */
  readonly gone: Promise<void>
  stop(): Promise<void>
}

/**
 * Starts everything in the order in which a fault leaves nothing half-made: the port, the data folder, the database, its
 * migrations, the content; requests are served last.
 */
export async function startServer(env: Env, progress: Progress): Promise<RunningServer> {
  const root = findRoot()
  const tls = env.TLS_CERT !== undefined && env.TLS_KEY !== undefined ? { cert: env.TLS_CERT, key: env.TLS_KEY } : undefined
  const door = await holdPort(env.HOST, env.PORT, { tls })
  const undo: (() => Promise<void>)[] = []
  // requests under way finish before what they stand on goes
  const stop = async () => {
    await door.drain(env.DRAIN_SECONDS)
    for (const step of undo.reverse().splice(0)) await step()
  }
  try {
    const dataDir = chooseFolder(env, root, progress)
    progress(env.DATABASE_URL === undefined ? '启动内置数据库' : '连接数据库')
    const database = await openDatabase(dataDir, env.DATABASE_URL)
    undo.push(() => database.close())
    const db = await openMigrated(database, root, env.POOL_MAX, progress)
    undo.push(() => db.destroy())
    await loadSchemes(db, progress)
    await loadTerritory(db, progress)
    const hasDemo = env.DEMO ?? database.connection.isEmbedded
    const appKey = env.APP_KEY ?? keepAppKey(dataDir)
    const keyring = keyringFor(env, dataDir, appKey)
    if (hasDemo) {
      await loadDemo(db, progress)
      await loadDemoIdentities(db, keyring, () => loadDivisions(path.join(root, 'territory/divisions.tsv.gz')))
    }
    const files = await openFiles(env, dataDir, progress)
    const opener = openSchemes(db)
    await proposeFromFacts(db, opener, progress)
    const { fastify, handler } = await buildApp({
      db,
      appKey,
      keyring,
      isMarked: env.WATERMARK,
      version: versionOf(root),
      dataDir,
      migrationsDir: path.join(root, 'db/migrations'),
      webDir: path.join(root, 'dist/web'),
      identity: identityOf(env, hasDemo),
      isSecure: env.SECURE || tls !== undefined,
      trustProxy: env.TRUST_PROXY,
      metricsToken: env.METRICS_TOKEN,
      limits: {
        perAddress: env.RATE_PER_ADDRESS,
        perAccount: env.RATE_PER_ACCOUNT,
        gate: { ...DEFAULT_LIMITS.gate, width: env.POOL_MAX * 2 },
      },
      logLevel: env.LOG_LEVEL,
      demo: hasDemo ? demoHint() : null,
      opener,
      files,
    })
    undo.push(() => fastify.close())
    const anchors = keepAnchors(db, dataDir, (error) => fastify.log.error({ err: error }, 'anchor not written'))
    undo.push(async () => anchors.stop())
    door.open(handler)
    undo.push(warmSchemes(opener, fastify.log))
    return { address: door.address, dataDir, hasDemo, gone: database.gone, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Where the data lies. With a DATABASE_URL only the key lies there, and it must be writable all the same. */
function chooseFolder(env: Env, root: string, progress: Progress): string {
  const { dir, instead } = chooseDataDir(env.DATA_DIR, root)
  if (instead !== undefined) progress(`数据库账户进不了 ${instead}，数据改放在 ${dir}（可用 DATA_DIR 指定）`)
  if (env.DATABASE_URL === undefined) return dir
  try {
    prepareDataFolder(dataFolderAt(dir), {})
    return dir
  } catch (error) {
    throw env.APP_KEY === undefined ? error : notWritable(dir, error)
  }
}

async function openMigrated(database: OpenDatabase, root: string, max: number, progress: Progress): Promise<Kysely<DB>> {
  const applied = await migrate(database.connection.migrator, path.join(root, 'db/migrations'))
  if (applied.length > 0) progress(`更新数据库结构（${applied.length} 项）`)
  return openDb({ ...database.connection.app, max })
}

/** Where files lie. A storage that says no is a wrong setting; one that is away today must not keep the rest from serving. */
async function openFiles(env: Env, dataDir: string, progress: Progress): Promise<AttachmentParts> {
  const files = attachmentsOf(env, dataDir)
  try {
    await files.storage.check()
  } catch (error) {
    if (!(error instanceof StorageFailed)) throw error
    if (error.isDenied)
      throw new StartError(
        'SETTING_INVALID',
        `附件存储不可用：${error.message}。请检查 S3_ 各项设置。`,
        'Files cannot be stored: check the S3_ settings.',
      )
    progress(`⚠ 附件存储暂时不可用（${error.message}），恢复之前不能上传和打开附件`)
  }
  await clearIncoming(files.incoming, new Date())
  return files
}
