import fs from 'node:fs'
import { dataKey, type DataKey } from './data-key.ts'

/** Which ciphers and hashes are used for what is written from now on; what was written before stays readable. */
export const SUITES = ['international', 'sm'] as const
export type Suite = (typeof SUITES)[number]

export interface Keyring {
  readonly suite: Suite
  /** Encrypts what is written now. */
  current(): DataKey
  byId(id: string): DataKey | undefined
  /** Every key that something may still be encrypted under, the current one first. */
  all(): readonly DataKey[]
}

/** A keyring of given secrets, the current one first. */
export function fixedKeyring(secrets: readonly Uint8Array[], suite: Suite = 'international'): Keyring {
  const keys = secrets.map(dataKey)
  return keyringOf(suite, () => keys)
}

/** How long a running server goes on with the keys it knows before it looks whether the file has changed. */
export const RELOAD_MS = 1_000

/**
 * A keyring kept in a file, one key in hex per line, the current one first. The file is looked at again when it changes, so
 * that a key added by the command reaches a server that runs. Without the file, `secret` is the only key.
 */
export function fileKeyring(file: string, secret: Uint8Array, suite: Suite = 'international'): Keyring {
  let stamp = ''
  let lookedAt = 0
  let keys: readonly DataKey[] = [dataKey(secret)]
  const look = (): readonly DataKey[] => {
    if (Date.now() - lookedAt < RELOAD_MS) return keys
    lookedAt = Date.now()
    const stat = fs.statSync(file, { throwIfNoEntry: false })
    const now = stat ? `${stat.mtimeMs} ${stat.size} ${stat.ino}` : ''
    if (now === stamp) return keys
    stamp = now
    keys = (stat ? readKeyFile(file) : [secret]).map(dataKey)
    return keys
  }
  return {
    ...keyringOf(suite, look),
    byId(id) {
      const known = look().find((key) => key.id === id)
      if (known) return known
      // a row of a key that is newer than our last look
      lookedAt = 0
      return look().find((key) => key.id === id)
    },
  }
}

/** The secrets of a key file, the current one first; none without the file. */
export const readKeyFile = (file: string): readonly Buffer[] =>
  fs.existsSync(file)
    ? fs
        .readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) => /^[0-9a-f]{64,}$/.test(line))
        .map((line) => Buffer.from(line, 'hex'))
    : []

/** Writes the secrets beside and moves them into place, so that nobody ever reads half a file. */
export function writeKeyFile(file: string, secrets: readonly Uint8Array[]): void {
  const beside = `${file}.${process.pid}`
  const text = secrets.map((secret) => `${Buffer.from(secret).toString('hex')}\n`).join('')
  const fd = fs.openSync(beside, 'w', 0o600)
  fs.writeSync(fd, text)
  fs.fsyncSync(fd)
  fs.closeSync(fd)
  fs.renameSync(beside, file)
}

function keyringOf(suite: Suite, all: () => readonly DataKey[]): Keyring {
  return {
    suite,
    all,
    current() {
      const [first] = all()
      if (!first) throw new Error('no data key')
      return first
    },
    byId: (id) => all().find((key) => key.id === id),
  }
}
