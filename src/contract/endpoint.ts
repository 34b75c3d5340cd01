import type { z } from 'zod'
import type { Action } from '#domain/access/index.ts'

/** Who may call: anyone, any signed-in account, or whoever may do the action. */
export type Caller = 'anyone' | 'signed-in' | Action

/**
 * One HTTP operation, described once: the server binds it, the browser calls it, OpenAPI lists it. `input` holds path
 * parameters (`:name` in `path`) and the rest together; the rest travels as query with GET and DELETE, as JSON body otherwise.
 */
export interface Endpoint<In extends z.ZodObject = z.ZodObject, Out extends z.ZodType = z.ZodType> {
  /** `module.verbNoun`: names the operation in OpenAPI and in the audit. */
  readonly name: `${string}.${string}`
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Below `/api`. */
  readonly path: `/${string}`
  /** 中文, one line. */
  readonly summary: string
  readonly who: Caller
  readonly input: In
  readonly output: Out
  /** Largest body in bytes, where the usual 1 MiB is too little. */
  readonly maxBytes?: number
  /**
   * The body is the bytes of one file, its claimed type in `content-type`; the rest of the input, lower-case names and texts
   * only, travels in headers (`x-` before each name): a name of a file belongs into no log of addresses.
   */
  readonly takesFile?: true
  /** A reading that is audited as a writing is: of sensitive things. */
  readonly isAudited?: true
  /**
   * To somebody viewing as another: `as-self` is done as the real account, `refused` is not done, `reads` changes nothing
   * whatever its method. Without it a GET reads as the other account and everything else is refused.
   */
  readonly viewing?: 'as-self' | 'refused' | 'reads'
}

/** Declares an endpoint with its types kept. */
export const endpoint = <In extends z.ZodObject, Out extends z.ZodType>(e: Endpoint<In, Out>): Endpoint<In, Out> => e

/** What a file endpoint answers: the bytes themselves, all at once or bit by bit, under their own name and media type. */
export interface FileContent {
  readonly fileName: string
  readonly mediaType: string
  readonly bytes: Uint8Array | AsyncIterable<Uint8Array>
}

export const API_PREFIX = '/api'

/** The request that calls `e` with `input`: method, address below the origin, and JSON body if any. */
export function requestFor<E extends Endpoint>(
  e: E,
  input: z.input<E['input']>,
): {
  readonly method: E['method']
  readonly url: string
  readonly body?: string
  readonly headers?: Readonly<Record<string, string>>
} {
  const rest = new Map(Object.entries(input).filter(([, value]) => value !== undefined))
  const path = e.path.replace(/:(\w+)/g, (_, name: string) => {
    const value = rest.get(name)
    rest.delete(name)
    return encodeURIComponent(String(value))
  })
  if (e.takesFile) {
    const headers = Object.fromEntries([...rest].map(([name, value]) => [fileHeader(name), encodeURIComponent(String(value))]))
    return { method: e.method, url: API_PREFIX + path, headers }
  }
  if (carriesBody(e.method)) return { method: e.method, url: API_PREFIX + path, body: JSON.stringify(Object.fromEntries(rest)) }
  const query = [...rest].flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((one) => `${encodeURIComponent(name)}=${encodeURIComponent(String(one))}`),
  )
  return { method: e.method, url: API_PREFIX + path + (query.length > 0 ? `?${query.join('&')}` : '') }
}

/** The header in which a field travels beside a file. */
export const fileHeader = (name: string): string => `x-${name}`

/** Whether the input travels as JSON body. */
export const carriesBody = (method: Endpoint['method']): boolean => method === 'POST' || method === 'PUT'

/** The names of the parameters in a path, `:schemeId` → `schemeId`. */
export const pathParameters = (path: string): readonly string[] => [...path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? '')
