import { problemFor } from '#contract/problem-table.ts'
import type { CivilDate } from '#domain/kernel/civil-date.ts'
import { isRefusal } from '#domain/kernel/refusal.ts'
import { actorTx, SYSTEM_ACTOR } from '#server/db/actor-tx.ts'
import { newId } from '#server/http/new-id.ts'
import { writeAudit } from '#server/http/write-audit.ts'
import { createSchemeOpener, loadSchemeFolder } from '#server/scheme/index.ts'
import { adopt, storeDivisions } from '#server/territory/index.ts'
import { CommandFailed } from '../end-with.ts'
import type { Outcome } from '../outcome.ts'
import { withDatabase } from '../with-database.ts'

interface Asked {
  readonly schemeId: string
  readonly unitCode: string
  readonly from: CivilDate
  readonly divisionsFile: string
  readonly schemesDir: string
}

/** `scheme adopt`: puts a plan in force in a place, as an officer's adopting does; audited as the operator's doing. */
export async function adoptFromCommand({ schemeId, unitCode, from, divisionsFile, schemesDir }: Asked): Promise<Outcome> {
  const adopted = await withDatabase((db) =>
    actorTx(db, SYSTEM_ACTOR, async (tx) => {
      // on a database that no start has filled yet
      await storeDivisions(tx, divisionsFile)
      await loadSchemeFolder(tx, schemesDir)
      const id = newId()
      const done = await adopt(tx, createSchemeOpener(db), { id, schemeId, unitCode, from }, null, newId)
      if (isRefusal(done)) return done
      const note = {
        subject: 'adoption',
        subjectId: id,
        divisionCode: unitCode,
        detail: { schemeId, from, unitsAdded: done.unitsAdded },
      }
      await writeAudit(tx, SYSTEM_ACTOR, {
        action: 'operator.adoptScheme',
        outcome: 'done',
        requestId: newId(),
        note,
        at: new Date(),
      })
      return done
    }),
  )
  if (isRefusal(adopted)) throw new CommandFailed([problemFor(adopted.code).title, adopted.detail].filter(Boolean).join('：'))
  const { row, title, unitsAdded } = adopted
  return {
    code: 0,
    lines: [`✓ ${row.unitName}自 ${row.from} 起采用${title}；登记地区 ${unitsAdded} 个`],
    json: { id: row.id, scheme: schemeId, unit: unitCode, from: row.from, unitsAdded },
  }
}
