import type { z } from 'zod'
import { requestFor, type Endpoint } from '#contract/endpoint.ts'
import type { Problem } from '#contract/problem.ts'
import { CallFailed } from './call-failed.ts'

const expiryWatchers = new Set<() => void>()

/** Calls `watch` whenever the server says that nobody is signed in any more; the answer stops watching. */
export function watchExpiry(watch: () => void): () => void {
  expiryWatchers.add(watch)
  return () => expiryWatchers.delete(watch)
}

/** Calls an endpoint of the server; throws `CallFailed` when it refuses or does not answer. */
export async function call<E extends Endpoint>(
  e: E,
  input: z.input<E['input']>,
  signal?: AbortSignal,
): Promise<z.output<E['output']>> {
  const { method, url, body } = requestFor(e, input)
  const response = await send(url, {
    method,
    ...(body !== undefined && { body, headers: { 'content-type': 'application/json' } }),
    ...(signal && { signal }),
  })
  return (await response.json()) as z.output<E['output']>
}

/** Sends a request and answers the response if it succeeded. */
export async function send(url: string, init: RequestInit): Promise<Response> {
  const response = await fetch(url, init).catch((cause: unknown) => {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause
    throw new CallFailed({ type: 'about:blank', title: '连不上服务器', status: 0, code: 'OFFLINE' })
  })
  if (response.ok) return response
  throw failureOf(await problemOf(response))
}

/** What is thrown for a problem; whoever watches learns that nobody is signed in any more. */
export function failureOf(problem: Problem): CallFailed {
  if (problem.code === 'NOT_SIGNED_IN') for (const watch of expiryWatchers) watch()
  return new CallFailed(problem)
}

async function problemOf(response: Response): Promise<Problem> {
  const isProblem = response.headers.get('content-type')?.startsWith('application/problem+json') ?? false
  const problem = isProblem ? ((await response.json().catch(() => undefined)) as Problem | undefined) : undefined
  return problem ?? { type: 'about:blank', title: '服务器没有正常回答', status: response.status, code: 'BAD_ANSWER' }
}
