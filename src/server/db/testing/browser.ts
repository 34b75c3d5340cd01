import type { InjectOptions } from 'fastify'
import type { z } from 'zod'
import { requestFor, type Endpoint } from '#contract/endpoint.ts'
import type { Answer, TestApp } from './test-app.ts'

/** A browser that keeps its cookies, as somebody somewhere. */
export interface Browser {
  call<E extends Endpoint>(endpoint: E, input: z.input<E['input']>, headers?: InjectOptions['headers']): Promise<Answer<E>>
  /** The cookies as they stand: to steal, to replay, to plant. */
  cookies: Map<string, string>
}

export function openBrowser(
  app: TestApp,
  address = '10.1.2.3',
  agent = 'Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36',
): Browser {
  const cookies = new Map<string, string>()
  return {
    cookies,
    async call(endpoint, input, headers = {}) {
      const { method, url, body } = requestFor(endpoint, input)
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
      const raw = await app.inject({
        method,
        url,
        remoteAddress: address,
        headers: {
          'user-agent': agent,
          ...(cookie !== '' && { cookie }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { payload: body }),
      })
      for (const { name, value } of raw.cookies)
        if (value === '') cookies.delete(name)
        else cookies.set(name, value)
      const json = raw.json<never>()
      return { status: raw.statusCode, output: json, problem: json, raw }
    },
  }
}
