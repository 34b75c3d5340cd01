import { createHmac } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { ATTACHMENTS, INCOMING } from '#server/attachment/index.ts'
import type { AttachedFile } from '#server/db/backup/index.ts'

/** Folders of the data folder that go with the database into every backup. Files of records go with their rows instead. */
const KEPT_FOLDERS = ['anchors'] as const
/** Every folder of ours in the data folder. */
export const OWN_FOLDERS = [...KEPT_FOLDERS, ATTACHMENTS, INCOMING] as const
/** Files that open what is encrypted: into a backup only when asked for, and only under a passphrase. */
export const KEY_FILES = ['app.key', 'data.keys'] as const

/** When the data was last backed up, beside them. */
export const BACKUP_NOTE = 'last-backup'

/** Notes that a backup was made; where the folder cannot be written, nobody will know. */
export function noteBackup(dataDir: string, at: Date): void {
  if (fs.existsSync(dataDir)) fs.writeFileSync(path.join(dataDir, BACKUP_NOTE), `${at.toISOString()}\n`, { mode: 0o600 })
}

/** When the last backup was made, where that is known. */
export function lastBackup(dataDir: string): Date | undefined {
  const file = path.join(dataDir, BACKUP_NOTE)
  const at = fs.existsSync(file) ? new Date(fs.readFileSync(file, 'utf8').trim()) : undefined
  return at && !Number.isNaN(at.getTime()) ? at : undefined
}

/** The files that belong to the data, by name. */
export function listDataFiles(dataDir: string, hasKeys: boolean): readonly AttachedFile[] {
  const kept = KEPT_FOLDERS.flatMap((folder) => {
    const root = path.join(dataDir, folder)
    if (!fs.existsSync(root)) return []
    return fs
      .readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
  })
  const keys = hasKeys ? KEY_FILES.map((name) => path.join(dataDir, name)).filter((file) => fs.existsSync(file)) : []
  return [...kept, ...keys]
    .map((source) => ({ source, name: path.relative(dataDir, source).split(path.sep).join('/') }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** Names a key and tells nothing of it. */
export const keyFingerprint = (appKey: Uint8Array): string =>
  createHmac('sha256', appKey).update('sgz key fingerprint').digest('hex').slice(0, 16)

/** The key of the settings or of the data folder, where there is one; makes none. */
export function findAppKey(given: Uint8Array | undefined, dataDir: string): Uint8Array | undefined {
  if (given) return given
  const file = path.join(dataDir, 'app.key')
  return fs.existsSync(file) ? Buffer.from(fs.readFileSync(file, 'utf8'), 'hex') : undefined
}
