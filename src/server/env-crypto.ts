import path from 'node:path'
import { z } from 'zod'
import { fileKeyring, fixedKeyring, SUITES, type Keyring } from './crypto/index.ts'

const SHORTEST = 32
const bytesOf = (text: string): Buffer => Buffer.from(text, /^([0-9a-f]{2})+$/i.test(text) ? 'hex' : 'base64')

/** Settings of encryption, audit and watermarks. */
export const CRYPTO_ENV = {
  /** Keys of encrypted fields by comma, the current one first. Default: `data.keys` in the data folder, else the application key. */
  APP_KEYS: z
    .string()
    .transform((text) => text.split(',').map((one) => bytesOf(one.trim())))
    .refine(
      (keys) => keys.every((key) => key.length >= SHORTEST),
      '每把密钥至少 32 字节（base64 或十六进制），用逗号分隔，当前的在前',
    )
    .optional(),
  /** international: AES-256-GCM and SHA-256; sm: SM4-CBC with HMAC-SM3, and SM3. What was written before stays readable. */
  CRYPTO: z.enum(SUITES).default('international'),
  /** Screens and exports carry who looks at them. */
  WATERMARK: z
    .enum(['0', '1'])
    .transform((text) => text === '1')
    .default(false),
}
type CryptoEnv = z.output<z.ZodObject<typeof CRYPTO_ENV>>

export const keyFileOf = (dataDir: string): string => path.join(dataDir, 'data.keys')

/** The keys the settings name, else those of the data folder. */
export const keyringFor = (env: Pick<CryptoEnv, 'APP_KEYS' | 'CRYPTO'>, dataDir: string, appKey: Uint8Array): Keyring =>
  env.APP_KEYS === undefined ? fileKeyring(keyFileOf(dataDir), appKey, env.CRYPTO) : fixedKeyring(env.APP_KEYS, env.CRYPTO)
