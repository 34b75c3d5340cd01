import http from 'node:http'
import { DEMO_PASSWORD } from '#server/demo/index.ts'

export interface Answer {
  readonly status: number
  readonly headers: http.IncomingHttpHeaders
  readonly body: string
}

export interface Asked {
  readonly method?: string
  readonly body?: string | Buffer
  readonly headers?: http.OutgoingHttpHeaders
  readonly agent?: http.Agent
  /** As it goes over the wire: not normalised. */
  readonly rawPath?: string
  readonly timeoutMs?: number
}

/** One request over a socket; what the other side says, or the error of the connection. */
export const ask = (
  address: string,
  path: string,
  { method = 'GET', body, headers = {}, agent, rawPath, timeoutMs = 60_000 }: Asked = {},
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(address)
    const request = http.request(
      { hostname, port, path: rawPath ?? path, method, headers, ...(agent && { agent }) },
      (response) => {
        let text = ''
        response.on('data', (bytes: Buffer) => (text += bytes.toString()))
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }))
        response.on('error', reject)
      },
    )
    request.setTimeout(timeoutMs, () => request.destroy(new Error('no answer in time')))
    request.on('error', reject)
    request.end(body)
  })

export const askJson = (
  address: string,
  method: string,
  path: string,
  value: unknown,
  headers: http.OutgoingHttpHeaders = {},
  more: Asked = {},
): Promise<Answer> =>
  ask(address, path, {
    ...more,
    method,
    body: JSON.stringify(value),
    headers: { 'content-type': 'application/json', ...headers },
  })

/** Signs a demonstration account in; the cookie header of its session. */
export async function signInDemo(address: string, name: string): Promise<string> {
  const answer = await askJson(address, 'POST', '/api/session', { name, password: DEMO_PASSWORD })
  const cookies = answer.headers['set-cookie'] ?? []
  if (answer.status !== 200 || cookies.length === 0) throw new Error(`${name} did not sign in: ${answer.status} ${answer.body}`)
  return cookies.map((cookie) => cookie.split(';')[0]).join('; ')
}
