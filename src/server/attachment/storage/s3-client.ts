import http from 'node:http'
import https from 'node:https'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { AwsClient } from 'aws4fetch'
import { StorageFailed } from './storage.ts'

export interface S3Settings {
  /** `https://host[:port]`; the bucket stands in the path. */
  readonly endpoint: string
  readonly bucket: string
  readonly region: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
  /** What every key begins with: '' or `folder/`. */
  readonly prefix: string
}

export interface S3Request {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'DELETE'
  readonly key?: string
  readonly query?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: { readonly stream: Readable; readonly bytes: number }
}

const SILENT_MS = 30_000
const EMPTY_SHA256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

export type S3Client = (request: S3Request) => Promise<http.IncomingMessage>

/** Signed requests to a bucket, bodies streamed both ways. An answer of 404 is an answer; others that are no success throw. */
export function createS3Client(settings: S3Settings): S3Client {
  const { endpoint, bucket, region, accessKeyId, secretAccessKey } = settings
  const aws = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: 0 })
  const base = new URL(endpoint)
  const { request: begin } = base.protocol === 'https:' ? https : http
  return async ({ method, key = '', query = {}, headers = {}, body }) => {
    const url = new URL(`${base.pathname.replace(/\/$/, '')}/${bucket}/${key}`, base)
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
    const signed = await aws.sign(url.href, { method, headers: { 'x-amz-content-sha256': EMPTY_SHA256, ...headers } })
    const answer = await exchange(begin, url, method, Object.fromEntries(signed.headers), body)
    const status = answer.statusCode ?? 0
    if (status < 300 || status === 404) return answer
    answer.resume()
    throw new StorageFailed(`对象存储拒绝了请求（${method} ${status}）`, { isDenied: status === 403 || status === 401 })
  }
}

async function exchange(
  begin: typeof http.request,
  url: URL,
  method: string,
  headers: Record<string, string>,
  body: S3Request['body'],
): Promise<http.IncomingMessage> {
  try {
    return await new Promise<http.IncomingMessage>((resolve, reject) => {
      const length = body ? { 'content-length': body.bytes } : {}
      const request = begin(url, { method, headers: { ...headers, ...length }, timeout: SILENT_MS }, resolve)
      request.on('error', reject)
      request.on('timeout', () => request.destroy(new Error('silent')))
      if (body) pipeline(body.stream, request).catch(reject)
      else request.end()
    })
  } catch (cause) {
    throw new StorageFailed('连不上对象存储', { cause })
  }
}
