import { Agent, request } from 'node:http'
import { requestFor, type Endpoint } from '#contract/endpoint.ts'
import { NATION_PASSWORD } from './nation-data.ts'

/** Somebody signed in, asking over a kept connection as a browser does. */
export interface Asker {
  ask(endpoint: Endpoint, input: Record<string, unknown>): Promise<unknown>
  /** To the last byte of the answer. */
  get(url: string): Promise<string>
}

export async function openAsker(address: string, who: string): Promise<Asker> {
  const signedIn = await fetch(`${address}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: `bench-${who}`, password: NATION_PASSWORD }),
  })
  const cookie = signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  if (!signedIn.ok) throw new Error(`sign-in: ${signedIn.status} ${await signedIn.text()}`)
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const get = (url: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const asked = request(address + url, { agent, headers: { cookie } }, (answer) => {
        const parts: Buffer[] = []
        answer.on('data', (part: Buffer) => parts.push(part))
        answer.on('end', () => {
          const text = Buffer.concat(parts).toString('utf8')
          if (answer.statusCode === 200) resolve(text)
          else reject(new Error(`${url}: ${answer.statusCode} ${text.slice(0, 300)}`))
        })
        answer.on('error', reject)
      })
      // a kept connection that the server has closed meanwhile: on a new one
      asked.on('error', (error) => (asked.reusedSocket ? resolve(get(url)) : reject(error)))
      asked.end()
    })
  return { get, ask: async (endpoint, input) => JSON.parse(await get(requestFor(endpoint, input).url)) as unknown }
}
