import type { Page } from 'playwright-core'

/** Calls the server as the page does, under the page's session. */
export const askApi = <T = Record<string, unknown>>(page: Page, method: string, path: string, body?: unknown): Promise<T> =>
  page.evaluate(
    async ([method, path, body]) => {
      const response = await fetch(`/api${path}`, {
        method,
        ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      })
      return (await response.json()) as T
    },
    [method, path, body] as const,
  )
