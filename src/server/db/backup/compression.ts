import { promisify } from 'node:util'
import zlib from 'node:zlib'

export const COMPRESSIONS = ['none', 'gzip', 'zstd'] as const
export type Compression = (typeof COMPRESSIONS)[number]

export interface Codec {
  pack(bytes: Buffer): Promise<Buffer>
  /** Refuses to unfold to more than `most` bytes. */
  unpack(bytes: Buffer, most: number): Promise<Buffer>
}

type Packer = (bytes: Buffer, options?: object) => Promise<Buffer>

/** zstd is part of node from 22.15 on. */
const newer = zlib as unknown as { readonly zstdCompress?: typeof zlib.gzip; readonly zstdDecompress?: typeof zlib.gunzip }
const { zstdCompress, zstdDecompress } = newer
const gzip = promisify(zlib.gzip) as Packer
const gunzip = promisify(zlib.gunzip) as Packer

/** The codec of that name; undefined where this node has none. */
export function codecOf(name: Compression): Codec | undefined {
  if (name === 'none') return { pack: (bytes) => Promise.resolve(bytes), unpack: (bytes) => Promise.resolve(bytes) }
  if (name === 'gzip')
    return {
      pack: (bytes) => gzip(bytes, { level: 1 }),
      unpack: (bytes, most) => gunzip(bytes, { maxOutputLength: most }),
    }
  if (!zstdCompress || !zstdDecompress) return undefined
  const pack = promisify(zstdCompress) as unknown as Packer
  const unpack = promisify(zstdDecompress) as unknown as Packer
  return { pack: (bytes) => pack(bytes), unpack: (bytes, most) => unpack(bytes, { maxOutputLength: most }) }
}

export const BEST_COMPRESSION: Compression = zstdCompress ? 'zstd' : 'gzip'
