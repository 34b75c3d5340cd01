/** Why a backup or a restore cannot be, each a person can act on. */
export type BackupErrorCode =
  | 'NOT_A_BACKUP'
  | 'TRUNCATED'
  | 'DAMAGED'
  | 'PASSPHRASE_NEEDED'
  | 'PASSPHRASE_WRONG'
  | 'TARGET_NOT_EMPTY'
  | 'BACKUP_NEWER'
  | 'SCHEMA_DIFFERS'
  | 'ROWS_DIFFER'
  | 'TABLE_UNREADABLE'
  | 'FILE_EXISTS'

/** A backup or a restore that stops before it has changed anything for good: said in Chinese and English. */
export class BackupError extends Error {
  readonly code: BackupErrorCode
  readonly zh: string
  readonly en: string

  constructor(code: BackupErrorCode, zh: string, en: string, options?: ErrorOptions) {
    super(`${zh}\n${en}`, options)
    this.name = 'BackupError'
    this.code = code
    this.zh = zh
    this.en = en
  }
}

export const damaged = (where: string, cause?: unknown): BackupError =>
  new BackupError(
    'DAMAGED',
    `备份文件已损坏或被改动（${where}）。没有恢复任何内容；请换一份备份。`,
    `The backup file is damaged or was altered (${where}). Nothing was restored; use another copy.`,
    { cause },
  )

export const truncated = (): BackupError =>
  new BackupError(
    'TRUNCATED',
    '备份文件不完整，中途断了。没有恢复任何内容；请重新拷贝，或换一份备份。',
    'The backup file is incomplete: it breaks off. Nothing was restored; copy it again or use another one.',
  )
