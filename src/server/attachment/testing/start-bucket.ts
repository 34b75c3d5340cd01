import { createHash, createHmac } from 'node:crypto'
import fs from 'node:fs'
import http, { type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
// @ts-expect-error it comes without types
import S3rver from 's3rver'
import type { S3Settings } from '../storage/s3-client.ts'

interface Server {
  run(): Promise<{ readonly port: number }>
  close(): Promise<void>
}
const ServerOf = S3rver as unknown as new (options: object) => Server

/** Keys a page of a listing has: few, so that listings have pages. */
const PAGE = 7
const SECRET = 'S3RVER'

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest()
const sha256 = (bytes: string | Buffer): string => createHash('sha256').update(bytes).digest('hex')

/** What the signature (AWS, version 4) of this request must be, worked out from what arrived. */
function signatureOf(request: IncomingMessage, url: URL): { readonly given: string; readonly due: string } {
  const header = request.headers.authorization ?? ''
  const [, date = '', region = '', signed = '', given = ''] =
    /Credential=S3RVER\/(\d{8})\/([\w-]+)\/s3\/aws4_request, SignedHeaders=([^,]+), Signature=(\w+)/.exec(header) ?? []
  const encode = (text: string): string =>
    encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
  const query = [...url.searchParams]
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort()
    .join('&')
  const headers = signed
    .split(';')
    .map((name) => `${name}:${String(request.headers[name]).trim()}\n`)
    .join('')
  const canonical = [request.method, url.pathname, query, headers, signed, request.headers['x-amz-content-sha256']].join('\n')
  const scope = `${date}/${region}/s3/aws4_request`
  const text = ['AWS4-HMAC-SHA256', request.headers['x-amz-date'], scope, sha256(canonical)].join('\n')
  const key = hmac(hmac(hmac(hmac(`AWS4${SECRET}`, date), region), 's3'), 'aws4_request')
  return { given, due: hmac(key, text).toString('hex') }
}

export interface TestBucket {
  readonly settings: S3Settings
  close(): Promise<void>
}

/**
 * A real S3 server on loopback with an empty bucket. It does not check signatures of version 4 nor what the bytes hash to, so
 * somebody stands before it who does.
 */
export async function startBucket(): Promise<TestBucket> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sgz-s3-'))
  const s3 = new ServerOf({
    port: 0,
    address: '127.0.0.1',
    silent: true,
    directory: folder,
    configureBuckets: [{ name: 'files', configs: [] }],
  })
  const { port } = await s3.run()
  const door = http.createServer((request, response) => {
    void (async () => {
      const url = new URL(request.url ?? '/', 'http://x')
      const body = await buffer(request)
      const { given, due } = signatureOf(request, url)
      if (given !== due) return response.writeHead(403).end()
      if (sha256(body) !== request.headers['x-amz-content-sha256']) return response.writeHead(400).end()
      if (url.searchParams.has('prefix')) url.searchParams.set('max-keys', String(PAGE))
      const onward = {
        port,
        host: '127.0.0.1',
        method: request.method,
        path: url.pathname + url.search,
        headers: request.headers,
      }
      return http
        .request(onward, (answer) => {
          response.writeHead(answer.statusCode ?? 500, answer.headers)
          answer.pipe(response)
        })
        .end(body)
    })()
  })
  door.listen(0, '127.0.0.1')
  await new Promise((resolve) => door.once('listening', resolve))
  return {
    settings: {
      endpoint: `http://127.0.0.1:${(door.address() as AddressInfo).port}`,
      bucket: 'files',
      region: 'us-east-1',
      accessKeyId: 'S3RVER',
      secretAccessKey: SECRET,
      prefix: 'station/',
    },
    async close() {
      door.closeAllConnections()
      await new Promise((resolve) => door.close(resolve))
      await s3.close()
      fs.rmSync(folder, { recursive: true })
    },
  }
}
