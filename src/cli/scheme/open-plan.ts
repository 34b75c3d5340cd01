import type { Kysely } from 'kysely'
import type { CivilDate } from '#domain/kernel/civil-date.ts'
import { isRefusal } from '#domain/kernel/refusal.ts'
import { problemFor } from '#contract/problem-table.ts'
import { systemTx, SYSTEM_ACTOR } from '#server/db/actor-tx.ts'
import type { DB } from '#server/db/types.ts'
import { civilDayOf } from '#server/http/today.ts'
import { openSchemes } from '#server/open-schemes.ts'
import type { OpenScheme } from '#server/scheme/index.ts'
import { NothingThere } from '../end-with.ts'

export interface PlanAsked {
  readonly asOf?: CivilDate
  readonly overlay?: string
  /** Where several places adopted the plan: which of them. */
  readonly unit?: string
}

/** A plan over everything the database holds where it was adopted. Throws NothingThere where nobody adopted it. */
export async function openPlan(db: Kysely<DB>, schemeId: string, asked: PlanAsked): Promise<OpenScheme> {
  const opener = openSchemes(db)
  const today = civilDayOf(new Date())
  const opened = await systemTx(db, async (tx) => {
    const found = await opener.open(tx, SYSTEM_ACTOR, today, {
      schemeId,
      unitCode: asked.unit,
      asOf: asked.asOf,
      overlay: asked.overlay,
    })
    return isRefusal(found) ? { refused: found.code } : { found }
  })
  if (opened.found) return opened.found
  const title = problemFor(opened.refused).title
  throw new NothingThere(
    opened.refused === 'SCHEME_NOT_FOUND'
      ? `数据库里没有地区采用方案 ${schemeId}；演示数据用 npm run sgz -- demo load 装入`
      : title,
  )
}
