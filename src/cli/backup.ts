import fs from 'node:fs'
import path from 'node:path'
import { InvalidArgumentError, type Command } from 'commander'
import { findAppKey, keyFingerprint, listDataFiles, noteBackup } from '#server/data-files.ts'
import {
  codecOf,
  COMPRESSIONS,
  keepFilesIn,
  readBackup,
  restoreBackup,
  restoreIntoFolder,
  writeBackup,
  type Compression,
  type ReadBackup,
} from '#server/db/backup/index.ts'
import { filesForBackup, INCOMING, storeFilesOf, type FileSink } from '#server/attachment/index.ts'
import { urlConnection } from '#server/db/connection.ts'
import { chooseDataDir } from '#server/db/embedded/index.ts'
import { migrate } from '#server/db/migrate.ts'
import { storageOf } from '#server/env-storage.ts'
import { readEnv, type Env } from '#server/env.ts'
import { findRoot, versionOf } from '#server/find-root.ts'
import { readPassphrase, told, type PassphraseOptions } from './backup-input.ts'
import { BadInput } from './end-with.ts'
import { progressBar } from './progress-bar.ts'
import { migrationsDir, withOpenDatabase } from './with-database.ts'

interface BackupFlags extends PassphraseOptions {
  readonly encrypt?: true
  readonly withKeys?: true
  readonly compression?: Compression
  readonly force?: true
}

interface RestoreFlags extends PassphraseOptions {
  readonly check?: true
}

const MB = 1_000_000
const inMb = (bytes: number): string => `${(bytes / MB).toFixed(1)} MB`

function checkedCompression(text: string): Compression {
  const found = COMPRESSIONS.find((one) => one === text)
  if (!found || !codecOf(found)) throw new InvalidArgumentError(`可用：${COMPRESSIONS.filter(codecOf).join('、')}`)
  return found
}

/** `backup FILE`, `restore FILE`. */
export function registerBackupCommands(program: Command): void {
  program
    .command('backup <file>')
    .description('备份全部数据到一个文件；服务不必停，备份的是同一时刻')
    .option('--encrypt', '用口令加密（AES-256-GCM）；口令取自 --passphrase-file 或 SGZ_BACKUP_PASSPHRASE')
    .option('--passphrase-file <文件>', '口令所在的文件（第一行）')
    .option('--with-keys', '连同密钥文件一起备份；必须加密')
    .option('--compression <方式>', COMPRESSIONS.filter(codecOf).join('、'), checkedCompression)
    .option('--force', '覆盖已有的文件')
    .action((file: string, flags: BackupFlags) => told(() => backup(file, flags)))

  program
    .command('restore <file>')
    .description('把备份恢复到新的数据文件夹（DATA_DIR）或空的数据库（DATABASE_URL），逐行核对')
    .option('--passphrase-file <文件>', '加密备份的口令所在的文件（第一行）')
    .option('--check', '只检查备份文件是否完好，不恢复')
    .action((file: string, flags: RestoreFlags) => told(() => (flags.check ? check(file, flags) : restore(file, flags))))
}

