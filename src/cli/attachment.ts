import type { Command } from 'commander'
import { examineFiles, INCOMING, removeOrphans, StorageFailed, storeFilesOf } from '#server/attachment/index.ts'
import { readBackup } from '#server/db/backup/index.ts'
import type { Connection } from '#server/db/connection.ts'
import { fault, ok, warn, type Finding } from '#server/doctor/index.ts'
import { storageOf } from '#server/env-storage.ts'
import { readEnv, type Env } from '#server/env.ts'
import path from 'node:path'
import { dataDirOf } from './data-dir-of.ts'
import { CommandFailed } from './end-with.ts'
import { readPassphrase, told } from './backup-input.ts'
import { withOpenDatabase } from './with-database.ts'

const MB = 1_000_000

/** `attachment clean`, `attachment mend FILE`. */
export function registerAttachmentCommands(program: Command): void {
  const attachment = program.command('attachment').description('附件文件：清理没有记录的，从备份补回缺失的')

  attachment
    .command('clean')
    .description('删除没有任何记录的文件（上传中途断电所留；一小时内的不动）')
    .action(async () => {
      const storage = storageOf(readEnv(process.env), dataDirOf())
      const removed = await withOpenDatabase(({ connection }) => removeOrphans(connection.migrator, storage, new Date()))
      const bytes = removed.reduce((sum, file) => sum + file.bytes, 0)
      console.log(removed.length === 0 ? '✓ 没有要清理的' : `✓ 已删除 ${removed.length} 个文件，${(bytes / MB).toFixed(1)} MB`)
    })

  attachment
    .command('mend <backup>')
    .description('从一份备份里补回缺失或被改动的附件文件；别的都不动')
    .option('--passphrase-file <文件>', '加密备份的口令所在的文件（第一行）')
    .action((backup: string, flags: { readonly passphraseFile?: string }) => told(() => mend(backup, readPassphrase(flags))))
}

async function mend(backup: string, passphrase: string | undefined): Promise<void> {
  const dataDir = dataDirOf()
  const storage = storageOf(readEnv(process.env), dataDir)
  const { missing, altered } = await withOpenDatabase(({ connection }) => examineFiles(connection.migrator, storage, new Date()))
  const wanted = new Set([...missing, ...altered])
  if (wanted.size === 0) return console.log('✓ 附件文件齐全，无须补回')
  for (const sha256 of altered) await storage.remove(sha256)
  const nowhere = async (): Promise<void> => undefined
  const sink = storeFilesOf(storage, path.join(dataDir, INCOMING), nowhere, (sha256) => wanted.has(sha256))
  await readBackup(backup, passphrase, { file: sink.read })
  const left = wanted.size - sink.count()
  console.log(
    `${left === 0 ? '✓' : '⚠'} 补回 ${sink.count()} 个文件${left === 0 ? '' : `，仍缺 ${left} 个；请再试更早或更晚的备份`}`,
  )
  if (left > 0) throw new CommandFailed('没有补齐。')
}

/** What `doctor` says of files. */
export async function checkAttachments(connection: Connection, env: Env, dataDir: string): Promise<Finding> {
  const what = '附件'
  const storage = storageOf(env, dataDir)
  try {
    const { known, missing, altered, orphans } = await examineFiles(connection.migrator, storage, new Date())
    if (missing.length + altered.length > 0)
      return fault(
        what,
        `${known} 个文件中缺 ${missing.length} 个、长度不符 ${altered.length} 个（${[...missing, ...altered][0]?.slice(0, 12)} 等，${storage.described}）`,
        '先确认存储挂载和设置无误；再执行 sgz attachment mend <备份文件> 从备份补回。',
      )
    if (orphans.length > 0) {
      const bytes = orphans.reduce((sum, file) => sum + file.bytes, 0)
      return warn(
        what,
        `${orphans.length} 个文件没有记录（${(bytes / MB).toFixed(1)} MB），是上传中途断开所留`,
        '执行 sgz attachment clean 删除。',
      )
    }
    return ok(what, `${known} 个文件齐全（${storage.described}）`)
  } catch (error) {
    if (!(error instanceof StorageFailed)) throw error
    return fault(what, `${error.message}（${storage.described}）`, '检查对象存储是否在运行、S3_ 各项设置是否正确。')
  }
}
