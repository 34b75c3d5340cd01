import type { Kysely } from 'kysely'
import path from 'node:path'
import { loadScheme } from '#domain/scheme/index.ts'
import { systemTx } from '#server/db/actor-tx.ts'
import type { DB } from '#server/db/types.ts'
import { loadDemo as loadDemoFacts, loadDemoAccounts, type SchemeSettings } from '#server/demo/index.ts'
import {
  listAdoptedSchemeIds,
  listSchemeIds,
  loadSchemeFolder,
  proposeEverywhere,
  readSchemeFolder,
  type SchemeOpener,
} from '#server/scheme/index.ts'
import { loadDivisions, storeDivisions } from '#server/territory/index.ts'
import { civilDayOf } from '#server/http/today.ts'
import { findRoot } from './find-root.ts'

/** Tells the person at the terminal what goes on. */
export type Progress = (zh: string) => void

const schemesDir = (): string => path.join(findRoot(), 'schemes')
const divisionsFile = (): string => path.join(findRoot(), 'territory/divisions.tsv.gz')

/** Brings the schemes into the database; what is there already, by content hash, is left alone. */
export async function loadSchemes(db: Kysely<DB>, progress: Progress): Promise<void> {
  const loaded = await systemTx(db, (tx) => loadSchemeFolder(tx, schemesDir()))
  if (loaded.length > 0) progress(`装入方案 ${loaded.length} 份`)
}

/** Brings the administrative divisions into the database, with or without a demonstration: everything has a name and a place. */
export async function loadTerritory(db: Kysely<DB>, progress: Progress): Promise<void> {
  await systemTx(db, (tx) => storeDivisions(tx, divisionsFile(), () => progress('装入行政区划')))
}

/** Brings the demonstration data into the database, once; a start that finds it all there reads nothing. */
export async function loadDemo(db: Kysely<DB>, progress: Progress): Promise<void> {
  const adopted = await systemTx(db, listAdoptedSchemeIds)
  const schemes = listSchemeIds(schemesDir())
    .filter((id) => !adopted.has(id))
    .flatMap((id): SchemeSettings[] => {
      const { scheme } = loadScheme(readSchemeFolder(path.join(schemesDir(), id)))
      return scheme ? [scheme] : []
    })
  if (schemes.every(({ nature }) => nature === 'law')) return
  progress('装入演示数据')
  await loadDemoFacts(db, loadDivisions(divisionsFile()), schemes)
  await systemTx(db, loadDemoAccounts)
}

/** Keeps the consequences that the facts have led to since the last time; where nothing changed, nothing is opened. */
export async function proposeFromFacts(db: Kysely<DB>, opener: SchemeOpener, progress: Progress): Promise<void> {
  const added = await proposeEverywhere(db, opener, civilDayOf(new Date()))
  if (added > 0) progress(`依方案提出处理建议 ${added} 项`)
}
