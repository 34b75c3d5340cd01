import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { API_PREFIX } from '#contract/endpoint.ts'
import { replyProblem } from './problem-reply.ts'

/** Stands in index.html where the nonce of the answer belongs. */
const NONCE_PLACE = '__CSP_NONCE__'

const NOT_BUILT =
  '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>社工站</title><h1>界面尚未构建</h1><p>请运行 npm run build，然后重新启动。</p></html>'

const policyFor = (nonce: string): string =>
  [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "frame-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')

/** Serves the built browser part in `dir`; every address that is no file and no endpoint is a page of it. */
export async function serveWeb(app: FastifyInstance, dir: string): Promise<void> {
  const index = path.join(dir, 'index.html')
  if (fs.existsSync(dir))
    await app.register(fastifyStatic, {
      root: dir,
      index: false,
      wildcard: true,
      preCompressed: true,
      maxAge: '1h',
      setHeaders: (reply, file) => setCaching(reply, dir, file),
    })
  const page = fs.existsSync(index) ? fs.readFileSync(index, 'utf8') : NOT_BUILT
  const send = (reply: FastifyReply): FastifyReply => {
    const nonce = randomBytes(16).toString('base64')
    return reply
      .code(200)
      .headers({
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-cache',
        'content-security-policy': policyFor(nonce),
      })
      .send(page.replaceAll(NONCE_PLACE, nonce))
  }
  app.get('/', (_, reply) => send(reply))
  app.setNotFoundHandler((request, reply) => {
    const isPage = request.method === 'GET' && !request.url.startsWith(`${API_PREFIX}/`) && !/\.\w+($|\?)/.test(request.url)
    return isPage ? send(reply) : replyProblem(reply, 'NOT_FOUND')
  })
}

/** Files under assets/ carry their hash in the name. */
function setCaching(reply: Pick<FastifyReply, 'header'>, dir: string, file: string): void {
  if (file.startsWith(path.join(dir, 'assets') + path.sep)) reply.header('cache-control', 'public, max-age=31536000, immutable')
}
