import path from 'node:path'
import { findRoot } from '#server/find-root.ts'
import type { Tx } from '#server/db/actor-tx.ts'
import { hashOfVillages, loadVillages } from './load-divisions.ts'
import { findListHash, insertDivisions, setListHash } from '../repository.ts'

/** Brings the villages of a county into the list where they are not there yet. Returns how many came in. */
export async function bringVillages(tx: Tx, county: string): Promise<number> {
  if ((await findListHash(tx, county)) !== undefined) return 0
  const folder = path.join(findRoot(), 'territory')
  const added = await insertDivisions(tx, loadVillages(folder, county))
  await setListHash(tx, county, hashOfVillages(folder, county))
  return added
}
