import type { z } from 'zod'
import { requestFor, type Endpoint } from '#contract/endpoint.ts'
import type { Problem } from '#contract/problem.ts'
import { failureOf } from './call.ts'

interface SendOptions {
  /** How much of the file has left, 0 to 1. */
  readonly onProgress: (part: number) => void
  readonly signal: AbortSignal
}

/** Calls an endpoint that takes a file, telling how far it is; throws `CallFailed` as `call` does. */
export function sendFile<E extends Endpoint>(
  e: E,
  input: z.input<E['input']>,
  file: Blob,
  { onProgress, signal }: SendOptions,
): Promise<z.output<E['output']>> {
  const { method, url, headers = {} } = requestFor(e, input)
  return new Promise((resolve, reject) => {
    // fetch does not tell how much of a body has left
    const request = new XMLHttpRequest()
    const offline = (): void => reject(failureOf({ type: 'about:blank', title: '连不上服务器', status: 0, code: 'OFFLINE' }))
    request.open(method, url)
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
    request.setRequestHeader('content-type', file.type === '' ? 'application/octet-stream' : file.type)
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total === 0 ? 0 : loaded / total))
    request.addEventListener('error', offline)
    request.addEventListener('timeout', offline)
    request.addEventListener('abort', () => reject(new DOMException('', 'AbortError')))
    request.addEventListener('load', () => {
      const answer = parsed(request.responseText)
      if (request.status < 300) resolve(answer as z.output<E['output']>)
      else reject(failureOf(problemIn(request, answer)))
    })
    signal.addEventListener('abort', () => request.abort())
    request.send(file)
  })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function problemIn(request: XMLHttpRequest, answer: unknown): Problem {
  const isProblem = request.getResponseHeader('content-type')?.startsWith('application/problem+json') ?? false
  if (isProblem && answer !== undefined) return answer as Problem
  return { type: 'about:blank', title: '服务器没有正常回答', status: request.status, code: 'BAD_ANSWER' }
}
