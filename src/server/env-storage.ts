import path from 'node:path'
import { z } from 'zod'
import { INCOMING, openStorage, type AttachmentParts } from './attachment/index.ts'

const MB = 1024 * 1024
const megabytes = (usual: number) => z.coerce.number().int().min(1).max(500).default(usual)

const SCANNER = /^(?:tcp:\/\/(?<host>\[[0-9a-f:.]+\]|[\w.-]+):(?<port>\d{1,5})|unix:(?<path>\/.+))$/i

/** Settings of files: where they lie, how large they may be, who scans them. */
export const STORAGE_ENV = {
  /** A bucket that speaks the S3 protocol, `https://host/`. Default: a folder of the data folder. */
  S3_ENDPOINT: z
    .string()
    .refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol), '应为 https://主机[:端口]')
    .optional(),
  S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, '应为存储桶名')
    .optional(),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  S3_REGION: z.string().default('us-east-1'),
  /** What every key begins with. */
  S3_PREFIX: z
    .string()
    .regex(/^[\w-]+(\/[\w-]+)*\/$/, '应以 / 结尾，例如 shegongzhan/')
    .default(''),
  ATTACHMENT_PHOTO_MB: megabytes(20),
  ATTACHMENT_DOCUMENT_MB: megabytes(50),
  /** clamd: every file is scanned before it is kept; while it does not answer, none is. */
  VIRUS_SCAN: z
    .string()
    .refine((text) => SCANNER.test(text), '应为 tcp://主机:端口 或 unix:/路径')
    .transform((text) => {
      const { host = '', port, path: socket } = SCANNER.exec(text)?.groups ?? {}
      return socket === undefined ? { host: host.replace(/^\[|\]$/g, ''), port: Number(port) } : { path: socket }
    })
    .optional(),
}
type StorageEnv = z.output<z.ZodObject<typeof STORAGE_ENV>>

const TOGETHER = ['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const

/** Settings of a bucket that are missing beside others that are given. */
export function missingBeside(env: StorageEnv): readonly string[] {
  const missing = TOGETHER.filter((name) => env[name] === undefined)
  return missing.length === TOGETHER.length ? [] : missing
}

/** Where files lie and what is done with them, as the settings say. */
export const attachmentsOf = (env: StorageEnv, dataDir: string): AttachmentParts => ({
  storage: storageOf(env, dataDir),
  incoming: path.join(dataDir, INCOMING),
  limits: { photoBytes: env.ATTACHMENT_PHOTO_MB * MB, documentBytes: env.ATTACHMENT_DOCUMENT_MB * MB },
  scanner: env.VIRUS_SCAN,
})

export function storageOf(env: StorageEnv, dataDir: string): AttachmentParts['storage'] {
  const { S3_ENDPOINT: endpoint, S3_BUCKET: bucket, S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = env
  if (endpoint === undefined || bucket === undefined || accessKeyId === undefined || secretAccessKey === undefined)
    return openStorage(dataDir, undefined)
  return openStorage(dataDir, { endpoint, bucket, accessKeyId, secretAccessKey, region: env.S3_REGION, prefix: env.S3_PREFIX })
}
