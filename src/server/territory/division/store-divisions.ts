import type { Tx } from '#server/db/actor-tx.ts'
import { hashOfList, loadDivisions } from './load-divisions.ts'
import { findListHash, insertDivisions, setListHash } from '../repository.ts'

const COUNTRY = 'country'

/** Brings the shipped list into the database where this edition of it is not there; a start that finds it reads nothing. */
export async function storeDivisions(tx: Tx, file: string, onRead: () => void = () => undefined): Promise<number> {
  const sha256 = hashOfList(file)
  if ((await findListHash(tx, COUNTRY)) === sha256) return 0
  onRead()
  const added = await insertDivisions(tx, loadDivisions(file).list)
  await setListHash(tx, COUNTRY, sha256)
  return added
}
