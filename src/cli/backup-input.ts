import fs from 'node:fs'
import { BackupError } from '#server/db/backup/index.ts'
import { BadInput, CommandFailed } from './end-with.ts'

export interface PassphraseOptions {
  readonly passphraseFile?: string
}

/** From a file or the environment; never an argument, which others could see. */
export function readPassphrase({ passphraseFile }: PassphraseOptions): string | undefined {
  if (passphraseFile === undefined) return process.env['SGZ_BACKUP_PASSPHRASE'] || undefined
  if (!fs.existsSync(passphraseFile)) throw new BadInput(`没有口令文件 ${passphraseFile}`)
  const [line = ''] = fs.readFileSync(passphraseFile, 'utf8').split(/\r?\n/)
  if (line === '') throw new BadInput(`口令文件 ${passphraseFile} 的第一行是空的`)
  return line
}

/** Faults of a backup end as the operator's messages do. */
export async function told(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (error instanceof BackupError) throw new CommandFailed(`${error.zh}\n  ${error.en}`)
    const { code, path: file } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' && file !== undefined) throw new BadInput(`没有文件 ${file}`)
    if (code === 'ENOSPC' || code === 'EFBIG' || code === '53100')
      throw new CommandFailed('磁盘已满，没有写完；半成品已删除。\n  The disk is full; nothing half-done was left.')
    throw error
  }
}
