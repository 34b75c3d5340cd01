import { createPrivateKey, X509Certificate } from 'node:crypto'
import fs from 'node:fs'
import { StartError } from '#server/start-error.ts'

/** PEM files: the certificate with its chain, and its key. */
export interface TlsFiles {
  readonly cert: string
  readonly key: string
}

export interface TlsPair {
  readonly cert: Buffer
  readonly key: Buffer
}

const LOOK_EVERY_MS = 5_000

/** Reads the pair and checks that it is one. */
export function readTlsFiles({ cert, key }: TlsFiles): TlsPair {
  try {
    const pair = { cert: fs.readFileSync(cert), key: fs.readFileSync(key) }
    const certificate = new X509Certificate(pair.cert)
    if (!certificate.checkPrivateKey(createPrivateKey(pair.key))) throw new Error('the key is not that of the certificate')
    return pair
  } catch (cause) {
    throw new StartError(
      'SETTING_INVALID',
      `证书或密钥不可用（${cert}，${key}）：${(cause as Error).message}。请检查 TLS_CERT 与 TLS_KEY：须为 PEM，互相配对，且可读。`,
      `The certificate or its key cannot be used (${cert}, ${key}). Check TLS_CERT and TLS_KEY: PEM, a pair, readable.`,
      { cause },
    )
  }
}

/** Gives `use` the new pair when the files change; a pair that does not fit (yet) changes nothing. Returns the end of it. */
export function watchTlsFiles(files: TlsFiles, use: (pair: TlsPair) => void, everyMs = LOOK_EVERY_MS): () => void {
  let known = stampOf(files)
  const timer = setInterval(() => {
    const now = stampOf(files)
    if (now === known) return
    try {
      use(readTlsFiles(files))
      known = now
    } catch {
      // a certificate renewed in two steps: its key comes next
    }
  }, everyMs)
  timer.unref()
  return () => clearInterval(timer)
}

const stampOf = ({ cert, key }: TlsFiles): string =>
  [cert, key]
    .map((file) => {
      const stat = fs.statSync(file, { throwIfNoEntry: false })
      return stat ? `${stat.ino} ${stat.mtimeMs} ${stat.size}` : '-'
    })
    .join('|')
