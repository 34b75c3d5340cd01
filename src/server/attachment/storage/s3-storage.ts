import { createReadStream } from 'node:fs'
import fs from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { createS3Client, type S3Settings } from './s3-client.ts'
import { keyOf, sha256OfKey, StorageFailed, type Storage, type StoredFile } from './storage.ts'

/** Files in a bucket that speaks the S3 protocol. */
export function s3Storage(settings: S3Settings): Storage {
  const ask = createS3Client(settings)
  const { prefix } = settings
  const keyed = (sha256: string): string => prefix + keyOf(sha256)

  const has = async (sha256: string): Promise<boolean> => isThere(await ask({ method: 'HEAD', key: keyed(sha256) }))

  return {
    described: `对象存储 ${settings.endpoint} 的 ${settings.bucket}${prefix === '' ? '' : `/${prefix}`}`,

    async put({ path, sha256, bytes }) {
      const there = await ask({ method: 'HEAD', key: keyed(sha256) })
      if (isThere(there) && Number(there.headers['content-length']) === bytes) {
        await fs.rm(path)
        return 'there'
      }
      const answer = await ask({
        method: 'PUT',
        key: keyed(sha256),
        // the storage holds the bytes against it
        headers: { 'x-amz-content-sha256': sha256, 'content-type': 'application/octet-stream' },
        body: { stream: createReadStream(path), bytes },
      })
      if (!isThere(answer)) throw new StorageFailed('没有这个存储桶', { isDenied: true })
      await fs.rm(path)
      return 'stored'
    },

    async open(sha256) {
      const answer = await ask({ method: 'GET', key: keyed(sha256) })
      if (answer.statusCode !== 404) return answer
      answer.resume()
      return undefined
    },

    has,

    async *list() {
      let after: string | undefined
      do {
        const page = await ask({ method: 'GET', query: { prefix, ...(after !== undefined && { marker: after }) } })
        const listed = readListing(await text(page), prefix)
        yield* listed.files
        after = listed.next
      } while (after !== undefined)
    },

    async remove(sha256) {
      isThere(await ask({ method: 'DELETE', key: keyed(sha256) }))
    },

    async check() {
      if (!isThere(await ask({ method: 'HEAD' }))) throw new StorageFailed(`没有存储桶 ${settings.bucket}`, { isDenied: true })
    },
  }
}

/** Whether the answer is not 404; what it carries is let go. */
function isThere(answer: IncomingMessage): boolean {
  answer.resume()
  return answer.statusCode !== 404
}

const tag = (xml: string, name: string): string | undefined => new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1]

const ESCAPED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const unescaped = (text: string): string =>
  text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex?: string, decimal?: string, name = '') => {
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16))
    return decimal === undefined ? (ESCAPED[name] ?? whole) : String.fromCodePoint(Number(decimal))
  })

/** One page of a listing (the older one, which every such storage has), and the key after which the next begins. */
function readListing(xml: string, prefix: string): { readonly files: readonly StoredFile[]; readonly next: string | undefined } {
  if (!xml.includes('<ListBucketResult')) throw new StorageFailed('对象存储没有给出清单')
  const found = [...xml.matchAll(/<Contents>([\s\S]*?)<\/Contents>/g)].map(([, one = '']) => ({
    key: unescaped(tag(one, 'Key') ?? ''),
    bytes: Number(tag(one, 'Size')),
    storedAt: new Date(tag(one, 'LastModified') ?? 0),
  }))
  const files = found.flatMap(({ key, ...rest }): StoredFile[] => {
    const sha256 = key.startsWith(prefix) ? sha256OfKey(key.slice(prefix.length)) : undefined
    return sha256 === undefined ? [] : [{ sha256, ...rest }]
  })
  return { files, next: tag(xml, 'IsTruncated') === 'true' ? found.at(-1)?.key : undefined }
}
