import path from 'node:path'
import { folderStorage } from './folder-storage.ts'
import type { S3Settings } from './s3-client.ts'
import { s3Storage } from './s3-storage.ts'
import type { Storage } from './storage.ts'

/** The folder of the data folder in which files lie, and in backups too, wherever they lay. */
export const ATTACHMENTS = 'attachments'
/** The folder of the data folder in which files arrive. */
export const INCOMING = 'incoming'

/** The storage of the settings: a bucket, or a folder of the data folder without. */
export const openStorage = (dataDir: string, s3: S3Settings | undefined): Storage =>
  s3 ? s3Storage(s3) : folderStorage(path.join(dataDir, ATTACHMENTS))
