import type { Kysely } from 'kysely'
import type { CivilDate } from '#domain/kernel/civil-date.ts'
import { isRefusal } from '#domain/kernel/refusal.ts'
import { SYSTEM_ACTOR, systemTx, type Tx } from '#server/db/actor-tx.ts'
import type { DB } from '#server/db/types.ts'
import { newId } from '#server/http/new-id.ts'
import { getFactsMark } from '../world/fact-repository.ts'
import { findJudgedMark, keepJudgedMark } from './judged-mark-repository.ts'
import type { SchemeOpener } from '../open-scheme.ts'
import { proposeConsequences } from './propose-consequences.ts'
import { listSignatures, listVersions } from '../repository.ts'
import type { AdoptionRow } from '../plan/with-laws.ts'

/** Everything a verdict rests on, without opening anything: facts, texts, signatures and the day. */
async function markOf(tx: Tx, { schemeId, unitCode, referenceDay }: AdoptionRow, today: CivilDate): Promise<string> {
  const versions = (await listVersions(tx)).filter((v) => v.schemeId === schemeId).map((v) => v.sha256)
  const signatures = (await listSignatures(tx, schemeId, unitCode)).map((s) => [s.subject, s.unitCode, s.value])
  return JSON.stringify([await getFactsMark(tx, unitCode), referenceDay ?? today, versions, signatures])
}

/**
 * Keeps what every adopted plan proposes now, as the program itself. A place where nothing changed since the last time is
 * passed over without being opened. Returns how many proposals are new.
 */
export async function proposeEverywhere(db: Kysely<DB>, opener: SchemeOpener, today: CivilDate): Promise<number> {
  let added = 0
  for (const adoption of await systemTx(db, (tx) => opener.adoptions(tx, today))) {
    const { schemeId, unitCode } = adoption
    added += await systemTx(db, async (tx) => {
      const mark = await markOf(tx, adoption, today)
      if ((await findJudgedMark(tx, unitCode, schemeId)) === mark) return 0
      const here = await opener.open(tx, SYSTEM_ACTOR, today, { schemeId, unitCode })
      const found = isRefusal(here) ? 0 : await proposeConsequences(tx, here, newId)
      await keepJudgedMark(tx, unitCode, schemeId, mark)
      return found
    })
  }
  return added
}
