import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import type { Kysely } from 'kysely'
import { z } from 'zod'
import { systemTx } from '#server/db/actor-tx.ts'
import type { DB } from '#server/db/types.ts'
import { civilDayOf } from '#server/http/today.ts'
import { listChainHeads } from './repository.ts'

const AnchorFile = z.object({
  day: z.iso.date(),
  at: z.iso.datetime(),
  /** SHA-256 of the anchor file before this one, so that none can be left out. */
  before: z.string().nullable(),
  heads: z.array(z.object({ countyId: z.int(), seq: z.int(), hash: z.string().regex(/^[0-9a-f]{64}$/) })),
})
/** Where every chain ended on a day, kept outside the database. */
export type Anchor = z.infer<typeof AnchorFile>

/** An anchor file that is missing from its chain or was changed. */
export interface AnchorFault {
  readonly file: string
  readonly because: string
}

const NAME = /^\d{4}-\d{2}-\d{2}\.json$/
export const anchorFolder = (dataDir: string): string => path.join(dataDir, 'anchors')

const namesIn = (folder: string): readonly string[] =>
  fs.existsSync(folder)
    ? fs
        .readdirSync(folder)
        .filter((name) => NAME.test(name))
        .sort()
    : []

const hashOfFile = (file: string): string => createHash('sha256').update(fs.readFileSync(file)).digest('hex')

/** Writes today's anchor unless it is there; one file a day, read-only. Says whether it wrote one. */
export async function keepAnchor(db: Kysely<DB>, dataDir: string, now: Date): Promise<boolean> {
  const folder = anchorFolder(dataDir)
  const day = civilDayOf(now)
  const file = path.join(folder, `${day}.json`)
  if (fs.existsSync(file)) return false
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 })
  const heads = (await systemTx(db, listChainHeads)).map(({ county_id, seq, hash }) => ({ countyId: county_id, seq, hash }))
  const last = namesIn(folder).at(-1)
  const anchor: Anchor = {
    day,
    at: now.toISOString(),
    before: last === undefined ? null : hashOfFile(path.join(folder, last)),
    heads,
  }
  const beside = `${file}.${process.pid}`
  fs.writeFileSync(beside, `${JSON.stringify(anchor, null, 1)}\n`, { mode: 0o400 })
  try {
    fs.linkSync(beside, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    return false
  } finally {
    fs.rmSync(beside)
  }
  return true
}

/** Every anchor kept, and what is wrong with the files themselves. */
export function readAnchors(dataDir: string): { readonly anchors: readonly Anchor[]; readonly faults: readonly AnchorFault[] } {
  const folder = anchorFolder(dataDir)
  const anchors: Anchor[] = []
  const faults: AnchorFault[] = []
  let before: string | null | undefined
  for (const name of namesIn(folder)) {
    const file = path.join(folder, name)
    const parsed = AnchorFile.safeParse(parseJson(fs.readFileSync(file, 'utf8')))
    if (!parsed.success) faults.push({ file, because: '不是留存文件，或被改动' })
    else {
      if (before !== undefined && parsed.data.before !== before)
        faults.push({ file, because: '不接在前一日的留存文件之后：前一日的文件被改动或删除' })
      anchors.push(parsed.data)
    }
    before = hashOfFile(file)
  }
  return { anchors, faults }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const EVERY_MS = 10 * 60_000

/** Keeps one anchor a day for as long as the server runs; a day that cannot be written is tried again. */
export function keepAnchors(db: Kysely<DB>, dataDir: string, onError: (error: unknown) => void): { stop(): void } {
  const keep = (): void => void keepAnchor(db, dataDir, new Date()).catch(onError)
  keep()
  const timer = setInterval(keep, EVERY_MS)
  timer.unref()
  return { stop: () => clearInterval(timer) }
}
