import { createHash, hkdfSync } from 'node:crypto'

/** One key of the keyring: everything is derived from its secret, and its id tells nothing of it. */
export interface DataKey {
  readonly id: string
  readonly aes: Buffer
  readonly sm4: Buffer
  /** Authenticates what SM4-CBC encrypts. */
  readonly mac: Buffer
  /** Of blind indexes. */
  readonly index: Buffer
  /** Of hashes that stand for a value in the audit. */
  readonly digest: Buffer
}

const BYTES = { aes: 32, sm4: 16, mac: 32, index: 32, digest: 32 } as const
const SHORTEST_SECRET = 32

/** The key made from a secret of 32 bytes or more. */
export function dataKey(secret: Uint8Array): DataKey {
  if (secret.length < SHORTEST_SECRET) throw new RangeError('a data key needs 32 bytes')
  const derive = (what: keyof typeof BYTES): Buffer => Buffer.from(hkdfSync('sha256', secret, '', `sgz ${what}`, BYTES[what]))
  const id = createHash('sha256')
    .update(Buffer.from(hkdfSync('sha256', secret, '', 'sgz id', 32)))
    .digest('hex')
    .slice(0, 8)
  return { id, aes: derive('aes'), sm4: derive('sm4'), mac: derive('mac'), index: derive('index'), digest: derive('digest') }
}
