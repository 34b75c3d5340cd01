import fs from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Endpoint } from '#contract/endpoint.ts'
import { findRoot } from '#server/find-root.ts'

const isEndpoint = (value: unknown): value is Endpoint =>
  typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'input' in value && 'who' in value

/** A thing and what it holds, two deep: the endpoints of the lists stand together, those of each list in one object. */
const within = (value: unknown, depth = 2): readonly unknown[] =>
  typeof value === 'object' && value !== null && !isEndpoint(value) && depth > 0
    ? Object.values(value).flatMap((one) => within(one, depth - 1))
    : [value]

/** Every endpoint that the contract declares, whichever file and folder it stands in. */
export async function listEndpoints(): Promise<readonly Endpoint[]> {
  const folder = path.join(findRoot(), 'src/contract')
  const found = new Map<string, Endpoint>()
  for (const name of fs.readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.ts') || name.endsWith('.test.ts')) continue
    const module = (await import(pathToFileURL(path.join(folder, name)).href)) as Record<string, unknown>
    for (const value of Object.values(module).flatMap((value) => within(value)))
      if (isEndpoint(value)) found.set(value.name, value)
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
}
