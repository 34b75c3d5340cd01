import { isIP } from 'node:net'
import { z } from 'zod'
import { CRYPTO_ENV } from './env-crypto.ts'
import { IDENTITY_ENV } from './env-identity.ts'
import { missingBeside, STORAGE_ENV } from './env-storage.ts'
import { StartError } from './start-error.ts'

const flag = z.enum(['0', '1']).transform((text) => text === '1')

const isNetwork = (text: string): boolean => {
  const [address = '', bits, more] = text.split('/')
  const version = isIP(address)
  if (version === 0 || more !== undefined) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128))
}

/** Every setting of the environment, with its default. An empty value counts as absent. */
const EnvSchema = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
  /** Loopback unless told otherwise: nothing is offered to the network by accident. */
  HOST: z.string().default('127.0.0.1'),
  /** Default: `data` in the checkout. */
  DATA_DIR: z.string().optional(),
  /** Default: the embedded PostgreSQL. */
  DATABASE_URL: z
    .string()
    .refine(
      (text) => URL.canParse(text) && /^postgres(ql)?:$/.test(new URL(text).protocol),
      '应为 postgres://用户:密码@主机:端口/库名',
    )
    .optional(),
  /** 32 bytes or more in base64 or hex. Default: made at the first start and kept in the data folder. */
  APP_KEY: z
    .string()
    .transform((text) => Buffer.from(text, /^([0-9a-f]{2})+$/i.test(text) ? 'hex' : 'base64'))
    .refine((bytes) => bytes.length >= 32, '至少 32 字节（base64 或十六进制）')
    .optional(),
  /** Reached over HTTPS, through a proxy: cookies say so. */
  SECURE: flag.default(false),
  /** PEM files of our own certificate and its key; served over HTTPS then, and read again when they change. */
  TLS_CERT: z.string().optional(),
  TLS_KEY: z.string().optional(),
  /** Addresses or networks of the proxies before us, by comma: only theirs X-Forwarded-For is believed. */
  TRUST_PROXY: z
    .string()
    .transform((text) => text.split(',').map((one) => one.trim()))
    .refine((list) => list.every(isNetwork), '应为 IP 地址或网段，用逗号分隔，例如 127.0.0.1,10.0.0.0/8')
    .optional(),
  /** Opens /api/metrics to others than this machine. */
  METRICS_TOKEN: z.string().min(20, '至少 20 个字符').optional(),
  /** Connections to the database. */
  POOL_MAX: z.coerce.number().int().min(2).max(100).default(20),
  /** Requests a minute. An address may be a whole office behind one router. */
  RATE_PER_ADDRESS: z.coerce.number().int().min(1).default(6_000),
  RATE_PER_ACCOUNT: z.coerce.number().int().min(1).default(1_200),
  /** How long a stopping server says so before it takes no more requests: as long as a load balancer takes to notice. */
  DRAIN_SECONDS: z.coerce.number().min(0).max(300).default(0),
  ...IDENTITY_ENV,
  ...CRYPTO_ENV,
  ...STORAGE_ENV,
  /** Demonstration data. Default: yes with the embedded database, no with DATABASE_URL. */
  DEMO: flag.optional(),
  LOG_LEVEL: z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace']).default('warn'),
})
export type Env = z.output<typeof EnvSchema>

/** Reads and checks the settings; every fault is named at once. */
export function readEnv(environment: Readonly<Record<string, string | undefined>>): Env {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''))
  const parsed = EnvSchema.safeParse(given)
  if (parsed.success && (parsed.data.TLS_CERT === undefined) !== (parsed.data.TLS_KEY === undefined))
    throw new StartError(
      'SETTING_INVALID',
      '环境设置有误。TLS_CERT 与 TLS_KEY 须一起给出。',
      'Invalid settings: TLS_CERT and TLS_KEY go together.',
    )
  const missing = parsed.success ? missingBeside(parsed.data) : []
  if (missing.length > 0)
    throw new StartError(
      'SETTING_INVALID',
      `环境设置有误。使用对象存储还须给出 ${missing.join('、')}。`,
      `Invalid settings: ${missing.join(', ')} must be given, too.`,
    )
  if (parsed.success) return parsed.data
  const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.')}：${message}`)
  throw new StartError(
    'SETTING_INVALID',
    `环境设置有误。${faults.join('；')}`,
    `Invalid settings: ${parsed.error.issues.map(({ path }) => path.join('.')).join(', ')}.`,
  )
}
