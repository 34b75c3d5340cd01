import http from 'node:http'
import net from 'node:net'
import type { AddressInfo } from 'node:net'

/** What the program is told of the provider, and the port it must listen on for the provider to send people back. */
export interface RunningProvider {
  readonly port: number
  readonly env: Readonly<Record<string, string>>
  readonly stop: () => Promise<void>
}

/** A real OpenID provider on loopback; whoever types a name is that user, whatever the password. */
export async function startProvider(): Promise<RunningProvider> {
  const port = await findFreePort()
  const site = `http://127.0.0.1:${port}`
  const server = http.createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const client = { client_id: 'sgz', client_secret: 'a secret between us' }
  const answer = await quietly(async () => {
    const { Provider } = await import('oidc-provider')
    const provider = new Provider(issuer, {
      clients: [{ ...client, redirect_uris: [`${site}/sign-in/oidc`] }],
      pkce: { required: () => true },
      ttl: { AccessToken: 600, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
      findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub }) }),
    })
    return provider.callback()
  })
  server.on('request', (request, response) => void answer(request, response))
  return {
    port,
    env: {
      PUBLIC_URL: site,
      OIDC_ISSUER: issuer,
      OIDC_CLIENT_ID: client.client_id,
      OIDC_CLIENT_SECRET: client.client_secret,
      OIDC_LABEL: '政务统一认证',
    },
    stop: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

/** The provider is told where to send people back before the program is there to choose a port. */
async function findFreePort(): Promise<number> {
  const probe = net.createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const { port } = probe.address() as AddressInfo
  await new Promise((resolve) => probe.close(resolve))
  return port
}

/** Without its warnings that it is not in production. */
async function quietly<T>(work: () => Promise<T>): Promise<T> {
  const { warn, info } = console
  Object.assign(console, { warn: () => undefined, info: () => undefined })
  try {
    return await work()
  } finally {
    Object.assign(console, { warn, info })
  }
}