async function backup(file: string, flags: BackupFlags): Promise<void> {
  const env = readEnv(process.env)
  const { dir } = chooseDataDir(env.DATA_DIR, findRoot())
  const passphrase = flags.encrypt ? readPassphrase(flags) : undefined
  if (flags.encrypt && passphrase === undefined)
    throw new BadInput('加密需要口令：请用 --passphrase-file，或设环境变量 SGZ_BACKUP_PASSPHRASE。')
  if (flags.withKeys && passphrase === undefined) throw new BadInput('密钥只能放进加密的备份：请加 --encrypt。')
  const appKey = findAppKey(env.APP_KEY, dir)
  const startedAt = Date.now()
  let bar: ReturnType<typeof progressBar> | undefined
  const faults: string[] = []
  const summary = await withOpenDatabase(({ connection }) =>
    writeBackup(connection.migrator, file, {
      program: versionOf(findRoot()),
      keyFingerprint: appKey && keyFingerprint(appKey),
      compression: flags.compression,
      passphrase,
      overwrite: flags.force,
      files: listDataFiles(dir, flags.withKeys === true),
      filesOf: filesForBackup(storageOf(env, dir)),
      onFault: (name) => faults.push(name),
      onProgress({ bytes, expectedBytes }) {
        bar ??= progressBar('备份', Math.ceil(expectedBytes / MB))
        bar.step(Math.min(Math.ceil(bytes / MB), Math.ceil(expectedBytes / MB)))
      },
    }),
  ).finally(() => bar?.end())
  noteBackup(dir, new Date(summary.snapshotAt))
  const rows = summary.tables.reduce((sum, table) => sum + table.rows, 0)
  console.log(`✓ 已备份 ${summary.tables.length} 张表、${rows} 行、${summary.files.length} 个文件`)
  console.log(`  ${path.resolve(file)}（${inMb(fs.statSync(file).size)}，${seconds(startedAt)}，时刻 ${summary.snapshotAt}）`)
  if (faults.length > 0)
    console.log(`⚠ ${faults.length} 个附件文件缺失或已损坏（${faults[0]} 等），不在备份里；请执行 sgz doctor。`)
  if (passphrase !== undefined) console.log('  已加密。口令丢失则无法恢复，请另行妥善保管。')
  if (!flags.withKeys && appKey)
    console.log(
      `  密钥 ${keyFingerprint(appKey)} 不在备份里，请另行保管（${dir} 里的 app.key 和 data.keys，或 APP_KEY 和 APP_KEYS）。`,
    )
}

async function restore(file: string, flags: RestoreFlags): Promise<void> {
  const env = readEnv(process.env)
  const passphrase = readPassphrase(flags)
  const { dir } = chooseDataDir(env.DATA_DIR, findRoot())
  const startedAt = Date.now()
  let bar: ReturnType<typeof progressBar> | undefined
  const onProgress = ({ bytes, totalBytes }: { readonly bytes: number; readonly totalBytes: number }): void => {
    bar ??= progressBar('恢复', Math.ceil(totalBytes / MB))
    bar.step(Math.ceil(bytes / MB))
  }
  let done: ReadBackup
  let sink: FileSink | undefined
  const filesInto = (root: string): FileSink['read'] => (sink = sinkFor(env, root)).read
  try {
    if (env.DATABASE_URL === undefined)
      done = await restoreIntoFolder(dir, file, migrationsDir(), { passphrase, onProgress, filesInto })
    else {
      const { migrator } = urlConnection(env.DATABASE_URL)
      done = await restoreBackup(migrator, file, migrationsDir(), { passphrase, onProgress, onFile: filesInto(dir) })
      await migrate(migrator, migrationsDir())
    }
  } finally {
    bar?.end()
  }
  report(done)
  console.log(
    `✓ 已恢复到 ${env.DATABASE_URL === undefined ? dir : urlConnection(env.DATABASE_URL).described}，每张表逐行核对一致（${seconds(startedAt)}）`,
  )
  if (sink && sink.faults().length > 0)
    console.log(`⚠ ${sink.faults().length} 个附件文件在备份之前就已损坏，没有恢复（${sink.faults()[0]} 等）；请执行 sgz doctor。`)
  const { keyFingerprint: wanted } = done.manifest
  const present = findAppKey(env.APP_KEY, dir)
  if (wanted !== null && (!present || keyFingerprint(present) !== wanted))
    console.log(
      `⚠ 备份属于密钥 ${wanted}，这里没有它。请在启动前把原来的 app.key（及 data.keys）放进 ${dir}，或设 APP_KEY；否则须重新登录，已加密的字段读不出。`,
    )
}

async function check(file: string, flags: RestoreFlags): Promise<void> {
  report(await readBackup(file, readPassphrase(flags)))
  console.log('✓ 备份文件完好')
}

function report({ manifest, summary }: ReadBackup): void {
  const rows = summary.tables.reduce((sum, table) => sum + table.rows, 0)
  console.log(`  备份时刻 ${summary.snapshotAt}，程序 ${manifest.program}，PostgreSQL ${manifest.postgres}`)
  console.log(`  ${summary.tables.length} 张表、${rows} 行、${summary.files.length} 个文件`)
}

const seconds = (from: number): string => `${((Date.now() - from) / 1000).toFixed(1)} 秒`

/** Files go where the settings keep them; with a folder that is being restored, below its root. */
const sinkFor = (env: Env, root: string): FileSink =>
  storeFilesOf(storageOf(env, root), path.join(root, INCOMING), keepFilesIn(root))
